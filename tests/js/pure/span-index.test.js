/** Which spans hold a place, and where they overlap, compared with looking at every span. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SpanIndex } from "../../../annotations/static/annotations/js/anchoring/span-index.js";

const span = fc
  .tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 30 }))
  .map(([start, length]) => ({ start, end: start + length }));
const spans = fc.array(span, { maxLength: 15 });
const always = (given, holds) => fc.assert(fc.property(given, holds), { numRuns: 3000, seed: 1 });
const lengthOf = ({ start, end }) => end - start;
const holding = (all, place) => all.filter(({ start, end }) => start <= place && place < end);

test("a place is held by every span around it, innermost first", () => {
  always(fc.tuple(spans, fc.nat({ max: 95 })), ([all, place]) => {
    const found = new SpanIndex(all).at(place);
    assert.deepEqual(new Set(found), new Set(holding(all, place)));
    assert.equal(found.length, holding(all, place).length);
    assert.deepEqual(
      found.map(lengthOf),
      found.map(lengthOf).toSorted((a, b) => a - b),
    );
  });
});

test("overlaps tell for every place how many spans lie over it", () => {
  always(spans, (all) => {
    const overlaps = new SpanIndex(all).overlaps();
    for (let place = 0; place < 95; place += 1) {
      const depth = holding(all, place).length;
      const told = holding(overlaps, place).map((stretch) => stretch.depth);
      assert.deepEqual(told, depth > 1 ? [depth] : []);
    }
    assert.ok(overlaps.every(({ start, end }) => start < end));
  });
});
