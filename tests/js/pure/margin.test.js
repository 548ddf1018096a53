/** Where cards stand, whatever their wishes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { arrange, nearestRising } from "../../../annotations/static/annotations/js/page/margin.js";

const GAP = 10;
const card = fc
  .record({
    wish: fc.integer({ min: 0, max: 3000 }),
    height: fc.integer({ min: 30, max: 400 }),
    folds: fc.boolean(),
  })
  .map(({ wish, height, folds }) => ({ wish, height, line: folds ? 30 : height }));
const cards = fc
  .array(card, { minLength: 1, maxLength: 12 })
  .map((all) => all.toSorted((a, b) => a.wish - b.wish));
const withPin = cards.chain((all) =>
  fc.tuple(fc.constant(all), fc.integer({ min: -1, max: all.length - 1 })),
);

const always = (given, holds) => fc.assert(fc.property(given, holds), { numRuns: 5000, seed: 1 });
const near = (a, b) => Math.abs(a - b) < 1e-6;
const heightOf = (one, place) => (place.folded ? one.line : one.height);

test("cards never overlap, keep their order and stay below the column's top", () => {
  always(withPin, ([all, pinned]) => {
    let least = 0;
    arrange(all, GAP, pinned).forEach((place, i) => {
      assert.ok(place.top > least - 1e-6, `card ${i} at ${place.top} above ${least}`);
      least = place.top + heightOf(all[i], place) + GAP;
    });
  });
});

test("the pinned card stands at its passage, unless even folded cards above leave no room", () => {
  always(withPin, ([all, pinned]) => {
    if (pinned < 0) return;
    const place = arrange(all, GAP, pinned)[pinned];
    const needed = all.slice(0, pinned).reduce((sum, { line }) => sum + line + GAP, 0);
    assert.ok(near(place.top, Math.max(all[pinned].wish, needed)));
    assert.equal(place.folded, false);
  });
});

test("a card is folded only above the pinned one, and only for want of room", () => {
  always(withPin, ([all, pinned]) => {
    const places = arrange(all, GAP, pinned);
    const heights = all.slice(0, Math.max(0, pinned)).reduce((sum, c) => sum + c.height + GAP, 0);
    const hasRoom = pinned < 0 || heights <= all[pinned].wish;
    places.forEach(({ folded }, i) => {
      if (folded) assert.ok(i < pinned && !hasRoom && all[i].line < all[i].height);
    });
  });
});

test("no card could stand nearer to its passage without moving another away", () => {
  const far = (tops, all) => tops.reduce((sum, top, i) => sum + (top - all[i].wish) ** 2, 0);
  always(
    fc.tuple(cards, fc.nat(), fc.double({ min: -50, max: 50, noNaN: true })),
    ([all, at, by]) => {
      const tops = arrange(all, GAP).map(({ top }) => top);
      const moved = tops.with(at % all.length, tops[at % all.length] + by);
      const isAllowed = moved.every(
        (top, i) => top >= (i ? moved[i - 1] + all[i - 1].height + GAP : 0),
      );
      if (isAllowed) assert.ok(far(moved, all) >= far(tops, all) - 1e-6);
    },
  );
});

test("cards with room for all stand exactly at their passages", () => {
  const roomy = [0, 200, 500].map((wish) => ({ wish, height: 100, line: 30 }));
  assert.deepEqual(arrange(roomy, GAP), [
    { top: 0, folded: false },
    { top: 200, folded: false },
    { top: 500, folded: false },
  ]);
});

test("with a crowd above it, the pinned card keeps its place and the topmost become lines", () => {
  const crowd = Array.from({ length: 5 }, () => ({ wish: 300, height: 100, line: 30 }));
  assert.deepEqual(
    arrange(crowd, GAP, 4).map(({ folded }) => folded),
    [true, true, false, false, false],
  );
  assert.equal(arrange(crowd, GAP, 4)[4].top, 300);
});

test("values out of order share their mean", () => {
  assert.deepEqual(nearestRising([1, 5, 3, 4, 9]), [1, 4, 4, 4, 9]);
  assert.deepEqual(nearestRising([]), []);
});
