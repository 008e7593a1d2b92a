// Slow motion takes one step in captioned phases: what the new task pulls, what the old task pulls, their mix, the move.
// This is its clock and its arrows; pure but for the physics. Pulls are minus gradients: where the ball is drawn to.

/** @import { Ground } from "./ground.js" */
/** @import { Settings } from "./settings.js" */

import { OPTIMISERS } from "../kit/contract.js";
import { decimal } from "../kit/format.js";
import { advance, begin, phases } from "./physics.js";

/** @typedef {"new" | "old" | "mix" | "move"} Phase */

/**
 * What a step is made of, and where it begins.
 * @typedef {ReturnType<typeof phases> & { x: number, y: number }} StepParts
 */

/**
 * Which phase, how far into it (0 to 1), and the parts of the step that `key` names.
 * @typedef {{ phase: number, t: number, key: string, parts: StepParts | null }} Slow
 */

/**
 * A pull or a move from a point of the plane; `share` is how much of its length is drawn, 0 to 1.
 * @typedef {{ x: number, y: number, dx: number, dy: number, colour: string, label: string, share: number }} Arrow
 */

const SECONDS = 1.5; // a phase at 1x: time to read its caption
const LONGEST = 0.3; // the longer of the two pulls is drawn this long, in sides of the plane
/** @type {Phase[]} */
const BOTH = ["new", "old", "mix", "move"];
/** @type {Phase[]} */
const ONE = ["new", "move"];

/** @returns {Slow} */
export function createSlow() {
  return { phase: 0, t: 0, key: "", parts: null };
}

/** @param {Ground} ground */
export const phasesOf = ({ single }) => (single ? ONE : BOTH);

/**
 * Advances by `seconds`; returns the steps gone, which are 0 or 1.
 * @param {Slow} slow
 * @param {Ground} ground
 * @param {number} seconds
 */
export function tickSlow(slow, ground, seconds) {
  slow.t += seconds / SECONDS;
  if (slow.t < 1) return 0;
  return nextPhase(slow, ground);
}

/**
 * Goes on to the next phase; returns 1 when that begins a new step.
 * @param {Slow} slow
 * @param {Ground} ground
 */
export function nextPhase(slow, ground) {
  slow.t = 0;
  slow.phase = (slow.phase + 1) % phasesOf(ground).length;
  return slow.phase === 0 ? 1 : 0;
}

/** @param {number} t */
const ease = (t) => t * t * (3 - 2 * t);

/**
 * How far the ball has moved within its step, 0 to 1.
 * @param {Slow} slow
 * @param {Ground} ground
 */
export function progress(slow, ground) {
  return phasesOf(ground)[slow.phase] === "move" ? ease(Math.min(1, slow.t)) : 0;
}

/**
 * What step number `step` of a ball is made of; kept until asked for another.
 * @param {Slow} slow
 * @param {Ground} ground
 * @param {Settings} settings
 * @param {number} step
 * @param {number} version
 * @returns {StepParts}
 */
export function partsAt(slow, ground, settings, step, version) {
  const key = `${version}/${step}`;
  if (slow.key === key && slow.parts) return slow.parts;
  let state = begin([settings.x, settings.y]);
  for (let i = 0; i < step; i += 1) state = advance(ground, settings, state);
  const parts = { ...phases(ground, settings, state), x: state.x, y: state.y };
  Object.assign(slow, { key, parts });
  return parts;
}

/**
 * The arrows to draw in this phase. Old and new keep one scale, so their lengths can be compared; the move has its true
 * length.
 * @param {Slow} slow
 * @param {Ground} ground
 * @param {Settings} settings
 * @param {StepParts} parts
 * @returns {Arrow[]}
 */
export function arrowsAt(slow, ground, settings, parts) {
  const name = phasesOf(ground)[slow.phase];
  const grown = ease(Math.min(1, slow.t * 2.2));
  const r = settings.replay / 100;
  const { x, y } = parts;
  const longest = Math.max(length(parts.old), length(parts.new), 1e-12);
  const scale = (LONGEST * Math.min(ground.x[1] - ground.x[0], ground.y[1] - ground.y[0])) / longest;
  /** @type {(gradient: number[], size: number, colour: string, label: string, share: number) => Arrow} */
  const pull = ([gx, gy], size, colour, label, share) => {
    return { x, y, dx: -gx * scale * size, dy: -gy * scale * size, colour, label, share };
  };
  const move = { x, y, dx: parts.move[0], dy: parts.move[1], colour: "ink", label: "", share: 1 };
  if (name === "new") return [pull(parts.new, 1, "new", "new", grown)];
  if (name === "old") return [pull(parts.new, 1, "new", "new", 1), pull(parts.old, 1, "old", "old", grown)];
  if (name === "move") return ground.single ? [move] : [pull(parts.mix, 1, "replay", "mix", 1), move];
  return [
    pull(parts.new, 1 - r * grown, "new", "new", 1),
    pull(parts.old, 1 - (1 - r) * grown, "old", "old", 1),
    pull(parts.mix, 1, "replay", "mix", grown),
  ];
}

/** @param {number[]} vector */
const length = ([x, y]) => Math.hypot(x, y);

/**
 * The phase in one sentence.
 * @param {Slow} slow
 * @param {Ground} ground
 * @param {Settings} settings
 * @param {StepParts} parts
 * @param {number} step
 */
export function phaseInWords(slow, ground, settings, parts, step) {
  const names = phasesOf(ground);
  const name = names[slow.phase];
  const start = `Step ${step + 1}, ${slow.phase + 1} of ${names.length}.`;
  const { replay } = settings;
  if (name === "new" && ground.single)
    return `${start} The gradient: the ground here has slope ${decimal(length(parts.new))}, and downhill is this way.`;
  if (name === "new")
    return `${start} The new task pulls this way: straight down its own surface, with slope ${decimal(length(parts.new))}.`;
  if (name === "old")
    return `${start} The old task pulls ${sideOf(parts)}, with slope ${decimal(length(parts.old))}${replay ? "" : "; but without replay nobody asks it"}.`;
  if (name === "mix")
    return `${start} Their mix: ${decimal(100 - replay, 0)}% of the new pull and ${decimal(replay, 0)}% of the old one, slope ${decimal(length(parts.mix))}.`;
  return `${start} The move: ${moveOf(settings)}${extras(settings)}; the ball goes ${decimal(length(parts.move), 3)} far.`;
}

/** @param {StepParts} parts */
function sideOf({ old, new: fresh }) {
  const cosine = (old[0] * fresh[0] + old[1] * fresh[1]) / (length(old) * length(fresh) || 1);
  if (length(old) < 1e-6) return "nowhere: it is at its bottom";
  return cosine > 0.3 ? "much the same way" : cosine < -0.3 ? "the other way" : "across";
}

/** @param {Settings} settings */
const moveOf = ({ optimiser, lr }) => OPTIMISERS[optimiser].move.replace("{rate}", String(Number(lr.toPrecision(3))));

/** @param {Settings} settings */
function extras({ tether, noise }) {
  const added = [tether > 0 && "the tether's pull", noise > 0 && "noise"].filter(Boolean);
  return added.length ? `, with ${added.join(" and ")}` : "";
}
