// The numbers are the dose curve as a table, and where it comes from. This part knows the data; nothing of what is set.

import { h, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";

/** @import { Cell } from "../share/files.js" */
/** @import { Dose, Measure, Point } from "./read.js" */

/**
 * Texts and numbers in rows, heads first, as for a file.
 * @typedef {{ heads: string[], rows: Cell[][] }} Table
 */

const HEADS = ["model", "replay, %", "seeds"];
/** @type {{ measure: Measure, title: string, digits: number }[]} */
const COLUMNS = [
  { measure: "removed", title: "forgetting removed, %", digits: 1 },
  { measure: "rise", title: "old loss rises by, nats per token", digits: 3 },
  { measure: "new", title: "new loss, nats per token", digits: 3 },
];

/**
 * @param {Dose} dose
 * @returns {Table}
 */
export function tableOf({ shifts, source }) {
  const heads = [...HEADS, ...COLUMNS.flatMap(({ title }) => [title, "least", "most"])];
  const rows = shifts.flatMap(({ name, theirs, pebble, paper, seeds }) => [
    ...pebble.map((point) => rowOf(`Pebble, ${name}`, seeds, point)),
    ...paper.map((point) => rowOf(`${source.cite}, ${theirs}`, 1, point)),
  ]);
  return { heads, rows };
}

/**
 * @param {string} model
 * @param {number} seeds
 * @param {Point} point
 */
const rowOf = (model, seeds, point) => [
  model,
  point.replay,
  seeds,
  ...COLUMNS.flatMap(({ measure }) => point[measure]),
];

export function createNumbers() {
  const table = h("div", { class: "table", tabindex: 0, role: "group", "aria-label": "The numbers" });
  const details = h("details", { "data-part": "numbers" }, h("summary", {}, "The numbers as a table"), table);
  const about = h("p", { class: "about" });
  const node = h("footer", { class: "provenance" }, about, details);
  /** @type {Dose | null} */
  let shown = null;
  const fill = () => {
    if (details.open && shown) table.replaceChildren(drawn(tableOf(shown)));
  };
  details.addEventListener("toggle", fill);
  const render = (/** @type {Dose | null} */ dose) => {
    show(node, dose !== null);
    if (!dose || dose === shown) return;
    shown = dose;
    about.replaceChildren(...origin(dose));
    fill();
  };
  return { node, render };
}

/**
 * What the lines are and the command that makes them again.
 * @param {Dose} dose
 */
export function origin({ shifts, source, made }) {
  const words =
    `Pebble: recorded, ${made.runs} runs on a ${String(made.device ?? "cpu").toUpperCase()}; lines are means of ` +
    `${shifts[0].seeds} seeds, bands go from the least to the most. The paper: one run a point, `;
  const safe = /^https:\/\//.test(source.source) ? source.source : null;
  const cite = safe ? h("a", { href: safe, target: "_blank", rel: "noopener" }, source.cite) : source.cite;
  return [words, cite, ". Make Pebble’s again: ", h("code", {}, String(made.command ?? "make sweeps")), "."];
}

/** @param {Table} table */
function drawn({ heads, rows }) {
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((value, index) => h("td", {}, written(value, index)))))),
  );
}

/**
 * @param {Cell} value
 * @param {number} index
 */
function written(value, index) {
  if (typeof value !== "number" || index < HEADS.length) return String(value);
  return decimal(value, COLUMNS[Math.floor((index - HEADS.length) / 3)].digits); // mean, least and most of each
}
