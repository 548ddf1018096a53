/** Which key asks for what, and when it is left alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, KEYS } from "../../../annotations/static/annotations/js/page/keys.js";

const reading = { modified: false, writing: false, onControl: false, lettersOff: false };

test("every key has one command, and no command two keys", () => {
  assert.equal(new Set(KEYS.map(({ key }) => key)).size, KEYS.length);
  assert.equal(new Set(KEYS.map(({ command }) => command)).size, KEYS.length);
  for (const { key, command } of KEYS) assert.equal(commandOf(key, reading), command);
});

test("while one writes, only Escape is a command", () => {
  const heard = KEYS.filter(({ key }) => commandOf(key, { ...reading, writing: true }));
  assert.deepEqual(
    heard.map(({ key }) => key),
    ["Escape"],
  );
});

test("with letters off, only keys with a name are commands", () => {
  const heard = KEYS.filter(({ key }) => commandOf(key, { ...reading, lettersOff: true }));
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
  for (const { key } of KEYS) assert.equal(commandOf(key, { ...reading, modified: true }), null);
});

test("a key without a command asks for nothing", () => {
  assert.equal(commandOf("y", reading), null);
});
