/** How an open page hears of news: by a stream, by asking where there is none, from where it was. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { LiveSource } from "../../../annotations/static/annotations/js/page/live-source.js";

/** @type {Streaming[]} */
let streams = [];
let asked = [];
let answer = () => Promise.reject(new TypeError("There is no network."));
let heard = [];
let leave = new AbortController();

class Streaming extends EventTarget {
  constructor(url) {
    super();
    Object.assign(this, { url, isOpen: true });
    streams.push(this);
  }

  close() {
    this.isOpen = false;
  }

  tell(cursor) {
    const data = JSON.stringify({ cursor, facts: [], people: [], afresh: false });
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  say(type) {
    this.dispatchEvent(new Event(type));
  }
}

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  [streams, asked, heard] = [[], [], []];
  answer = () => Promise.reject(new TypeError("There is no network."));
  leave = new AbortController();
  const later = { setTimeout: (...given) => setTimeout(...given) };
  globalThis.window = Object.assign(new EventTarget(), later);
  globalThis.document = Object.assign(new EventTarget(), { hidden: false });
  globalThis.EventSource = Streaming;
  globalThis.fetch = (url) => {
    asked.push(url);
    return answer();
  };
  Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true });
});

afterEach(() => {
  leave.abort();
  mock.timers.reset();
});

function follow() {
  new LiveSource("/live/", "c0", {
    news: ({ cursor }) => heard.push(cursor),
    state: (state) => heard.push(state),
    query: () => new URLSearchParams({ article: "a1" }),
  }).start(leave.signal);
}

/** Let what was asked be answered. */
const settled = () => new Promise((done) => setImmediate(done));

const isOpen = () => streams.map((stream) => stream.isOpen);
const answering =
  (status, news, redirected = false) =>
  () =>
    Promise.resolve({ ok: status === 200, status, redirected, json: () => Promise.resolve(news) });

test("a stream goes on from where the page was made, and a broken one from what was told", async () => {
  follow();
  assert.deepEqual(
    streams.map(({ url }) => url),
    ["/live/?article=a1&after=c0"],
  );
  streams[0].tell("c1");
  streams[0].say("error");
  await settled();
  mock.timers.tick(1000);
  assert.equal(streams[1].url, "/live/?article=a1&after=c1");
  assert.deepEqual(isOpen(), [false, true]);
  assert.deepEqual(heard, ["c1", "live", "lost"]);
});

test("without a stream it asks every few seconds, and says that it is slow", async () => {
  answer = answering(200, { cursor: "c5", facts: [] });
  follow();
  streams[0].say("error");
  await settled();
  mock.timers.tick(1000);
  streams[1].say("error");
  await settled();
  assert.deepEqual(asked, ["/live/?article=a1&after=c0", "/live/?article=a1&after=c5"]);
  assert.deepEqual(heard, ["c5", "c5", "slow"]);
  assert.equal(streams.length, 2);
});

test("a stream that keeps breaking is tried ever more rarely", async () => {
  follow();
  for (const seconds of [1, 2, 5, 10, 30, 30]) {
    const before = streams.length;
    streams.at(-1).say("error");
    await settled();
    mock.timers.tick(seconds * 1000 - 1);
    assert.equal(streams.length, before);
    mock.timers.tick(1);
    assert.equal(streams.length, before + 1);
  }
});

test("a stream that is quiet for forty seconds is dead, unless it beats", async () => {
  follow();
  mock.timers.tick(39_000);
  streams[0].say("beat");
  mock.timers.tick(39_000);
  assert.deepEqual(isOpen(), [true]);
  mock.timers.tick(1000);
  await settled();
  assert.deepEqual([isOpen(), heard], [[false], ["lost"]]);
});

test("a hidden page lets its stream go after a while and goes on when it is seen again", () => {
  follow();
  streams[0].tell("c1");
  document.hidden = true;
  document.dispatchEvent(new Event("visibilitychange"));
  mock.timers.tick(2999);
  assert.deepEqual(isOpen(), [true]);
  mock.timers.tick(1);
  assert.deepEqual(isOpen(), [false]);
  document.hidden = false;
  document.dispatchEvent(new Event("visibilitychange"));
  assert.deepEqual(
    streams.map(({ url }) => url),
    ["/live/?article=a1&after=c0", "/live/?article=a1&after=c1"],
  );
});

test("who is led away, or refused, is signed out; a site in trouble is lost; no network, offline", async () => {
  const cases = [
    [answering(200, {}, true), true, "signed-out"],
    [answering(403), true, "signed-out"],
    [answering(503), true, "lost"],
    [answering(429), true, "lost"],
    [() => Promise.reject(new TypeError("no network")), false, "offline"],
  ];
  for (const [given, onLine, state] of cases) {
    [streams, heard, answer] = [[], [], given];
    navigator.onLine = onLine;
    follow();
    streams[0].say("error");
    await settled();
    assert.deepEqual(heard, [state]);
    leave.abort();
    leave = new AbortController();
  }
});

test("who leaves the page hears nothing more, and nothing is asked for them", async () => {
  follow();
  leave.abort();
  mock.timers.tick(60_000);
  await settled();
  assert.deepEqual([isOpen(), asked, heard], [[false], [], []]);
});
