/** How much of a document is taken in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { tally } from "../../../annotations/static/annotations/js/page/tally.js";

test("a tally counts blocks and words that are taken in", () => {
  const blocks = [
    { taken: true, text: "Two words" },
    { taken: false, text: "left out" },
  ];
  assert.equal(tally(blocks), "1 of 2 blocks, 2 words");
  assert.equal(tally([{ taken: true, text: "one" }]), "1 of 1 block, 1 word");
});
