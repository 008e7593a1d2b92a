// Where the figure comes from: recorded or live, the command that makes it again, the record as a file, and the curves
// as a table. Knows the record; nothing of playback.

import { h, say, show } from "./dom.js";
import { decimal, span } from "./format.js";
import { isLive } from "./source.js";
import { at, eventSteps } from "./view.js";

const ALWAYS = ["task", "replay", "steps", "seed"];
const USUAL = {
  mode: "replace",
  source: "true",
  remedy: "none",
  model: "pebble",
  batch: 16,
  lr: 0.001,
  device: "auto",
};

export function createProvenance() {
  const button = (name, click) => h("button", { type: "button", class: "quiet", on: { click } }, name);
  const parts = {
    about: h("span", { class: "about" }),
    commands: h("pre", { tabindex: 0, role: "group", "aria-label": "Command" }, h("code")),
    copied: h("span", { class: "copied", role: "status" }),
    table: h("div", { class: "table", tabindex: 0, role: "group", "aria-label": "Loss by step" }),
    copy: button("Copy command", () => copy(parts)),
    save: button("Download record", () => save(parts.state.runs.at(-1))),
    saveTwin: button("", () => save(parts.state.runs[0])),
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
    h("p", {}, parts.about, " Make it again:"),
    parts.commands,
    h("div", { class: "tools" }, parts.copy, parts.save, parts.saveTwin, parts.copied),
    details,
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
  show(parts.saveTwin, known.length === 2);
  say(parts.saveTwin, known.length === 2 ? `Download ${known[0].label} record` : "");
  if (!known.some(isLive)) fillTable(parts, details);
}

/** "Recorded (cpu, seed 0, 17 s)." */
function origin({ record, status }) {
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

async function copy(parts) {
  const code = parts.commands.firstChild;
  try {
    await navigator.clipboard.writeText(code.textContent);
    say(parts.copied, "Copied.");
  } catch {
    getSelection().selectAllChildren(code);
    say(parts.copied, "Selected: press Ctrl-C.");
  }
}

function save(run) {
  const { experiment } = run.record;
  const record = { ...run.record, status: run.status, reason: run.reason };
  const link = h("a", {
    href: URL.createObjectURL(new Blob([`${JSON.stringify(record)}\n`], { type: "application/json" })),
    download: `${experiment.task}-${experiment.replay}.json`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Built when it is opened, since few readers do. */
function fillTable(parts, details) {
  if (!details.open || !parts.state) return;
  const { runs } = parts.state;
  const heads = ["step", ...["old", "new"].flatMap((task) => runs.map((run) => `${task} loss, ${run.name}`))];
  const rows = eventSteps(runs.map(({ view }) => ({ losses: view.losses }))).map((step) => {
    const values = ["old", "new"].flatMap((task) => runs.map(({ view }) => at(view.losses, step)?.[task]));
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, String(step)),
      ...values.map((value) => h("td", {}, Number.isFinite(value) ? decimal(value, 3) : "")),
    );
  });
  parts.table.replaceChildren(
    h(
      "table",
      {},
      h("caption", {}, "Loss on held-out text, nats per token"),
      h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, ...rows),
    ),
  );
}
