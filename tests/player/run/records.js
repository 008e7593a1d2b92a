// This module makes runs for tests: a shipped record as it is, and small runs with losses that one can count with.

import { readFileSync } from "node:fs";

import { newRun } from "../../../explainer/player/run/run.js";
import { append, newView } from "../../../explainer/player/run/view.js";

/** @import { LossEvent, RunEvent, RunRecord } from "../../../explainer/player/kit/contract.js" */
/** @import { Run } from "../../../explainer/player/run/run.js" */

/**
 * A record of assets/runs, read anew, so that a test may spoil it.
 * @param {string} name
 * @returns {RunRecord}
 */
export function shipped(name) {
  return JSON.parse(readFileSync(new URL(`../../../assets/runs/${name}.json`, import.meta.url), "utf8"));
}

/**
 * @param {RunEvent[]} events
 */
export function viewOf(events) {
  const view = newView();
  for (const event of events) append(view, event);
  return view;
}

/**
 * Losses by step, with no more than a record must have; the new loss is 10 less the step.
 * @param {Record<number, number>} old
 * @returns {LossEvent[]}
 */
export function lossesOf(old) {
  return Object.entries(old).map(([step, loss]) => ({
    type: "loss",
    step: Number(step),
    old: loss,
    new: 10 - Number(step),
  }));
}

/**
 * A run of 10 steps that has come to its end.
 * @param {number} replay
 * @param {RunEvent[]} events
 * @returns {Run}
 */
export function runOf(replay, events) {
  const spec = { label: `${replay}%`, name: `german-${replay}`, kind: /** @type {const} */ ("recorded"), replay };
  return { ...newRun(spec), record: recordOf(replay, events), view: viewOf(events), status: "done" };
}

/**
 * @param {number} replay
 * @param {RunEvent[]} events
 * @returns {RunRecord}
 */
function recordOf(replay, events) {
  return {
    schema: 2,
    id: `german-${replay}`,
    experiment: { task: "german", replay, steps: 10, seed: 0 },
    provenance: { kind: "recorded", device: "cpu", seconds: 17 },
    events,
    status: "done",
    reason: null,
    summary: {},
  };
}
