// What a run's events show at a step: pure data, grown event by event, looked up by binary search.
// Knows nothing of the page, of where the events come from, or of time passing.

const LISTS = {
  loss: "losses",
  answers: "answers",
  skills: "skills",
  gradient: "gradients",
  checkpoint: "checkpoints",
};

/** An empty view; every list is ordered by step. */
export function newView() {
  return { losses: [], answers: [], skills: [], gradients: [], checkpoints: [] };
}

/** Adds one event; one of the same type and step replaces the earlier, so that a repeat does no harm. */
export function append(view, event) {
  const list = view[LISTS[event.type]];
  if (!list) return;
  let at = list.length;
  while (at > 0 && list[at - 1].step > event.step) at -= 1;
  const repeat = at > 0 && list[at - 1].step === event.step;
  list.splice(repeat ? at - 1 : at, repeat ? 1 : 0, event);
}

/** Index of the last event at or before a step, or -1. */
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

/** The last event at or before a step, or null. */
export function at(list, step) {
  return list[indexAt(list, step)] ?? null;
}

/** The curve's value at any step, on the straight line between its neighbours; null before the first point. */
export function valueAt(losses, key, step) {
  const index = indexAt(losses, step);
  if (index < 0) return null;
  const here = losses[index];
  const next = losses[index + 1];
  if (!next || next.step === here.step) return here[key];
  return here[key] + ((step - here.step) / (next.step - here.step)) * (next[key] - here[key]);
}

export function lastStep(view) {
  return view.losses.at(-1)?.step ?? 0;
}

/** Loss on the old task now, less what it was: nats per token; null before the first point. */
export function forgetting(view, step) {
  const now = at(view.losses, step);
  return now && now.old - view.losses[0].old;
}

/** Share of the twin's forgetting that the run did not have; null where the twin forgot nothing, or where one of them
 *  has not come to this step. */
export function shareRemoved(run, twin, step) {
  if (Math.min(lastStep(run), lastStep(twin)) < step) return null;
  const ours = forgetting(run, step);
  const theirs = forgetting(twin, step);
  return ours === null || theirs === null || theirs <= 0 ? null : (theirs - ours) / theirs;
}

/** Right old answers: { before, now, shown }; before and now are { right, total } or null. A live run counts them all at
 *  its start and its end, a recorded one on the way as well; where only the shown prompts were asked, `shown` says so. */
export function rightAnswers(view, step) {
  const [all, some] = [at(view.skills, step), at(view.answers, step)];
  if (all && all.step >= (some?.step ?? 0))
    return { before: tally(view.skills[0].old), now: tally(all.old), shown: false };
  return { before: tallyShown(view.answers[0]), now: tallyShown(some), shown: true };
}

function tally(rows) {
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  return total ? { right: rows.reduce((sum, row) => sum + row.right, 0), total } : null;
}

function tallyShown(event) {
  const marked = event ? event.items.filter((item) => isOld(item) && typeof item.right === "boolean") : [];
  return marked.length ? { right: marked.filter((item) => item.right).length, total: marked.length } : null;
}

export function isOld(item) {
  return item.task !== "new";
}

/** Every step at which any of the views has something, in order. */
export function eventSteps(views) {
  const steps = new Set();
  for (const view of views) for (const list of Object.values(view)) for (const event of list) steps.add(event.step);
  return [...steps].sort((a, b) => a - b);
}

/** The member of an ordered list that lies nearest. */
export function nearest(steps, step) {
  return steps.reduce((best, one) => (Math.abs(one - step) < Math.abs(best - step) ? one : best), steps[0] ?? 0);
}
