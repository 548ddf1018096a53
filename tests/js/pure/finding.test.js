/** What one finds in the palette by typing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { found } from "../../../annotations/static/annotations/js/page/finding.js";

const things = [
  "Reassess the claim",
  "Assess the claim",
  "Make a claim of the words",
  "Änderungen",
  "12. The bridge carried 4,000 lorries",
].map((says) => ({ says }));

/** @param {string} typed */
const says = (typed) => found(typed, things).map((thing) => thing.says);

test("nothing typed is everything, in the order of the page", () => {
  assert.deepEqual(found(" ", things), things);
});

test("a name that begins so comes first, then a word, then what holds it", () => {
  assert.deepEqual(says("assess"), ["Assess the claim", "Reassess the claim"]);
  assert.deepEqual(says("the"), [
    "Reassess the claim",
    "Assess the claim",
    "Make a claim of the words",
    "12. The bridge carried 4,000 lorries",
  ]);
});

test("every word must be there, in any order", () => {
  assert.deepEqual(says("lorries bridge"), ["12. The bridge carried 4,000 lorries"]);
  assert.deepEqual(says("lorries claim"), []);
});

test("letters in their order are enough, from the beginning of a word", () => {
  assert.deepEqual(says("mcw"), ["Make a claim of the words"]);
  assert.deepEqual(says("zq"), []);
});

test("capitals and marks above letters do not matter", () => {
  assert.deepEqual(says("ander"), ["Änderungen"]);
  assert.deepEqual(says("ÄNDER"), ["Änderungen"]);
});

test("a claim is found by its number", () => {
  assert.deepEqual(says("12"), ["12. The bridge carried 4,000 lorries"]);
});
