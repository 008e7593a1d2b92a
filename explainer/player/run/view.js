// A view is what a run's events show at a step: pure data, grown event by event, looked up by binary search. It knows
// nothing of the page, of where the events come from, or of time passing.

/** @import { Answer, AnswersEvent, CheckpointEvent, GradientEvent, LossEvent, RunEvent, SkillRow, SkillsEvent } from "../kit/contract.js" */

/**
 * A run's events by type, each list ordered by step.
 * @typedef {{ losses: LossEvent[], answers: AnswersEvent[], skills: SkillsEvent[], gradients: GradientEvent[],
 *   checkpoints: CheckpointEvent[] }} View
 */

/** @typedef {"old" | "new"} Task */

/**
 * Right answers among those that could be checked.
 * @typedef {{ right: number, total: number }} Tally
 */

/** @type {Partial<Record<RunEvent["type"], keyof View>>} */
const LISTS = {
  loss: "losses",
  answers: "answers",
  skills: "skills",
  gradient: "gradients",
  checkpoint: "checkpoints",
};

/**
 * An empty view.
 * @returns {View}
 */
export function newView() {
  return { losses: [], answers: [], skills: [], gradients: [], checkpoints: [] };
}

/**
 * Adds one event; one of the same type and step replaces the earlier, so that a repeat does no harm.
 * @param {View} view
 * @param {RunEvent} event
 */
export function append(view, event) {
  const name = LISTS[event.type];
  if (!name) return;
  /** @type {RunEvent[]} */
  const list = view[name];
  let at = list.length;
  while (at > 0 && list[at - 1].step > event.step) at -= 1;
  const repeat = at > 0 && list[at - 1].step === event.step;
  list.splice(repeat ? at - 1 : at, repeat ? 1 : 0, event);
}

/**
 * Index of the last event at or before a step, or -1.
 * @param {{ step: number }[]} list
 * @param {number} step
 */
export function indexAt(list, step) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].step <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The last event at or before a step, or null.
 * @template {{ step: number }} Event
 * @param {Event[]} list
 * @param {number} step
 * @returns {Event | null}
 */
export function at(list, step) {
  return list[indexAt(list, step)] ?? null;
}

/**
 * A task's loss at any step, on the straight line between its neighbours, and level before the first. There must be one.
 * @param {LossEvent[]} losses
 * @param {Task} task
 * @param {number} step
 */
export function valueAt(losses, task, step) {
  const index = Math.max(0, indexAt(losses, step));
  const here = losses[index];
  const next = losses[index + 1];
  if (!next || next.step === here.step || step <= here.step) return here[task];
  return here[task] + ((step - here.step) / (next.step - here.step)) * (next[task] - here[task]);
}

/** @param {View} view */
export function lastStep(view) {
  return view.losses.at(-1)?.step ?? 0;
}

/**
 * Loss on the old task now, less what it was: nats per token; null before the first point.
 * @param {View} view
 * @param {number} step
 */
export function forgetting(view, step) {
  const now = at(view.losses, step);
  return now && now.old - view.losses[0].old;
}

/**
 * Share of the twin's forgetting that the run did not have; null where the twin forgot nothing, or where one of them has
 * not come to this step.
 * @param {View} run
 * @param {View} twin
 * @param {number} step
 */
export function shareRemoved(run, twin, step) {
  if (Math.min(lastStep(run), lastStep(twin)) < step) return null;
  const ours = forgetting(run, step);
  const theirs = forgetting(twin, step);
  return ours === null || theirs === null || theirs <= 0 ? null : (theirs - ours) / theirs;
}

/**
 * Right old answers, before and now. A live run counts them all at its start and its end, a recorded one on the way as
 * well; where only the shown prompts were asked, `shown` says so.
 * @param {View} view
 * @param {number} step
 * @returns {{ before: Tally | null, now: Tally | null, shown: boolean }}
 */
export function rightAnswers(view, step) {
  const all = at(view.skills, step);
  const some = at(view.answers, step);
  if (all && all.step >= (some?.step ?? 0))
    return { before: tally(view.skills[0].old), now: tally(all.old), shown: false };
  return { before: tallyShown(view.answers[0]), now: tallyShown(some), shown: true };
}

/** @param {SkillRow[]} rows */
function tally(rows) {
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  return total ? { right: rows.reduce((sum, row) => sum + row.right, 0), total } : null;
}

/** @param {AnswersEvent | null | undefined} event */
function tallyShown(event) {
  const marked = event ? event.items.filter((item) => isOld(item) && typeof item.right === "boolean") : [];
  return marked.length ? { right: marked.filter((item) => item.right).length, total: marked.length } : null;
}

/** @param {Answer} item */
export function isOld(item) {
  return item.task !== "new";
}

/**
 * Every step of some lists of events, each once, in order.
 * @param {{ step: number }[][]} lists
 */
export function stepsOf(lists) {
  return [...new Set(lists.flat().map(({ step }) => step))].sort((a, b) => a - b);
}

/**
 * Every step at which any of the views has something, in order.
 * @param {View[]} views
 */
export function eventSteps(views) {
  return stepsOf(views.flatMap((view) => /** @type {{ step: number }[][]} */ (Object.values(view))));
}

/**
 * The member of an ordered list that lies nearest.
 * @param {number[]} steps
 * @param {number} step
 */
export function nearest(steps, step) {
  return steps.reduce((best, one) => (Math.abs(one - step) < Math.abs(best - step) ? one : best), steps[0] ?? 0);
}
