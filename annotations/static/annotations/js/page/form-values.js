/**
 * What stands in the fields of a form, read and written as a whole.
 *
 * @typedef {import("./draft-store.js").Values} Values
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field
 */

/** What is no words of anybody: it belongs to the form, not to who fills it in. */
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "once"]);

/**
 * @param {HTMLFormElement} form
 * @returns {Field[]}
 */
function fieldsOf(form) {
  const fields = /** @type {Field[]} */ ([...form.elements].filter(isField));
  return fields.filter(({ name, type }) => name && type !== "file" && !NOT_KEPT.has(name));
}

/** @param {Element} element */
export const isField = (element) => element.matches("input, textarea, select");

/**
 * @param {HTMLFormElement} form
 * @returns {Values}
 */
export const valuesOf = (form) => collected(form, (field) => valueOf(field));

/**
 * What the form was made with.
 * @param {HTMLFormElement} form
 * @returns {Values}
 */
export const defaultsOf = (form) => collected(form, (field) => defaultOf(field));

/**
 * @param {HTMLFormElement} form
 * @param {(field: Field) => string | null} read
 */
function collected(form, read) {
  /** @type {Values} */
  const values = {};
  for (const field of fieldsOf(form)) {
    const value = read(field);
    values[field.name] ??= [];
    if (value !== null) values[field.name].push(value);
  }
  return values;
}

/** @param {Field} field */
function valueOf(field) {
  if (isChoice(field)) return field.checked ? field.value : null;
  return field.value;
}

/** @param {Field} field */
function defaultOf(field) {
  if (isChoice(field)) return field.defaultChecked ? field.value : null;
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

/**
 * Put values into the fields that people fill in; hidden ones stay as the site made them.
 * @param {HTMLFormElement} form
 * @param {Values} values
 */
export function fillIn(form, values) {
  for (const field of fieldsOf(form)) {
    const found = values[field.name];
    if (!found || field.type === "hidden") continue;
    if (isChoice(field)) field.checked = found.includes(field.value);
    else field.value = found[0] ?? "";
  }
}

/**
 * The fields in which people write, whose value the site has changed since.
 * @param {HTMLFormElement} form
 * @param {Values} base what it was made with then
 */
export function changedSince(form, base) {
  const now = defaultsOf(form);
  return fieldsOf(form).filter(
    (field) =>
      field.type !== "hidden" &&
      !isChoice(field) &&
      base[field.name] !== undefined &&
      base[field.name].join() !== now[field.name].join(),
  );
}

/**
 * @param {Values} some
 * @param {Values} others
 */
export const areSame = (some, others) => JSON.stringify(some) === JSON.stringify(others);

/**
 * @param {Field} field
 * @returns {field is HTMLInputElement}
 */
const isChoice = (field) =>
  field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
