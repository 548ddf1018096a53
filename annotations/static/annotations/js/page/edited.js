/**
 * Whether somebody has typed or chosen something in a form that would be lost with it.
 * @param {HTMLFormElement} form
 */
export const isEdited = (form) => [...form.elements].some(isChanged);

/** @param {Element} field */
function isChanged(field) {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (field instanceof HTMLSelectElement) return isRechosen(field);
  if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
  const isChoice = field.type === "checkbox" || field.type === "radio";
  return isChoice ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

/** @param {HTMLSelectElement} select */
function isRechosen(select) {
  const options = [...select.options];
  const chosen = options.find((option) => option.defaultSelected) ?? options[0];
  return chosen !== undefined && !chosen.selected;
}
