// The state is what a figure of runs shows at one moment: one object, made of the options, the clock and the runs, that
// every part is told each frame. Pure; it knows nothing of the page.

/** @import { Playback } from "../kit/playback.js" */
/** @import { Caption } from "./captions.js" */
/** @import { Point } from "./guess.js" */
/** @import { Run, RunSpec } from "./run.js" */

import { moving, shown } from "../kit/playback.js";
import { isLive } from "./run.js";
import { lastStep } from "./view.js";

/**
 * What a page asks for: one run or a pair, the twin first; where the playhead stands or whether it plays; a guess, or that
 * one be drawn on empty axes (`armed` says for how many steps and from which losses); captions; parts to hide; whether
 * there is a chat; and for sharing, the way to the app's root and the app's page of it, or where a static site has
 * something `beside`. `step` and `guess` are followed when the runs are new or when `revision` is another than before.
 * `onStep` and `onGuess` hear what the reader has set, `onEnd` that it has played to the end or that training has ended.
 * @typedef {{ runs?: RunSpec[], step?: number | null, guess?: { points?: unknown } | null, revision?: number,
 *   autoplay?: boolean, armed?: Armed | null, drawGuess?: boolean, captions?: Caption[] | null, chat?: boolean,
 *   hide?: string[], root?: string, page?: string, beside?: { embed?: string, file?: string },
 *   onStep?: (step: number) => void, onGuess?: (points: Point[]) => void, onEnd?: () => void }} RunOptions
 */

/** @typedef {{ steps: number, oldBefore: number | null, newBefore: number | null }} Armed */

/**
 * What every part is told once a frame: `shown` is the step with its fraction, `step` the whole one, `steps` how many there
 * will be; `version` counts the changes of the data; `marks` are the steps at which Pebble was asked; `drawing` is whether
 * a guess can be drawn; `quiet` is set where the reader wants no motion.
 * @typedef {{ options: RunOptions, playback: Playback, runs: Run[], guess: Point[] | null, version: number, live: boolean,
 *   armed: Armed | null, shown: number, step: number, steps: number, ready: boolean, marks: number[], moving: boolean,
 *   drawing: boolean, quiet: boolean }} RunState
 */

const STEPS = 150; // of axes that nobody has said anything about

/**
 * @param {{ options: RunOptions, playback: Playback, runs: Run[], guess: Point[] | null, version: number,
 *   quiet: boolean }} figure
 * @returns {RunState}
 */
export function stateOf({ options, playback, runs, guess, version, quiet }) {
  const { armed = null } = options;
  return {
    options,
    playback,
    runs,
    guess,
    version,
    quiet,
    armed,
    live: runs.some(isLive),
    shown: shown(playback),
    step: wholeStep(shown(playback)),
    steps: runs.some((run) => run.record) ? playback.steps : (armed?.steps ?? STEPS),
    ready: runs.some((run) => run.view.losses.length > 0),
    marks: [...new Set(runs.flatMap((run) => run.view.answers.map((event) => event.step)))],
    moving: moving(playback),
    drawing: Boolean(options.drawGuess) && !runs.length,
  };
}

/**
 * The whole step that a moving playhead stands at.
 * @param {number} step
 */
export function wholeStep(step) {
  return Math.floor(step + 1e-6);
}

/**
 * How far the runs go: the last step that any has come to, the newest worth following, and how many steps there will be.
 * @param {Run[]} runs
 */
export function extentOf(runs) {
  const end = Math.max(0, ...runs.map((run) => lastStep(run.view)));
  const steps = Math.max(1, ...runs.map((run) => run.record?.experiment.steps ?? 1));
  return { end, newest: newestOf(runs, end), steps };
}

/**
 * The step that all runs still training have come to, so that they can be compared.
 * @param {Run[]} runs
 * @param {number} end
 */
function newestOf(runs, end) {
  return Math.min(end, ...runs.filter((run) => isLive(run) && run.view.losses.length).map((run) => lastStep(run.view)));
}
