/** Going through a text without a pointer: sentences, words, letters; growing and shrinking. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Reading } from "../../../annotations/static/annotations/js/page/reading.js";
import {
  edgeDragged,
  edgeStepped,
  extended,
  stepped,
  stretchOf,
  walkOver,
} from "../../../annotations/static/annotations/js/page/walking.js";

const BLOCKS = ["A headline", "“We will wait,” said the mayor. Nobody 🚢 laughed.", "قال نعم."];
const TEXT = BLOCKS.join("\n\n");
const READING = new Reading(TEXT, blocksOf(BLOCKS), "en");

/** @param {string[]} paragraphs */
function blocksOf(paragraphs) {
  let from = 0;
  return paragraphs.map((text) => {
    const block = { from, to: from + text.length };
    from = block.to + 2;
    return block;
  });
}

/** @param {string} words */
const at = (words) => {
  const from = TEXT.indexOf(words);
  assert.notEqual(from, -1, words);
  return { from, to: from + words.length };
};

/** @param {{from: number, to: number} | null} stretch */
const words = (stretch) => stretch && TEXT.slice(stretch.from, stretch.to);

/** @param {import("../../../annotations/static/annotations/js/page/walking.js").Walk | null} walk */
const under = (walk) => walk && words(stretchOf(READING, walk));

/** @param {string} from */
const walk = (from) => walkOver(at(from));

test("sentences follow each other over the ends of blocks", () => {
  const found = [];
  for (let here = walk("A headline"); here; here = stepped(READING, here, "sentence", true)) {
    found.push(under(here));
  }
  assert.deepEqual(found, [
    "A headline",
    "“We will wait,” said the mayor.",
    "Nobody 🚢 laughed.",
    "قال نعم.",
  ]);
  assert.equal(under(stepped(READING, walk("قال نعم."), "sentence", false)), "Nobody 🚢 laughed.");
});

test("from a sentence one comes to its words, signs apart", () => {
  const found = [];
  let here = stepped(READING, walk("“We will wait,” said the mayor."), "word", true);
  for (; here && found.length < 7; here = stepped(READING, here, "word", true)) {
    found.push(under(here));
  }
  assert.deepEqual(found, ["“", "We", "will", "wait", ",”", "said", "the"]);
  assert.equal(under(stepped(READING, walk("Nobody 🚢 laughed."), "word", false)), ".");
  assert.equal(under(stepped(READING, walk("🚢"), "word", false)), "Nobody");
});

test("before the first and after the last there is nothing", () => {
  assert.equal(stepped(READING, walk("A headline"), "sentence", false), null);
  assert.equal(stepped(READING, walk("قال نعم."), "sentence", true), null);
  assert.equal(extended(READING, walk("قال نعم."), "word", true), null);
});

test("a sentence shrinks and grows by words at its end", () => {
  const shorter = extended(READING, walk("Nobody 🚢 laughed."), "word", false);
  assert.equal(under(shorter), "Nobody 🚢 laughed");
  assert.equal(under(extended(READING, shorter, "word", true)), "Nobody 🚢 laughed.");
  assert.equal(
    under(extended(READING, walk("We"), "sentence", true)),
    words(at("We will wait,” said the mayor.")),
  );
  assert.equal(
    under(extended(READING, walk("Nobody 🚢 laughed."), "sentence", true)),
    "Nobody 🚢 laughed.\n\nقال نعم.",
  );
});

test("past the end that stays it grows on the other side and never vanishes", () => {
  let here = walk("will wait");
  const found = [];
  for (let i = 0; i < 4; i += 1) {
    here = extended(READING, here, "word", false);
    found.push(under(here));
  }
  assert.deepEqual(found, ["will", "We", "“We", "headline\n\n“We"]);
  here = extended(READING, extended(READING, here, "word", true), "word", true);
  assert.equal(under(here), "We");
  assert.equal(under(extended(READING, here, "word", true)), "will");
});

test("edges of a passage move by word, letter and sentence, and leave something", () => {
  const passage = at("will wait");
  /** @type {[import("../../../annotations/static/annotations/js/page/walking.js").Side, import("../../../annotations/static/annotations/js/page/reading.js").Size, boolean, string | null][]} */
  const steps = [
    ["start", "word", false, "We will wait"],
    ["start", "word", true, "wait"],
    ["start", "letter", true, "ill wait"],
    ["end", "letter", false, "will wai"],
    ["end", "word", true, "will wait,”"],
    ["end", "word", false, "will"],
    ["end", "sentence", true, "will wait,” said the mayor."],
    ["start", "sentence", false, "“We will wait"],
    ["start", "sentence", true, null],
  ];
  for (const [side, size, forward, expected] of steps) {
    assert.equal(words(edgeStepped(READING, passage, side, size, forward)), expected);
  }
  assert.equal(edgeStepped(READING, at("will"), "end", "word", false), null);
});

test("an edge is dragged by letters, and drawn to words that are close", () => {
  const passage = at("said the mayor");
  const wait = at("wait").from;
  assert.equal(words(edgeDragged(READING, passage, "start", wait + 1)), "wait,” said the mayor");
  const far = at("laughed").from + 3;
  assert.equal(words(edgeDragged(READING, passage, "end", far)), "said the mayor. Nobody 🚢 lau");
  assert.equal(
    words(edgeDragged(READING, passage, "end", at("Nobody").to + 1)),
    "said the mayor. Nobody",
  );
});

test("an edge never passes the other, and no letter is cut in two", () => {
  const passage = at("🚢");
  assert.deepEqual(edgeDragged(READING, passage, "end", 0), passage);
  assert.deepEqual(edgeDragged(READING, passage, "start", TEXT.length), passage);
  assert.equal(words(edgeDragged(READING, at("Nobody"), "end", at("🚢").from + 1)), "Nobody 🚢");
});
