// This is a ball's descent, step by step: the twin of explainer/landscape/descent.py, which it is tested against.
// The ground under the ball is (1 - r) new + r old + tether / 2 |p - start|², r being the share of replay.
// Pure: states in, states out; knows nothing of the page.

/** @import { Ground, Pair, Sample } from "./ground.js" */

import { BETAS, EPSILON, MOMENTUM } from "../kit/contract.js";
import { normals } from "./random.js";

/**
 * How a ball steps: replay in per cent, noise as a standard deviation per coordinate, tether as its lambda. What is
 * missing is as in DEFAULTS.
 * @typedef {{ replay?: number, lr?: number, optimiser?: string, noise?: number, tether?: number, seed?: number }} Settings
 */

/**
 * Where the ball is, and the optimiser's memory: first moment (for momentum, the velocity) and second moment.
 * @typedef {{ step: number, x: number, y: number, first: Pair, second: Pair, diverged: boolean }} State
 */

/**
 * A place on a path, with both losses.
 * @typedef {{ step: number, x: number, y: number, old: number, new: number, diverged: boolean }} Point
 */

/**
 * How one coordinate goes on: the step counted from 1, both moments and the slope give the next moments and the move
 * for a learning rate of 1.
 * @typedef {(step: number, first: number, second: number, slope: number) =>
 *   [first: number, second: number, move: number]} Rule
 */

/**
 * What one step is made of: the gradients of old, new and their mix, what tether and noise add to it, the optimiser's
 * next moments, and the move.
 * @typedef {{ old: Pair, new: Pair, mix: Pair, tether: Pair, noise: Pair, first: Pair, second: Pair, move: Pair }} Phases
 */

/** The share of the plane's width (or height) that a ball may leave it by before it counts as flown off. */
export const MARGIN = 0.1;
const DEFAULTS = { replay: 0, lr: 0.1, optimiser: "gd", seed: 0 };

/**
 * The rule of each optimiser, by its name in the contract. Momentum: Polyak 1964, as PyTorch has it. Adam: Kingma & Ba
 * 2015, algorithm 1.
 * @type {Record<string, Rule>}
 */
export const RULES = {
  gd: (_step, first, second, slope) => [first, second, -slope],
  momentum: (_step, first, second, slope) => {
    const velocity = MOMENTUM * first + slope;
    return [velocity, second, -velocity];
  },
  adam: (step, first, second, slope) => {
    const mean = BETAS[0] * first + (1 - BETAS[0]) * slope;
    const square = BETAS[1] * second + (1 - BETAS[1]) * slope * slope;
    const root = Math.sqrt(square / (1 - BETAS[1] ** step)) + EPSILON;
    return [mean, square, -mean / (1 - BETAS[0] ** step) / root];
  },
};

/**
 * The first state of a ball that is let go at a place.
 * @param {Pair} place
 * @returns {State}
 */
export function begin([x, y]) {
  return { step: 0, x, y, first: [0, 0], second: [0, 0], diverged: false };
}

/**
 * What the step from this state is made of.
 * @param {Ground} ground
 * @param {Settings} settings
 * @param {State} state
 */
export function phases(ground, settings, state) {
  return phasesFrom(ground, settings, state, ground.at.old(state.x, state.y), ground.at.new(state.x, state.y));
}

/**
 * The same from both surfaces' samples under the ball.
 * @param {Ground} ground
 * @param {Settings} settings
 * @param {State} state
 * @param {Sample} old
 * @param {Sample} fresh
 * @returns {Phases}
 */
function phasesFrom(ground, settings, state, old, fresh) {
  const { replay, lr, optimiser, noise, tether, seed } = settings;
  const share = (replay ?? DEFAULTS.replay) / 100;
  /** @type {Pair} */
  const mix = [(1 - share) * fresh[1] + share * old[1], (1 - share) * fresh[2] + share * old[2]];
  /** @type {Pair} */
  const pull = tether ? [tether * (state.x - ground.start[0]), tether * (state.y - ground.start[1])] : [0, 0];
  /** @type {Pair} */
  const shake = noise ? shaken(noise, normals(seed ?? DEFAULTS.seed, state.step)) : [0, 0];
  const rule = RULES[optimiser ?? DEFAULTS.optimiser];
  const x = rule(state.step + 1, state.first[0], state.second[0], mix[0] + pull[0] + shake[0]);
  const y = rule(state.step + 1, state.first[1], state.second[1], mix[1] + pull[1] + shake[1]);
  const rate = lr ?? DEFAULTS.lr;
  return {
    old: [old[1], old[2]],
    new: [fresh[1], fresh[2]],
    mix,
    tether: pull,
    noise: shake,
    first: [x[0], y[0]],
    second: [x[1], y[1]],
    move: [rate * x[2], rate * y[2]],
  };
}

/**
 * @param {number} deviation
 * @param {Pair} normal
 * @returns {Pair}
 */
const shaken = (deviation, normal) => [deviation * normal[0], deviation * normal[1]];

/**
 * The next state. A ball that has flown off, or whose step is no number, stays where it was last.
 * @param {Ground} ground
 * @param {Settings} settings
 * @param {State} state
 */
export function advance(ground, settings, state) {
  return state.diverged ? state : moved(ground, state, phases(ground, settings, state));
}

/**
 * @param {Ground} ground
 * @param {State} state
 * @param {Phases} phases
 * @returns {State}
 */
function moved(ground, state, { move, first, second }) {
  const step = state.step + 1;
  const x = state.x + move[0];
  const y = state.y + move[1];
  if (!Number.isFinite(x) || !Number.isFinite(y)) return { ...state, step, diverged: true };
  return { step, x, y, first, second, diverged: !inside(ground, x, y) };
}

/**
 * Whether a place lies in the plane or within the margin around it.
 * @param {Ground} ground
 * @param {number} x
 * @param {number} y
 */
function inside(ground, x, y) {
  return within(x, ground.x) && within(y, ground.y);
}

/**
 * @param {number} place
 * @param {Pair} axis
 */
function within(place, [low, high]) {
  const margin = MARGIN * (high - low);
  return low - margin <= place && place <= high + margin;
}

/**
 * The path from a state on, itself included: at most steps + 1 points; where the ball flies off, that is the last, with
 * the losses of the nearest place in the plane.
 * @param {Ground} ground
 * @param {Settings} settings
 * @param {State} state
 * @param {number} steps
 */
export function roll(ground, settings, state, steps) {
  /** @type {Point[]} */
  const path = [];
  /** @type {Sample} */
  const old = [0, 0, 0]; // a surface is looked up once a step, for the point and for the step from it
  /** @type {Sample} */
  const fresh = [0, 0, 0];
  for (;;) {
    const { step, x, y, diverged } = state;
    const atX = diverged ? Math.min(Math.max(x, ground.x[0]), ground.x[1]) : x;
    const atY = diverged ? Math.min(Math.max(y, ground.y[0]), ground.y[1]) : y;
    ground.at.old(atX, atY, old);
    ground.at.new(atX, atY, fresh);
    path.push({ step, x, y, old: old[0], new: fresh[0], diverged });
    if (path.length > steps || diverged) return path;
    state = moved(ground, state, phasesFrom(ground, settings, state, old, fresh));
  }
}
