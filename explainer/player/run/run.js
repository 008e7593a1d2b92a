// A run is what a figure knows of one fine-tune: its record as far as that has come, and how things stand with it. Pure; it
// knows nothing of where runs come from or of the page.

/** @import { RunRecord } from "../kit/contract.js" */
/** @import { View } from "./view.js" */

import { ENDED, RUNNING } from "../kit/contract.js";
import { newView } from "./view.js";

/**
 * A run to show: its label ("5%"), the name that addresses have for it, whether it was recorded or trains here, its replay
 * in per cent, and its record or where that is; an address hangs from the page's base. `dashed` marks the twin.
 * @typedef {{ label: string, name: string, kind: "recorded" | "live", replay?: number, url?: string, record?: unknown,
 *   dashed?: boolean }} RunSpec
 */

/**
 * A run as far as it is known. `title` is its label in a sentence, `status` that of its record or "loading" or
 * "unreadable"; `position` is its place in the queue and `eta` the seconds it has to go; `lost` says that the stream is
 * broken, `error` what is wrong; `version` counts the changes, and `askable` is whether its weights are here.
 * @typedef {{ label: string, title: string, name: string, kind: "recorded" | "live", dashed: boolean, view: View,
 *   record: RunRecord | null, version: number, status: string, reason: string | null, position: number | null,
 *   eta: number | null, lost: boolean, error: string | null, askable: boolean }} Run
 */

/**
 * A run of which nothing has come yet.
 * @param {RunSpec} spec
 * @returns {Run}
 */
export function newRun({ label, name, kind, replay, dashed = false }) {
  return {
    label,
    title: replay === undefined ? label : `${label} replay`,
    name,
    kind,
    dashed,
    view: newView(),
    record: null,
    version: 0,
    status: "loading",
    reason: null,
    position: null,
    eta: null,
    lost: false,
    error: null,
    askable: false,
  };
}

/**
 * Whether its weights can be asked: only of a run that trained here.
 * @param {Run} run
 */
export function canChat(run) {
  return run.askable && run.record !== null && run.record.provenance.kind !== "recorded";
}

/**
 * Whether this reader may pause, resume and stop it.
 * @param {Run} run
 */
export function isSteerable(run) {
  return isLive(run) && run.record?.steerable === true;
}

/** @param {{ status: string }} run */
export const isLive = ({ status }) => RUNNING.includes(status);

/** @param {{ status: string }} run */
export const isEnded = ({ status }) => ENDED.includes(status);
