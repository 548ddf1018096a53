/** How far a text was looked at, counted as the site counts it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CodePoints } from "../../../annotations/static/annotations/js/anchoring/code-points.js";
import {
  Coverage,
  overBlanks,
  spansOf,
  without,
} from "../../../annotations/static/annotations/js/page/coverage.js";

/** @typedef {[number, number]} Pair */
/**
 * @typedef {{name: string, text: string, sentences: Pair[], claims: Pair[], readings: Pair[],
 *   with_claims: number, without: number, unread: Pair[]}} Case
 */

/** @type {Case[]} */
const CASES = JSON.parse(
  readFileSync(new URL("../../coverage/cases.json", import.meta.url), "utf-8"),
);

/** @param {Pair[]} pairs */
const spans = (pairs) => spansOf(pairs.flat());

for (const { name, text, sentences, claims, readings, unread, ...counts } of CASES) {
  test(`we and the site count alike: ${name}`, () => {
    const over = overBlanks(spans(readings), text, new CodePoints(text));
    const found = new Coverage(spans(sentences), spans(claims), over);
    assert.deepEqual(
      [found.withClaims, found.without, found.unread, found.read],
      [counts.with_claims, counts.without, spans(unread), sentences.length - unread.length],
    );
  });
}

const SENTENCES = spansOf([0, 10, 11, 20, 22, 30, 31, 40]);

test("words have a claim, or were read, or have one word that was not", () => {
  const found = new Coverage(SENTENCES, spansOf([2, 4]), spansOf([11, 22]));
  const states = spansOf([0, 10, 12, 15, 11, 20, 15, 25, 3, 25]).map((span) => found.stateOf(span));
  assert.deepEqual(states, ["claim", "read", "read", "unread", "claim"]);
});

test("what is unread comes in its order, and from the beginning again", () => {
  const found = new Coverage(SENTENCES, [], spansOf([11, 22]));
  const next = [0, 1, 22, 23, 32].map((place) => found.nextUnread(place)?.start);
  assert.deepEqual(next, [0, 22, 22, 31, 0]);
  assert.equal(new Coverage(SENTENCES, SENTENCES, []).nextUnread(0), null);
});

test("unread neighbours are drawn as one", () => {
  const found = new Coverage(SENTENCES, spansOf([12, 13]), []);
  assert.deepEqual(found.stretches, spansOf([0, 10, 22, 40]));
});

test("of what was read, passages are left out", () => {
  assert.deepEqual(
    without(spansOf([0, 10, 5, 20, 30, 40]), spansOf([35, 60, 8, 9, 0, 2])),
    spansOf([2, 8, 9, 20, 30, 35]),
  );
});
