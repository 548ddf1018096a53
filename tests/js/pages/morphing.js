/** What must hold whatever a page shows and whatever it should show; see tests/js/test_morph.py. */
import fc from "fast-check";
import { morph } from "/static/annotations/js/page/morph.js";

const words = fc.constantFrom("It was paid.", "Nobody came.", " ", "1999");
const attributes = fc.dictionary(
  fc.constantFrom("class", "title", "href", "dir"),
  fc.constantFrom("a", "b c", ""),
  { maxKeys: 2 },
);
const { node } = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    words,
    fc.record({
      tag: fc.constantFrom("p", "li", "a", "section"),
      id: fc.option(fc.nat(9)),
      attributes,
      children: fc.array(tie("node"), { maxLength: 5 }),
    }),
  ),
}));
const tree = fc.record({
  tag: fc.constant("div"),
  id: fc.constant(null),
  attributes,
  children: fc.array(node, { maxLength: 6 }),
});

/**
 * A tree as elements; an id that it had already is left out.
 * @param {Set<number>} [used]
 */
function made(description, used = new Set()) {
  if (typeof description === "string") return document.createTextNode(description);
  const { tag, id, attributes, children } = description;
  const element = document.createElement(tag);
  if (id !== null && !used.has(id)) element.id = `n${id}`;
  used.add(id);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => made(child, used)));
  return element;
}

function holds(sentence, ...given) {
  const outcome = fc.check(fc.property(...given), { numRuns: 600, seed: 1, endOnFailure: true });
  const failure = outcome.failed
    ? `${outcome.errorInstance.message} ${fc.defaultReportMessage(outcome)}`
    : null;
  outcomes.push({ sentence, failure });
}

const told = (element) => new XMLSerializer().serializeToString(element);

/** @param {unknown} fact */
function sure(fact, what) {
  if (!fact) throw new Error(what);
}

const place = document.querySelector("main");
const outcomes = [];

/** Both trees, the first one on the page. */
function shown(before, after) {
  const [known, fresh] = [made(before), made(after)];
  place.replaceChildren(known);
  return [known, fresh];
}

holds("the page shows what the answer says, and the answer is as it was", tree, tree, (a, b) => {
  const [known, fresh] = shown(a, b);
  morph(known, fresh);
  sure(known.isEqualNode(fresh), `${told(known)} is not ${told(fresh)}`);
  sure(fresh.isEqualNode(made(b)), "the answer was changed");
});

holds("what is the same already is not touched", tree, (a) => {
  const [known, fresh] = shown(a, a);
  const watcher = new MutationObserver(() => {});
  watcher.observe(known, { subtree: true, childList: true, attributes: true, characterData: true });
  morph(known, fresh);
  sure(watcher.takeRecords().length === 0, "something was touched");
});

holds("what has an id stays the same element, and keeps its focus", tree, tree, (a, b) => {
  const [known, fresh] = shown(a, b);
  const button = document.createElement("button");
  button.id = "focused";
  known.append(button);
  fresh.append(button.cloneNode());
  button.focus();
  morph(known, fresh);
  sure(known.isEqualNode(fresh), `${told(known)} is not ${told(fresh)}`);
  sure(document.activeElement === button && button.isConnected, "the focus is gone");
});

holds("a form in which somebody has typed stays, whatever is around it", tree, tree, (a, b) => {
  const [known, fresh] = shown(a, b);
  const form = document.createElement("form");
  form.id = "form";
  form.append(document.createElement("textarea"), document.createElement("input"));
  known.append(form);
  const other = form.cloneNode(true);
  other.append("Another revision.");
  fresh.prepend(other);
  const [text, field] = form.elements;
  text.value = "My words";
  field.focus();
  field.setRangeText("more");
  morph(known, fresh);
  sure(text.isConnected && text.value === "My words" && field.value === "more", "words are gone");
  sure(form.childNodes.length === 2, "the form was changed");
});

holds("what our scripts have put there stays", tree, tree, (a, b) => {
  const [known, fresh] = shown(a, b);
  const note = document.createElement("p");
  note.dataset.ours = "";
  known.append(note);
  known.classList.add("placed", "fresh");
  known.style.translate = "0 9px";
  morph(known, fresh);
  sure(note.parentElement === known, "our note is gone");
  sure(known.classList.contains("placed") && known.style.translate, "its place is gone");
});

window.outcomes = outcomes;
