/** What must hold for any article and any selection; window.outcomes tells how it went. */
import fc from "fast-check";
import { CodePoints } from "/static/annotations/js/anchoring/code-points.js";
import { TextChanged, TextMap } from "/static/annotations/js/anchoring/text-map.js";
import { takeIn } from "/static/annotations/js/page/answer.js";
import { blocks, boundaryPoints, render, text } from "./trees.js";

const article = document.getElementById("text");
const clusters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const place = fc.nat();
const outcomes = [];

function holds(sentence, numRuns, ...given) {
  const began = performance.now();
  const outcome = fc.check(fc.property(...given), { numRuns, seed: 1, endOnFailure: true });
  outcomes.push({
    sentence,
    runs: outcome.numRuns,
    ms: Math.round(performance.now() - began),
    failure: outcome.failed ? fc.defaultReportMessage(outcome).slice(0, 2000) : null,
  });
}

function same(actual, expected) {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${a} instead of ${b}`);
}

/** The range between two places of the page, in either order. */
function rangeBetween(i, j) {
  const points = boundaryPoints();
  const range = document.createRange();
  range.setStart(...points[i % points.length]);
  const end = points[j % points.length];
  if (range.comparePoint(...end) < 0) range.setStart(...end);
  else range.setEnd(...end);
  return range;
}

holds("code points count as Array.from does", 1500, text, (string) => {
  const points = new CodePoints(string);
  const characters = Array.from(string);
  same(points.length, characters.length);
  let unit = 0;
  characters.forEach((character, point) => {
    same([points.toUnit(point), points.fromUnit(unit)], [unit, point]);
    if (character.length > 1) same(points.fromUnit(unit + 1), point);
    unit += character.length;
  });
  same([points.toUnit(characters.length), points.fromUnit(unit)], [unit, characters.length]);
});

holds("a map reads the version's text from the page", 800, blocks, (description) => {
  const version = render(article, description);
  const map = new TextMap(article);
  same([map.text, map.points.length], [version, Array.from(version).length]);
});

holds("a selection points at the same words again", 3000, blocks, place, place, (tree, i, j) => {
  const version = Array.from(render(article, tree));
  const map = new TextMap(article);
  const span = map.span(rangeBetween(i, j));
  if (!span) return;
  const range = map.range(JSON.parse(JSON.stringify(span)));
  same(map.span(range), span);
  same(map.exact(span), version.slice(span.start, span.end).join(""));
  const { startContainer, startOffset, endContainer, endOffset } = range;
  same([startContainer.nodeType, endContainer.nodeType], [Node.TEXT_NODE, Node.TEXT_NODE]);
  same([startOffset < startContainer.length, endOffset > 0], [true, true]);
});

holds(
  "a selection keeps what was selected, whole characters",
  2000,
  blocks,
  place,
  place,
  (tree, i, j) => {
    render(article, tree);
    const map = new TextMap(article);
    const range = rangeBetween(i, j);
    const from = map.unitAt(range.startContainer, range.startOffset);
    const to = map.unitAt(range.endContainer, range.endOffset);
    const selected = map.text.slice(from, to);
    const span = map.span(range);
    if (!selected.trim()) return same(span, null);
    const first = from + selected.length - selected.trimStart().length;
    const last = to - (selected.length - selected.trimEnd().length);
    same([map.points.toUnit(span.start), map.points.toUnit(span.end)], around(map, first, last));
  },
);

/** The units from..to, grown to whole clusters of the block they are in; slow and plain. */
function around(map, from, to) {
  let [start, end] = [from, to];
  for (const block of map.blocks) {
    for (const { index, segment } of clusters.segment(map.text.slice(block.from, block.to))) {
      const [first, next] = [block.from + index, block.from + index + segment.length];
      if (first < from && from < next) start = first;
      if (first < to && to < next) end = next;
    }
  }
  return [start, end];
}

holds("whole words point at themselves", 2000, blocks, place, place, (tree, i, j) => {
  render(article, tree);
  const map = new TextMap(article);
  const edges = map.blocks.flatMap(({ from, to }) => [
    ...Array.from(clusters.segment(map.text.slice(from, to)), ({ index }) => from + index),
    to,
  ]);
  const [from, to] = [edges[i % edges.length], edges[j % edges.length]].sort((a, b) => a - b);
  const words = map.text.slice(from, to);
  if (!words || words !== words.trim()) return;
  const span = { start: map.points.fromUnit(from), end: map.points.fromUnit(to) };
  same(map.span(map.range(span)), span);
});

holds(
  "keys that move a selection end on whole words",
  600,
  blocks,
  place,
  moves(),
  (tree, i, steps) => {
    render(article, tree);
    const map = new TextMap(article);
    const points = boundaryPoints().filter(([node]) => article.contains(node));
    const selection = document.getSelection();
    selection.collapse(...points[i % points.length]);
    for (const step of steps) selection.modify("extend", ...step);
    const span = map.span(selection.getRangeAt(0));
    if (!span) return;
    selection.removeAllRanges();
    selection.addRange(map.range(span));
    same(map.span(selection.getRangeAt(0)), span);
  },
);

function moves() {
  const step = fc.tuple(
    fc.constantFrom("forward", "backward", "left", "right"),
    fc.constantFrom("character", "word", "line", "lineboundary"),
  );
  return fc.array(step, { minLength: 1, maxLength: 6 });
}

holds("a changed text is refused", 400, blocks, place, text, (tree, i, extra) => {
  render(article, tree);
  if (!extra) return;
  const all = article.querySelectorAll("[data-start]");
  all[i % all.length].append(extra);
  try {
    new TextMap(article);
  } catch (error) {
    if (error instanceof TextChanged) return;
    throw error;
  }
  throw new Error("the changed text was taken");
});

const passages = fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 6 });
holds(
  "numbers stand where their passages end and leave the text as it was",
  800,
  blocks,
  passages,
  (tree, pairs) => {
    const version = render(article, tree);
    const map = new TextMap(article);
    const spans = pairs.map(([i, j]) => map.span(rangeBetween(i, j))).filter(Boolean);
    const list = spans.map((span, i) => ({ ...span, id: `p${i}`, claim: `c${i}`, number: i + 1 }));
    const cards = document.getElementById("cards");
    // In two steps: the second finds numbers that stand there already.
    takeIn(answerWith(list.filter(({ number }) => number % 2)), { map, list: cards });
    takeIn(answerWith(list), { map: new TextMap(article), list: cards });
    const after = new TextMap(article);
    same(after.text, version);
    for (const { id, start, end, number } of list) {
      const ref = document.getElementById(`ref-${id}`);
      same(ref.textContent, String(number));
      same(
        lettersBefore(article, ref),
        version.slice(0, after.points.toUnit(end)).replace(/\n/g, ""),
      );
      same(after.exact({ start, end }), map.exact({ start, end }));
    }
    same(
      orderAtEachEnd(list),
      list.map(({ number }) => number),
    );
  },
);

function answerWith(list) {
  const answer = document.implementation.createHTMLDocument();
  const script = Object.assign(answer.createElement("script"), { type: "application/json" });
  script.id = "passages";
  script.textContent = JSON.stringify(list);
  answer.body.append(script, ...list.map((passage) => refTo(answer, passage)));
  return answer;
}

function refTo(answer, { id, number }) {
  const number_ = Object.assign(answer.createElement("span"), { className: "number" });
  number_.textContent = String(number);
  const ref = Object.assign(answer.createElement("a"), { className: "ref", id: `ref-${id}` });
  ref.setAttribute("data-not-text", "");
  ref.append(number_);
  return ref;
}

/** The letters of the version before an element, without line ends. */
function lettersBefore(root, element) {
  let letters = "";
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (element.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) break;
    const isOurs = node.parentElement.closest("[data-not-text]") === null;
    if (isOurs && node.parentElement.closest("[data-start]")) letters += node.data;
  }
  return letters.replace(/\n/g, "");
}

/** Numbers in the order of the page, those with one end together; then as the list has them. */
function orderAtEachEnd(list) {
  const onPage = [...document.querySelectorAll("a.ref")].map((ref) => Number(ref.textContent));
  const endOf = (number) => list[number - 1].end;
  onPage.forEach((number, i) => {
    if (i && endOf(onPage[i - 1]) === endOf(number) && onPage[i - 1] > number) {
      throw new Error(`number ${onPage[i - 1]} stands before ${number}`);
    }
  });
  return onPage.sort((a, b) => a - b);
}

window.outcomes = outcomes;
