// What Pebble says to the same questions: before, and at the step shown, a column a run. Rows are built once; a frame
// only compares which checkpoint is shown. Knows views and bubbles.

import { columnHead, createRow, fillCell } from "./bubbles.js";
import { h, put, say, show } from "../kit/dom.js";
import { indexAt, isOld } from "./view.js";

export const TASKS = { german: "German", jan: "Jan, the assistant", cooking: "cooking", custom: "your text" };

export function createAnswers() {
  const list = h("div", { class: "talk" });
  const asked = h("span", { class: "asked" });
  const node = h("section", { class: "answers", "aria-label": "Answers" }, h("h3", {}, "Before and now", asked), list);
  const answers = { node, list, asked, built: null, rows: [], shown: "" };
  return { node, render: (state) => render(answers, state) };
}

function render(answers, state) {
  const runs = state.runs.filter((run) => run.view.answers.length);
  show(answers.node, runs.length);
  if (!runs.length) return;
  const first = runs[0].view.answers[0];
  const built = JSON.stringify([first.items.map((item) => item.prompt), state.runs.map((run) => run.name)]);
  if (built !== answers.built) build(answers, state.runs, first.items, built);
  const places = state.runs.map((run) => indexAt(run.view.answers, state.whole));
  const shown = JSON.stringify([places, state.runs.map((run) => run.view.answers.length > 0)]);
  if (shown === answers.shown) return;
  const flash = answers.shown !== "" && !state.quiet;
  answers.shown = shown;
  fill(answers, state, places, flash);
}

export function columnsOf(runs) {
  return [{ name: "Before", dashed: null }, ...runs.map(({ name, dashed }) => ({ name, dashed }))];
}

function build(answers, runs, items, built) {
  const columns = columnsOf(runs);
  const row = (item) => ({ item, ...createRow(item.prompt, columns) });
  const old = items.filter(isOld).map(row);
  const fresh = items.filter((item) => !isOld(item)).map(row);
  const { task } = runs.find((run) => run.record).record.experiment;
  const heads = h("div", { class: "heads", "aria-hidden": "true" }, h("span"), ...columns.map(columnHead));
  Object.assign(answers, { built, rows: [...old, ...fresh], shown: "" });
  put(answers.list, "style", `--columns:${columns.length}`);
  answers.list.replaceChildren(
    ...(old.length ? [divider("old", "Old task: English small talk and facts"), heads, list(old)] : [heads]),
    ...(fresh.length ? [divider("new", `New task: ${TASKS[task] ?? task}`), list(fresh)] : []),
  );
}

function divider(task, text) {
  return h("p", { class: "divider", "data-task": task }, text);
}

function list(rows) {
  return h("ul", { class: "rows" }, ...rows.map((row) => row.node));
}

function fill(answers, state, places, flash) {
  const before = byPrompt(state.runs.find((run) => run.view.answers.length).view.answers[0]);
  const now = state.runs.map((run, index) => byPrompt(run.view.answers[places[index]]));
  for (const { item, cells } of answers.rows) {
    const start = before.get(item.prompt);
    fillCell(cells[0], start);
    now.forEach((answersNow, index) => {
      const said = answersNow.get(item.prompt);
      fillCell(
        cells[index + 1],
        said
          ? { ...said, before: start.text, flash }
          : { text: "", note: state.runs[index].record ? "not asked yet" : "no record" },
      );
    });
  }
  const steps = [
    ...new Set(state.runs.map((run, index) => run.view.answers[places[index]]?.step).filter(Number.isFinite)),
  ];
  say(answers.asked, steps.length ? `asked at step ${steps.join(" and ")}` : "");
}

function byPrompt(event) {
  return new Map((event?.items ?? []).map(({ prompt, text, right }) => [prompt, { text, right: right ?? null }]));
}
