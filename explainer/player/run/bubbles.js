// A question and what was said to it, side by side: the shape shared by recorded answers and by the chat.
// Knows text and whether it is right; nothing of steps or runs.

import { diffWords } from "./diff.js";
import { h, put, runMark, s, say } from "../kit/dom.js";

/** A row: a question and one bubble a column { name, dashed (true, false or null for "Before") }. */
export function createRow(question, columns) {
  const cells = columns.map((column) => createCell(column));
  const asked = h("h4", { class: "question" }, question);
  const node = h("li", { class: "row" }, asked, h("dl", { class: "cells" }, ...cells.map((cell) => cell.node)));
  return { node, cells };
}

export function columnHead({ name, dashed }) {
  return h("span", { class: "column" }, dashed === null ? null : runMark(dashed), name);
}

function createCell(column) {
  const mark = h("span", { class: "verdict" });
  const text = h("span", { class: "text" });
  const bubble = h("dd", { class: "bubble" }, mark, text);
  const node = h(
    "div",
    { class: "cell", "data-before": column.dashed === null },
    h("dt", {}, columnHead(column)),
    bubble,
  );
  return { node, bubble, mark, text, key: null };
}

/** Fills a bubble. `before` is the answer to compare with, or null; `right` is true, false or null (unmarked). */
export function fillCell(cell, { text, right = null, before = null, note = "", flash = false }) {
  const key = JSON.stringify([text, right, before, note]);
  if (key === cell.key) return;
  const changed = cell.key !== null && text !== cell.said;
  Object.assign(cell, { key, said: text });
  put(cell.bubble, "data-right", right === null ? null : String(right));
  put(cell.bubble, "data-same", before !== null && text === before);
  put(cell.bubble, "data-note", note || null);
  cell.mark.replaceChildren(...(right === null ? [] : [rightMark(right)]));
  if (note) say(cell.text, note);
  else cell.text.replaceChildren(...words(text, before));
  if (flash && changed) restart(cell.bubble);
}

function words(text, before) {
  if (text === "") return [h("span", { class: "silent" }, "(says nothing)")];
  if (before === null) return [document.createTextNode(text)];
  return diffWords(before, text).map((piece) =>
    piece.changed ? changedWords(piece.text) : document.createTextNode(piece.text),
  );
}

/** The space before the first changed word stays outside the mark, so that the underline starts with the word. */
function changedWords(text) {
  const bare = text.trimStart();
  const mark = h("mark", {}, bare);
  const wrap = h("span", {}, text.slice(0, text.length - bare.length), mark);
  return wrap;
}

/** Right: a tick in a circle. Wrong: a cross in a square. Also as words, for those who listen. */
export function rightMark(right) {
  const shape = right
    ? [s("circle", { cx: 9, cy: 9, r: 8 }), s("path", { d: "M5.2 9.4l2.7 2.7 5-5.6" })]
    : [
        s("rect", { x: 1.6, y: 1.6, width: 14.8, height: 14.8, rx: 1.5 }),
        s("path", { d: "M5.6 5.6l6.8 6.8m0-6.8l-6.8 6.8" }),
      ];
  return h(
    "span",
    { class: right ? "right" : "wrong" },
    s("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" }, ...shape),
    h("span", { class: "unseen" }, right ? "Right: " : "Wrong: "),
  );
}

/** Plays the highlight from its start; the style sheet leaves it out for readers who want no motion. */
function restart(node) {
  node.getAnimations?.().forEach((animation) => animation.cancel());
  node.classList.remove("fresh");
  void node.offsetWidth;
  node.classList.add("fresh");
}
