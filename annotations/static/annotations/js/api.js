/**
 * Talks to the site. Answers are pages or parts of one, parsed without running any script;
 * refusals come as problem+json (RFC 9457) or as a page with the form and its errors.
 */
import { gettext, interpolate } from "./words.js";

/** Something went wrong; the message is a sentence for the person at the screen. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {number} status the HTTP status; 0 when no answer came
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** @type {Record<number, string>} */
const SENTENCES = {
  0: gettext("The site cannot be reached."),
  401: gettext("You are signed out."),
  403: gettext(
    "The site refused this. Your role may not allow it, or you were signed out meanwhile.",
  ),
  404: gettext("This is not there any more."),
  409: gettext("The article or the claim changed meanwhile."),
  413: gettext("This is too large."),
  429: gettext("Too many requests. Wait a moment, then retry."),
  503: gettext("The site cannot save anything right now."),
};

/** Statuses whose page is worth reading: done, or a form that holds what was wrong. */
const READABLE = new Set([200, 201, 409, 422]);

/**
 * The page, or part of one, at a URL.
 * @param {string} url
 * @returns {Promise<Document>}
 * @throws {Problem}
 */
export async function load(url) {
  const response = await ask(url, { method: "GET" });
  // Who is signed out is led to another page: its form is not the one that was asked for.
  if (response.redirected) throw new Problem(SENTENCES[401], 401);
  return read(response);
}

/**
 * Send a form as the browser would, but stay on this page.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter] the button that was pressed
 * @returns {Promise<Document>}
 * @throws {Problem}
 */
export async function send(form, submitter = null) {
  const button = submitter instanceof HTMLButtonElement ? submitter : null;
  const body = new FormData(form, button);
  body.delete("csrfmiddlewaretoken"); // the header has it, as it is now
  return read(await ask(form.action, { method: "POST", body }));
}

/**
 * Tell the site something that needs no answer; it arrives even if the page is being left.
 * @param {string} url
 * @param {URLSearchParams} words
 * @returns {Promise<boolean>} whether it arrived
 */
export async function post(url, words) {
  try {
    const options = { method: "POST", body: words, headers: { "X-CSRFToken": csrfToken() } };
    return (await fetch(url, { ...options, keepalive: true })).ok;
  } catch (error) {
    if (error instanceof TypeError) return false; // no answer came
    throw error;
  }
}

/** Where one signs in; whoever is signed out is led there, whatever they asked for. */
export const signInAddress = () =>
  document.querySelector('meta[name="csrf-token"]')?.getAttribute("data-sign-in") ?? "";

/**
 * The token that goes with the cookie of this moment: signing in, in another tab too, changes it,
 * and the one in the page is then too old.
 */
export function csrfToken() {
  const meta = document.querySelector('meta[name="csrf-token"]');
  const name = meta?.getAttribute("data-cookie");
  const cookies = new Map(
    document.cookie.split("; ").map((one) => /** @type {[string, string]} */ (one.split("=", 2))),
  );
  return (name && cookies.get(name)) || (meta?.getAttribute("content") ?? "");
}

/**
 * Send values to a URL as a form would.
 * @param {string} url
 * @param {Record<string, string | number>} values
 * @returns {Promise<Document>}
 * @throws {Problem}
 */
export async function sendValues(url, values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.set(name, String(value));
  return read(await ask(url, { method: "POST", body }));
}

/**
 * @param {string} url
 * @param {RequestInit} options
 */
async function ask(url, options) {
  const headers = new Headers({ Accept: "text/html, application/problem+json", "X-Fragment": "1" });
  if (options.method !== "GET") headers.set("X-CSRFToken", csrfToken());
  try {
    return await fetch(url, { ...options, headers, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof TypeError) throw new Problem(SENTENCES[0], 0); // no answer came
    throw error;
  }
}

/** @param {Response} response */
async function read(response) {
  if (new URL(response.url).pathname === signInAddress()) throw new Problem(SENTENCES[401], 401);
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/problem+json")) {
    const problem = await response.json();
    throw new Problem(problem.detail ?? problem.title ?? sentenceFor(response), response.status);
  }
  if (!READABLE.has(response.status) || !type.startsWith("text/html")) {
    throw new Problem(sentenceFor(response), response.status);
  }
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** @param {Response} response */
function sentenceFor({ status }) {
  return (
    SENTENCES[status] ??
    interpolate(gettext("The site answered with an error (%(status)s)."), {
      status: String(status),
    })
  );
}
