/** A person's own keys, whatever this browser has kept of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { KEYS } from "../../../annotations/static/annotations/js/page/key-table.js";
import { areUsual, keysNow } from "../../../annotations/static/annotations/js/page/own-keys.js";
import { Shelf } from "./shelf.js";

const NAME = "factcheck-own-keys";

/** @param {string} value */
function keep(value) {
  globalThis.localStorage = new Shelf();
  localStorage.setItem(NAME, value);
}

const keyOf = (command) => keysNow().find((row) => row.command === command)?.key;

test("a key that was chosen takes the place of the usual one, and an empty one takes it away", () => {
  keep('{"mark-claim": "m", "assess": ""}');
  assert.deepEqual([keyOf("mark-claim"), keyOf("assess"), keyOf("next-claim")], ["m", "", "j"]);
  assert.equal(areUsual(), false);
});

test("what somebody else has written there leaves the usual keys", () => {
  const foreign = ["", "{", "null", "7", '"x"', "[]", '["m"]', '{"mark-claim": 7}', '{"x": "y"}'];
  for (const value of [...foreign, '{"mark-claim": null}', '{"mark-claim": "two"}']) {
    keep(value);
    assert.deepEqual(keysNow(), [...KEYS]);
    assert.equal(areUsual(), true);
  }
});

test("no value whatever stops the page", () => {
  const values = fc.oneof(fc.string(), fc.json());
  fc.assert(
    fc.property(values, (value) => {
      keep(value);
      assert.equal(keysNow().length, KEYS.length);
    }),
  );
});
