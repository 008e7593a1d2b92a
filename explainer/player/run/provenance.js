// Where the figure comes from: recorded or live, the command that makes it again, and the curves as a table. Knows the
// record; nothing of playback.

import { copyText, h, say, show } from "../kit/dom.js";
import { decimal, span } from "../kit/format.js";
import { isLive } from "./source.js";
import { at, eventSteps } from "./view.js";

const ALWAYS = ["task", "replay", "steps", "seed"];
// What the command takes where nothing is said: the defaults of explainer/experiment.py, which a test compares.
const USUAL = {
  mode: "replace",
  schedule: "mix",
  source: "true",
  pool: 0,
  kinds: 0,
  examples: 0,
  remedy: "none",
  model: "pebble",
  batch: 16,
  lr: 0.002,
  device: "auto",
};

export function createProvenance() {
  const button = (name, click) => h("button", { type: "button", class: "quiet", on: { click } }, name);
  const parts = {
    about: h("span", { class: "about" }),
    commands: h("pre", { tabindex: 0, role: "group", "aria-label": "Command" }, h("code")),
    copied: h("span", { class: "copied", role: "status" }),
    table: h("div", { class: "table", tabindex: 0, role: "group", "aria-label": "Loss by step" }),
    copy: button("Copy command", () => copyText(parts.commands.firstChild, parts.copied)),
    state: null,
  };
  const details = h(
    "details",
    { on: { toggle: () => fillTable(parts, details) } },
    h("summary", {}, "The curves as a table"),
    parts.table,
  );
  const node = h(
    "footer",
    { class: "provenance" },
    h("p", {}, parts.about),
    h(
      "div",
      { class: "commands" },
      h("p", {}, "Make it again:"),
      parts.commands,
      h("div", { class: "tools" }, parts.copy, parts.copied),
      details,
    ),
  );
  return { node, render: (state) => render(node, parts, details, state) };
}

function render(node, parts, details, state) {
  const known = state.runs.filter((run) => run.record);
  show(node, known.length && known.length === state.runs.length);
  const stale = parts.state?.version !== state.version;
  parts.state = state;
  if (!known.length || !stale) return;
  say(parts.about, [...new Set(known.map(origin))].join(" "));
  say(parts.commands.firstChild, known.map((run) => commandOf(run.record.experiment)).join("\n"));
  if (!known.some(isLive)) fillTable(parts, details);
}

/** "Recorded (cpu, seed 0, 17 s)." */
export function origin({ record, status }) {
  const { kind, device, seconds } = record.provenance;
  const facts = [device, `seed ${record.experiment.seed}`, Number.isFinite(seconds) ? span(seconds) : null];
  const word = kind === "recorded" ? "Recorded" : kind === "live" ? "Live" : "Simulated";
  return `${word}${isLive({ status }) ? ", still training" : ""} (${facts.filter(Boolean).join(", ")}).`;
}

/** The command that makes the run again. Values are shown only if they are plain words or numbers. */
export function commandOf(experiment) {
  const given = [
    ...ALWAYS,
    ...Object.keys(USUAL).filter((name) => name in experiment && experiment[name] !== USUAL[name]),
  ];
  const plain = given.filter((name) => /^[\w.+-]+$/.test(String(experiment[name])));
  const options = plain.map((name) => `--${name} ${experiment[name]}`);
  if (experiment.task === "custom") options.push("--text YOUR_TEXT");
  return `python -m explainer run ${options.join(" ")}`;
}

/** The curves as numbers: a row a step, the columns old and new of every run, nats per token. */
export function curveTable(runs) {
  const columns = ["old", "new"].flatMap((task) => runs.map((run) => ({ task, run })));
  const steps = eventSteps(runs.map(({ view }) => ({ losses: view.losses })));
  return {
    heads: ["step", ...columns.map(({ task, run }) => `${task} loss, ${run.name}`)],
    rows: steps.map((step) => [step, ...columns.map(({ task, run }) => at(run.view.losses, step)?.[task])]),
  };
}

/** Built when it is opened, since few readers do. */
function fillTable(parts, details) {
  if (!details.open || !parts.state) return;
  const { heads, rows } = curveTable(parts.state.runs);
  const line = ([step, ...values]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, String(step)),
      ...values.map((value) => h("td", {}, Number.isFinite(value) ? decimal(value, 3) : "")),
    );
  parts.table.replaceChildren(
    h(
      "table",
      {},
      h("caption", {}, "Loss on held-out text, nats per token"),
      h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, ...rows.map(line)),
    ),
  );
}
