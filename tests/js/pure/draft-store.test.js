/** Words that are kept until they are sent: nobody's are lost, and nobody reads another's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DraftStore } from "../../../annotations/static/annotations/js/page/draft-store.js";
import { Shelf } from "./shelf.js";

const DAY = 24 * 3600 * 1000;

const written = (writer, at, words = "It was paid.", once = `once-${writer}`) => ({
  writer,
  at,
  once,
  values: { statement: [words] },
  base: { statement: [""] },
});

test("two pages that fill in the same form keep their words beside each other", () => {
  const store = new DraftStore(new Shelf(), "ada");
  store.write("/mark/", written("one", 1));
  store.write("/mark/", written("two", 2));
  store.write("/mark/", written("one", 3, "It was not paid."));
  assert.deepEqual(store.read("/mark/"), [
    written("one", 3, "It was not paid."),
    written("two", 2),
  ]);
  assert.deepEqual(store.places, ["/mark/"]);
});

test("whatever several pages write, each one's last words are kept, the newest first", () => {
  const writes = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.string()), { maxLength: 30 });
  fc.assert(
    fc.property(writes, (all) => {
      const store = new DraftStore(new Shelf(), "ada");
      all.forEach(([writer, words], at) => store.write("/mark/", written(writer, at, words)));
      const last = new Map(all.map(([writer, words], at) => [writer, written(writer, at, words)]));
      const expected = [...last.values()].sort((a, b) => b.at - a.at);
      assert.deepEqual(store.read("/mark/"), expected);
    }),
  );
});

test("what the site has taken is forgotten, wherever it was kept; other words are not", () => {
  const store = new DraftStore(new Shelf(), "ada");
  store.write("/mark/", written("one", 1, "Sent.", "key"));
  store.write("/mark/", written("two", 2));
  store.write("/claims/7/", written("one", 3, "Sent as well.", "key"));
  store.taken("key");
  assert.deepEqual(store.read("/mark/"), [written("two", 2)]);
  assert.deepEqual(store.places, ["/mark/"]);
});

test("who signs in after somebody else finds nothing of theirs, and clears only their own", () => {
  const shelf = new Shelf();
  const [ada, ben] = ["ada", "ben"].map((user) => new DraftStore(shelf, user));
  ada.write("/mark/", written("one", 1));
  assert.deepEqual([ben.places, ben.read("/mark/")], [[], []]);
  ben.write("/mark/", written("two", 2));
  ben.clear();
  assert.deepEqual([ben.places, ada.read("/mark/")], [[], [written("one", 1)]]);
});

test("what nobody came back for in thirty days is forgotten, of everybody", () => {
  const shelf = new Shelf();
  const [ada, ben] = ["ada", "ben"].map((user) => new DraftStore(shelf, user));
  ada.write("/old/", written("one", 0));
  ben.write("/old/", written("one", 0));
  ada.write("/both/", written("one", 0));
  ada.write("/both/", written("two", 29 * DAY));
  ada.forgetOld(31 * DAY);
  assert.deepEqual([ada.places, ben.places], [["/both/"], []]);
});

test("a browser that keeps nothing more says so, and what it had stays", () => {
  const shelf = new Shelf();
  const store = new DraftStore(shelf, "ada");
  assert.equal(store.write("/mark/", written("one", 1)), true);
  shelf.fill();
  assert.equal(store.write("/mark/", written("one", 2)), false);
  assert.deepEqual(store.read("/mark/"), [written("one", 1)]);
});

test("a value that is broken, or somebody else's, counts as nothing and is written over", () => {
  const values = fc.oneof(fc.string(), fc.json(), fc.constantFrom("{", "[null]", '[{"at": "x"}]'));
  fc.assert(
    fc.property(values, (value) => {
      const shelf = new Shelf();
      shelf.setItem("factcheck.draft ada /mark/", value);
      shelf.setItem("somebody else's", value);
      const store = new DraftStore(shelf, "ada");
      assert.deepEqual(store.read("/mark/"), []);
      store.write("/mark/", written("one", 1));
      assert.deepEqual(store.read("/mark/"), [written("one", 1)]);
      store.forgetOld(31 * DAY);
      assert.deepEqual(Object.keys(shelf), ["somebody else's"]);
    }),
  );
});
