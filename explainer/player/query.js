// This module reads what the address of a plain page asks of a figure. Whoever serves the page has checked it; on a page
// that nobody serves, the figure says what it cannot use. Pure; it knows no kind of figure.

/** @typedef {string | number | boolean | string[]} Value */

/** @type {Record<string, boolean>} */
const SWITCHES = { 1: true, true: true, 0: false, false: false };

/**
 * The values of a query by name, as far as a figure can be asked for them.
 * @param {URLSearchParams} query
 * @param {string[]} names
 * @returns {Record<string, Value>}
 */
export function readQuery(query, names) {
  const asked = [...query].filter(([name]) => names.includes(name));
  return Object.fromEntries(asked.map(([name, text]) => [name, read(name, text)]));
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {Value}
 */
function read(name, text) {
  if (name === "hide") return text.split(",").map((part) => part.trim());
  if (name === "autoplay") return text !== "0";
  if (name === "slow") return SWITCHES[text.toLowerCase()] ?? text;
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
