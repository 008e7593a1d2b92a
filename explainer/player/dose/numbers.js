// The dose curve as a table, and where it comes from. Knows the data; nothing of what is set.

import { decimal } from "../kit/format.js";
import { h, show } from "../kit/dom.js";

const HEADS = ["model", "replay, %", "seeds"];
const MEASURES = [
  ["removed", "forgetting removed, %", 1],
  ["rise", "old loss rises by, nats per token", 3],
  ["new", "new loss, nats per token", 3],
];

/** Rows of the table, as for a file: texts and numbers; heads first. */
export function tableOf({ shifts, source }) {
  const heads = [...HEADS, ...MEASURES.flatMap(([, words]) => [words, "least", "most"])];
  const row = (model, seeds) => (point) => [model, point.replay, seeds, ...MEASURES.flatMap(([name]) => point[name])];
  const rows = shifts.flatMap(({ name, theirs, pebble, paper, seeds }) => [
    ...pebble.map(row(`Pebble, ${name}`, seeds)),
    ...paper.map(row(`${source.cite}, ${theirs}`, 1)),
  ]);
  return { heads, rows };
}

export function createNumbers() {
  const table = h("div", { class: "table", tabindex: 0, role: "group", "aria-label": "The numbers" });
  const details = h("details", {}, h("summary", {}, "The numbers as a table"), table);
  const about = h("p", { class: "about" });
  const node = h("footer", { class: "provenance" }, about, details);
  let shown = null;
  const fill = () => details.open && shown && table.replaceChildren(drawn(tableOf(shown)));
  details.addEventListener("toggle", fill);
  return {
    node,
    render(dose, visible) {
      show(node, dose);
      show(details, visible);
      if (!dose || dose === shown) return;
      shown = dose;
      about.replaceChildren(...origin(dose));
      fill();
    },
  };
}

/** What the lines are and the command that makes them again. */
export function origin({ shifts, source, made }) {
  const words =
    `Pebble: recorded, ${made.runs} runs on a ${String(made.device ?? "cpu").toUpperCase()}; lines are means of ` +
    `${shifts[0].seeds} seeds, bands go from the least to the most. The paper: one run a point, `;
  const safe = /^https:\/\//.test(source.source) ? source.source : null;
  const cite = safe ? h("a", { href: safe, target: "_blank", rel: "noopener" }, source.cite) : source.cite;
  return [words, cite, ". Make Pebble’s again: ", h("code", {}, String(made.command ?? "make sweeps")), "."];
}

function drawn({ heads, rows }) {
  const cell = (value, i) =>
    typeof value === "number" && i > 2 ? decimal(value, MEASURES[Math.floor((i - 3) / 3)][2]) : value;
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((value, i) => h("td", {}, String(cell(value, i))))))),
  );
}
