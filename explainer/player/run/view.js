// A view is what a run's events show at a step: pure data, grown event by event, looked up by binary search. It knows
// nothing of the page, of where the events come from, or of time passing.

/** @import { Answer, AnswersEvent, CheckpointEvent, DataEvent, GradientEvent, LossEvent, RunEvent, SkillRow, SkillsEvent } from "../kit/contract.js" */

/**
 * A run's events by type, each list ordered by step: `skills` are counts over all questions, `hundred` those over a fixed
 * hundred.
 * @typedef {{ losses: LossEvent[], answers: AnswersEvent[], skills: SkillsEvent[], hundred: SkillsEvent[],
 *   gradients: GradientEvent[], checkpoints: CheckpointEvent[], data: DataEvent[] }} View
 */

/** @typedef {"old" | "new"} Task */

/**
 * Right and broken answers among those that could be checked.
 * @typedef {{ right: number, broken: number, total: number }} Tally
 */

/** @typedef {"all" | "hundred" | "shown"} Asked which questions a tally is over */

/** @type {Partial<Record<RunEvent["type"], keyof View>>} */
const LISTS = {
  loss: "losses",
  answers: "answers",
  skills: "skills",
  gradient: "gradients",
  checkpoint: "checkpoints",
  data: "data",
};

/**
 * An empty view.
 * @returns {View}
 */
export function newView() {
  return { losses: [], answers: [], skills: [], hundred: [], gradients: [], checkpoints: [], data: [] };
}

/**
 * Adds one event; one of the same kind and step replaces the earlier, so that a repeat does no harm.
 * @param {View} view
 * @param {RunEvent} event
 */
export function append(view, event) {
  const name = event.type === "skills" && event.whole === false ? "hundred" : LISTS[event.type];
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
 * Loss on what is replayed before any training, nats per token; null where nothing is, or where it was not measured.
 * @param {View} view
 */
export function lossOfPool(view) {
  return view.data[0]?.pool_loss ?? null;
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
 * Right and broken old answers, before and now, over the same questions: all of them where that was counted last, else a
 * fixed hundred, else those shown. A live run counts all at its start and its end; `of` says which it is.
 * @param {View} view
 * @param {number} step
 * @returns {{ before: Tally | null, now: Tally | null, of: Asked }}
 */
export function rightAnswers(view, step) {
  const counted = countedAt(view, step);
  const some = at(view.answers, step);
  if (counted && counted.now.step >= (some?.step ?? 0))
    return { before: tally(counted.before.old), now: tally(counted.now.old), of: counted.of };
  return { before: tallyShown(view.answers[0]), now: tallyShown(some), of: "shown" };
}

/**
 * The last count at or before a step, the first over the same questions, and which questions those are; null where none
 * was made.
 * @param {View} view
 * @param {number} step
 * @returns {{ before: SkillsEvent, now: SkillsEvent, of: Asked } | null}
 */
export function countedAt(view, step) {
  const all = at(view.skills, step);
  const hundred = at(view.hundred, step);
  if (hundred && hundred.step > (all?.step ?? -1)) return { before: view.hundred[0], now: hundred, of: "hundred" };
  return all && { before: view.skills[0], now: all, of: "all" };
}

/**
 * @param {SkillRow[]} rows
 * @returns {Tally | null}
 */
export function tally(rows) {
  const sum = (/** @type {(row: SkillRow) => number} */ count) => rows.reduce((all, row) => all + count(row), 0);
  const total = sum((row) => row.total);
  return total ? { right: sum((row) => row.right), broken: sum((row) => row.broken ?? 0), total } : null;
}

/**
 * @param {AnswersEvent | null | undefined} event
 * @returns {Tally | null}
 */
function tallyShown(event) {
  const marked = event ? event.items.filter((item) => isOld(item) && typeof item.right === "boolean") : [];
  if (!marked.length) return null;
  const broken = marked.filter(({ right, broken }) => !right && broken).length;
  return { right: marked.filter(({ right }) => right).length, broken, total: marked.length };
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
