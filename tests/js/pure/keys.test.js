/** Which key asks for what, and when it is left alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { KEYS } from "../../../annotations/static/annotations/js/page/key-table.js";
import { commandOf } from "../../../annotations/static/annotations/js/page/keys.js";
import {
  isChangeable,
  objection,
  withOwn,
} from "../../../annotations/static/annotations/js/page/own-keys.js";

const reading = { modified: false, writing: false, onControl: false, lettersOff: false };

const everywhere = KEYS.filter(({ mode }) => !mode);

test("every key has one command in its mode, and no command two keys", () => {
  for (const mode of [undefined, "cursor", "edges"]) {
    const rows = KEYS.filter((row) => row.mode === mode);
    assert.ok(rows.length > 0);
    assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
    assert.equal(new Set(rows.map(({ command }) => command)).size, rows.length);
    for (const { key, command } of rows) {
      assert.equal(commandOf(key, { ...reading, mode }), command);
    }
  }
});

test("what a mode does not know is heard as everywhere, and arrows only in a mode", () => {
  assert.equal(commandOf("c", { ...reading, mode: "cursor" }), "mark-claim");
  assert.equal(commandOf("Enter", { ...reading, mode: "cursor" }), "mark-claim");
  assert.equal(commandOf("Escape", { ...reading, mode: "cursor" }), "leave");
  assert.equal(commandOf("Escape", { ...reading, mode: "edges" }), "leave-edges");
  assert.equal(commandOf("ArrowDown", reading), null);
});

test("arrows of a mode are no letters: they are heard with letters off", () => {
  const here = { ...reading, mode: "cursor", lettersOff: true };
  assert.equal(commandOf("Shift+ArrowRight", here), "extend-right");
  assert.equal(commandOf("s", here), null);
});

test("while one writes, only Escape is a command", () => {
  const heard = everywhere.filter(({ key }) => commandOf(key, { ...reading, writing: true }));
  assert.deepEqual(
    heard.map(({ key }) => key),
    ["Escape"],
  );
});

test("with letters off, only keys with a name are commands", () => {
  const heard = everywhere.filter(({ key }) => commandOf(key, { ...reading, lettersOff: true }));
  assert.deepEqual(
    heard.map(({ key }) => key),
    ["Enter", "Escape"],
  );
});

test("Enter belongs to the link it is pressed on", () => {
  assert.equal(commandOf("Enter", { ...reading, onControl: true }), null);
  assert.equal(commandOf("j", { ...reading, onControl: true }), "next-claim");
});

test("with Ctrl, Alt or Meta every key is the browser's", () => {
  for (const { key, mode } of KEYS) {
    assert.equal(commandOf(key, { ...reading, mode, modified: true }), null);
  }
});

test("a key without a command asks for nothing", () => {
  assert.equal(commandOf("y", reading), null);
});

test("a person's own key takes the place of the usual one", () => {
  const keys = withOwn({ "mark-claim": "w" });
  assert.equal(commandOf("w", reading, keys), "mark-claim");
  assert.equal(commandOf("c", reading, keys), null);
  assert.equal(commandOf("Enter", { ...reading, mode: "cursor" }, keys), "mark-claim");
});

test("a key that was taken away is heard no more, and others still are", () => {
  const keys = withOwn({ "next-claim": "" });
  assert.equal(commandOf("j", reading, keys), null);
  assert.equal(
    commandOf(
      "",
      reading,
      keys.filter(({ key }) => key),
    ),
    null,
  );
  assert.equal(commandOf("k", reading, keys), "previous-claim");
});

test("every single character can be changed, and no key with a name", () => {
  const fixed = everywhere.filter((row) => !isChangeable(row)).map(({ key }) => key);
  assert.deepEqual(fixed, ["Enter", "Escape"]);
  assert.equal(withOwn({ leave: "x" }).find(({ command }) => command === "leave")?.key, "Escape");
});

test("a key that another command has cannot be chosen, nor one with a name or a blank", () => {
  const taken = objection("j", "mark-claim", KEYS);
  assert.equal(typeof taken === "object" && taken?.command, "next-claim");
  assert.equal(objection("c", "mark-claim", KEYS), null);
  assert.equal(objection("ж", "mark-claim", KEYS), null);
  assert.equal(objection("F5", "mark-claim", KEYS), "unfit");
  assert.equal(objection(" ", "mark-claim", KEYS), "unfit");
});
