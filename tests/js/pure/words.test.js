/** Sentences to select without a mouse, and the tally of blocks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  sentenceAfter,
  sentenceBefore,
  sentencesOf,
} from "../../../annotations/static/annotations/js/page/sentences.js";
import { tally } from "../../../annotations/static/annotations/js/page/tally.js";

const TEXT = "Old bridge\n\nIt stands. “It will fall,” said Dr Lind. 🚧 Nobody came.";
const BLOCKS = [
  { from: 0, to: 10 },
  { from: 12, to: TEXT.length },
];
const sentences = () => [...sentencesOf(TEXT, BLOCKS, "en")];
const words = ({ from, to }) => TEXT.slice(from, to);

test("sentences stay inside their block and have no blank edges", () => {
  assert.deepEqual(sentences().map(words), [
    "Old bridge",
    "It stands.",
    "“It will fall,” said Dr Lind.",
    "🚧 Nobody came.",
  ]);
});

test("one walks from sentence to sentence and stops at the ends", () => {
  const [first, second] = sentences();
  assert.deepEqual(sentenceAfter(sentences(), first.from), second);
  assert.deepEqual(sentenceAfter(sentences(), -1), first);
  assert.deepEqual(sentenceBefore(sentences(), second.from), first);
  assert.equal(sentenceBefore(sentences(), first.from), null);
  assert.equal(sentenceAfter(sentences(), TEXT.length), null);
});

test("a tally counts blocks and words that are taken in", () => {
  const blocks = [
    { taken: true, text: "Two words" },
    { taken: false, text: "left out" },
  ];
  assert.equal(tally(blocks, "en"), "1 of 2 blocks, 2 words");
  assert.equal(tally([{ taken: true, text: "one" }], ""), "1 of 1 block, 1 word");
});
