// Bubbles are a question and the answers to it, side by side: the shape that recorded answers and the chat share. They know
// text and the verdict on it; nothing of steps or runs.

/** @import { Verdict } from "./verdict.js" */

import { h, put, runMark, s, say } from "../kit/dom.js";
import { diffWords } from "./diff.js";
import { VERDICTS, verdictOf } from "./verdict.js";

/**
 * A column of answers; `dashed` is the mark of its run, null for "Before".
 * @typedef {{ name: string, dashed: boolean | null }} Column
 */

/**
 * A place for an answer: what it was filled with (`key`), and the text of that.
 * @typedef {{ node: HTMLElement, bubble: HTMLElement, mark: HTMLElement, words: HTMLElement, key: string | null,
 *   text: string }} Cell
 */

/** @typedef {{ node: HTMLElement, question: HTMLElement, cells: Cell[] }} Row */

/**
 * An answer to show: `before` is the one to compare it with; `right` is null where it is not marked, and of one that is
 * not right `broken` says that its language is gone; a `note` stands in place of an answer that is not there; `flash`
 * says that a change is worth a highlight.
 * @typedef {{ text: string, right?: boolean | null, broken?: boolean, before?: string | null, note?: string,
 *   flash?: boolean }} Filling
 */

/**
 * A row: a question and one bubble a column.
 * @param {string} prompt
 * @param {Column[]} columns
 * @returns {Row}
 */
export function createRow(prompt, columns) {
  const cells = columns.map(createCell);
  const question = h("h4", { class: "question" }, prompt);
  const node = h("li", { class: "row" }, question, h("dl", { class: "cells" }, ...cells.map((cell) => cell.node)));
  return { node, question, cells };
}

/** @param {Column} column */
export function columnHead({ name, dashed }) {
  return h("span", { class: "column" }, dashed === null ? null : runMark(dashed), name);
}

/**
 * @param {Column} column
 * @returns {Cell}
 */
function createCell(column) {
  const mark = h("span", { class: "verdict" });
  const words = h("span", { class: "text" });
  const bubble = h("dd", { class: "bubble" }, mark, words);
  const head = h("dt", {}, columnHead(column));
  const node = h("div", { class: "cell", "data-before": column.dashed === null }, head, bubble);
  return { node, bubble, mark, words, key: null, text: "" };
}

/**
 * Fills a bubble, if that changes it.
 * @param {Cell} cell
 * @param {Filling} filling
 */
export function fillCell(cell, { text, right, broken, before = null, note = "", flash = false }) {
  const verdict = verdictOf({ right, broken });
  const key = JSON.stringify([text, verdict, before, note]);
  if (key === cell.key) return;
  const changed = cell.key !== null && text !== cell.text;
  Object.assign(cell, { key, text });
  put(cell.bubble, "data-verdict", verdict);
  put(cell.bubble, "data-same", before !== null && text === before);
  put(cell.bubble, "data-note", note || null);
  cell.mark.replaceChildren(...(verdict === null ? [] : [verdictMark(verdict)]));
  if (note) say(cell.words, note);
  else cell.words.replaceChildren(...wordsOf(text, before));
  if (flash && changed) restart(cell.bubble);
}

/**
 * @param {string} text
 * @param {string | null} before
 */
function wordsOf(text, before) {
  if (text === "") return [h("span", { class: "silent" }, "(says nothing)")];
  if (before === null) return [document.createTextNode(text)];
  return diffWords(before, text).map((piece) =>
    piece.changed ? changedWords(piece.text) : document.createTextNode(piece.text),
  );
}

/**
 * The space before the first changed word stays outside the mark, so that the underline starts with the word.
 * @param {string} text
 */
function changedWords(text) {
  const bare = text.trimStart();
  return h("span", {}, text.slice(0, text.length - bare.length), h("mark", {}, bare));
}

/**
 * The verdict as a shape, and as a word for those who listen.
 * @param {Verdict} verdict
 */
function verdictMark(verdict) {
  const { word, shapes } = VERDICTS[verdict];
  const drawn = shapes.map(([name, place]) => s(name, place));
  return h(
    "span",
    { class: verdict },
    s("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" }, ...drawn),
    h("span", { class: "unseen" }, `${word}: `),
  );
}

/**
 * Plays the highlight from its start; the style sheet leaves it out for readers who want no motion.
 * @param {HTMLElement} node
 */
function restart(node) {
  for (const animation of node.getAnimations?.() ?? []) animation.cancel();
  node.classList.remove("fresh");
  void node.offsetWidth; // lets the browser see it without the class
  node.classList.add("fresh");
}
