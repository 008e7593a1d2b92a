// A metric is one number of the step shown: its title, its unit, and a row a run with the value and a drawing, a bar or two
// arrows. It knows nothing of what the number means.

/** @import { Run } from "./run.js" */

import { h, put, runMark, s, say, show } from "../kit/dom.js";

/** @typedef {{ node: HTMLElement, value: HTMLElement, note: HTMLElement }} Row */

/**
 * A row with a bar; `level` is what fills it.
 * @typedef {Row & { level: HTMLElement }} BarRow
 */

/**
 * A row with two arrows, the gradients of the two tasks.
 * @typedef {Row & { old: SVGElement, fresh: SVGElement }} CompassRow
 */

/**
 * One number: a row a run, and `floor`, a line to hold it against.
 * @template {Row} R
 * @typedef {{ node: HTMLElement, unit: HTMLElement, floor: HTMLElement, rows: R[] }} Metric
 */

/**
 * @template {Row} R
 * @param {string} title
 * @param {string} about
 * @param {"old" | "new" | "replay" | "pull"} kind
 * @param {R[]} rows
 * @returns {Metric<R>}
 */
export function createMetric(title, about, kind, rows) {
  const unit = h("p", { class: "unit" }, about);
  const floor = h("p", { class: "unit", hidden: true });
  const list = h("ul", {}, ...rows.map((row) => row.node));
  const node = h("div", { class: "metric", "data-kind": kind }, h("h4", {}, title), unit, list, floor);
  return { node, unit, floor, rows };
}

/**
 * @param {Run} run
 * @returns {BarRow}
 */
export function createBarRow(run) {
  const level = h("i");
  return { ...createRow(run, h("span", { class: "bar", "aria-hidden": "true" }, level)), level };
}

/**
 * The arrows start from one point, with the angle between the gradients between them.
 * @param {Run} run
 * @returns {CompassRow}
 */
export function createCompassRow(run) {
  const box = { viewBox: "-30 -27 60 32", width: 60, height: 32 };
  const [old, fresh] = ["of-old", "of-new"].map((kind) => s("path", { class: kind, d: "M0 0H24m-5 -4l5 4l-5 4" }));
  const compass = s("svg", { ...box, class: "compass", "aria-hidden": "true" }, old, fresh, s("circle", { r: 2.2 }));
  return { ...createRow(run, compass), old, fresh };
}

/**
 * @param {Run} run
 * @param {Element} drawing
 * @returns {Row}
 */
function createRow(run, drawing) {
  const value = h("strong");
  const note = h("span", { class: "note" });
  const who = h("span", { class: "who" }, runMark(run.dashed), run.label);
  return { node: h("li", {}, who, drawing, h("span", { class: "value" }, value, note)), value, note };
}

/**
 * @param {Row} row
 * @param {string} value
 * @param {string} note
 */
export function write(row, value, note) {
  say(row.value, value);
  say(row.note, note);
}

/**
 * Fills a row and its bar, as far as `share` says.
 * @param {BarRow} row
 * @param {string} value
 * @param {string} note
 * @param {number} share
 */
export function fill(row, value, note, share) {
  write(row, value, note);
  row.level.style.width = `${(100 * Math.max(0, Math.min(1, share))).toFixed(1)}%`;
}

/**
 * @param {CompassRow} row
 * @param {number | null} cosine
 */
export function turn({ old, fresh }, cosine) {
  for (const arrow of [old, fresh]) show(arrow, cosine !== null);
  if (cosine === null) return;
  const half = (Math.acos(Math.max(-1, Math.min(1, cosine))) * 90) / Math.PI;
  put(old, "transform", `rotate(${(-90 - half).toFixed(1)})`);
  put(fresh, "transform", `rotate(${(-90 + half).toFixed(1)})`);
}
