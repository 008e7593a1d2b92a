// The answers are what Pebble says to the same questions: before, and at the step shown, a column a run. Rows are built
// once; a frame only compares which checkpoint is shown. They know views and bubbles.

/** @import { Answer, AnswersEvent } from "../kit/contract.js" */
/** @import { Column, Row } from "./bubbles.js" */
/** @import { Run } from "./run.js" */
/** @import { RunState } from "./state.js" */
/** @import { Task } from "./view.js" */

import { TASKS } from "../kit/contract.js";
import { h, put, say, show } from "../kit/dom.js";
import { columnHead, createRow, fillCell } from "./bubbles.js";
import { indexAt, isOld } from "./view.js";

/**
 * `built` is what the rows were built for, `shown` which checkpoints they show.
 * @typedef {{ node: HTMLElement, list: HTMLElement, asked: HTMLElement, built: string, shown: string,
 *   rows: { prompt: string, row: Row }[] }} Answers
 */

export function createAnswers() {
  const list = h("div", { class: "talk" });
  const asked = h("span", { class: "asked" });
  const named = { class: "answers", "data-part": "answers", "aria-label": "Answers" };
  const node = h("section", named, h("h3", {}, "Before and now", asked), list);
  /** @type {Answers} */
  const answers = { node, list, asked, built: "", shown: "", rows: [] };
  return { node, render: (/** @type {RunState} */ state) => render(answers, state) };
}

/**
 * @param {Answers} answers
 * @param {RunState} state
 */
function render(answers, { runs, step, quiet }) {
  const first = runs.find((run) => run.view.answers.length)?.view.answers[0];
  show(answers.node, first !== undefined);
  if (!first) return;
  const built = JSON.stringify([first.items.map((item) => item.prompt), runs.map((run) => run.title)]);
  if (built !== answers.built) build(answers, runs, first.items, built);
  const places = runs.map((run) => indexAt(run.view.answers, step));
  const shown = JSON.stringify([places, runs.map((run) => run.view.answers.length > 0)]);
  if (shown === answers.shown) return;
  const flash = answers.shown !== "" && !quiet;
  answers.shown = shown;
  const events = runs.map((run, index) => run.view.answers[places[index]] ?? null);
  fill(answers, runs, first, events, flash);
  sayWhen(answers.asked, events);
}

/**
 * @param {Run[]} runs
 * @returns {Column[]}
 */
export function columnsOf(runs) {
  return [{ name: "Before", dashed: null }, ...runs.map(({ title, dashed }) => ({ name: title, dashed }))];
}

/**
 * @param {Answers} answers
 * @param {Run[]} runs
 * @param {Answer[]} items
 * @param {string} built
 */
function build(answers, runs, items, built) {
  const columns = columnsOf(runs);
  const rowOf = (/** @type {Answer} */ { prompt }) => ({ prompt, row: createRow(prompt, columns) });
  const old = items.filter(isOld).map(rowOf);
  const fresh = items.filter((item) => !isOld(item)).map(rowOf);
  const task = runs.find((run) => run.record)?.record?.experiment.task ?? "";
  const heads = h("div", { class: "heads", "aria-hidden": "true" }, h("span"), ...columns.map(columnHead));
  Object.assign(answers, { built, rows: [...old, ...fresh], shown: "" });
  put(answers.list, "style", `--columns:${columns.length}`);
  answers.list.replaceChildren(
    ...(old.length ? [divider("old", "Old task: English small talk and facts"), heads, rowList(old)] : [heads]),
    ...(fresh.length ? [divider("new", `New task: ${TASKS[task] ?? task}`), rowList(fresh)] : []),
  );
}

/**
 * @param {Task} task
 * @param {string} text
 */
function divider(task, text) {
  return h("p", { class: "divider", "data-task": task }, text);
}

/** @param {Answers["rows"]} rows */
function rowList(rows) {
  return h("ul", { class: "rows" }, ...rows.map(({ row }) => row.node));
}

/**
 * Fills every bubble: the first answers, and for each run those of `events`, null where nothing has been asked.
 * @param {Answers} answers
 * @param {Run[]} runs
 * @param {AnswersEvent} first
 * @param {(AnswersEvent | null)[]} events
 * @param {boolean} flash
 */
function fill(answers, runs, first, events, flash) {
  const before = byPrompt(first);
  const now = events.map(byPrompt);
  for (const { prompt, row } of answers.rows) {
    const start = before.get(prompt) ?? { text: "" };
    fillCell(row.cells[0], start);
    now.forEach((answersNow, index) => {
      const answer = answersNow.get(prompt);
      const missing = { text: "", note: runs[index].record ? "not asked yet" : "no record" };
      fillCell(row.cells[index + 1], answer ? { ...answer, before: start.text, flash } : missing);
    });
  }
}

/**
 * @param {HTMLElement} node
 * @param {(AnswersEvent | null)[]} events
 */
function sayWhen(node, events) {
  const steps = [...new Set(events.flatMap((event) => (event ? [event.step] : [])))];
  say(node, steps.length ? `asked at step ${steps.join(" and ")}` : "");
}

/** @param {AnswersEvent | null} event */
function byPrompt(event) {
  return new Map((event?.items ?? []).map(({ prompt, text, right, broken }) => [prompt, { text, right, broken }]));
}
