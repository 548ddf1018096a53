/**
 * What this browser keeps for us may be broken, or somebody else's: an add-on, another program on
 * the same address or an older release wrote it. Then it counts as nothing, and the page goes on.
 */

/**
 * @param {string | null} json as it was kept
 * @returns {unknown} null for nothing
 */
export function parsed(json) {
  try {
    return JSON.parse(json ?? "null");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/**
 * Whether it is what we call a record: names, and something to each.
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export const isRecord = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
