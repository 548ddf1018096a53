/**
 * Random articles: texts of all scripts, in blocks that are trees of inline elements, with empty
 * nodes, comments and things that are on the screen and not in the text.
 */
import fc from "fast-check";

/** What breaks careless counting: clusters, surrogate pairs, marks, blanks, direction, case. */
const CURIOUS = [
  "👩‍🚒",
  "🇪🇺",
  "👍🏽",
  "o\u0308",
  "İ",
  "ı",
  "שָׁנָה",
  "عامٌ",
  "ไม่",
  "क्षि",
  "한\u1100\u1161",
  "𐐷",
  "\u0323",
  "\u200d",
  "\u00a0",
  "\u3000",
  "\u2067",
  " ",
  "  ",
  "\n",
  "word",
  "x",
];

const letters = fc.oneof(
  fc.constantFrom(...CURIOUS),
  fc.string({ unit: "binary", maxLength: 5 }).map((text) => text.replace(/[\r\0]/g, "")),
);

export const text = fc.array(letters, { maxLength: 10 }).map((parts) => parts.join(""));

const { inline } = fc.letrec((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: fc.record({ text }) },
    { weight: 1, arbitrary: fc.constant({ comment: "not in the text" }) },
    { weight: 2, arbitrary: fc.record({ notText: text }) },
    {
      weight: 2,
      arbitrary: fc.record({
        tag: fc.constantFrom("a", "em", "mark", "bdi"),
        children: fc.array(tie("inline"), { maxLength: 4 }),
      }),
    },
  ),
}));

export const blocks = fc.array(
  fc.record({
    gap: fc.integer({ min: 1, max: 3 }),
    children: fc.array(inline, { maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 5 },
);

/**
 * Put blocks into an element, as the server would render them.
 * @returns {string} the version's text
 */
export function render(root, description) {
  root.replaceChildren();
  let version = "";
  const nodeFor = (part) => {
    if (part.text !== undefined) {
      version += part.text;
      return document.createTextNode(part.text);
    }
    if (part.comment) return document.createComment(part.comment);
    const element = document.createElement(part.tag ?? "span");
    element.toggleAttribute("data-not-text", part.notText !== undefined);
    element.append(part.notText ?? "", ...(part.children ?? []).map(nodeFor));
    return element;
  };
  description.forEach(({ gap, children }, i) => {
    if (i) version += "\n".repeat(gap);
    const block = document.createElement("p");
    block.dataset.start = String(Array.from(version).length);
    block.append(...children.map(nodeFor));
    block.dataset.end = String(Array.from(version).length);
    root.append("\n  ", block);
  });
  return version;
}

/** Every place of the page where a selection can begin or end, inside the article and outside. */
export function boundaryPoints() {
  const points = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    const places = node instanceof CharacterData ? node.length : node.childNodes.length;
    for (let offset = 0; offset <= places; offset += 1) points.push([node, offset]);
  }
  return points;
}
