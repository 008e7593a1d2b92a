// The settings are what the reader has set, checked against the ground: from a link or a page, and back. A value that
// cannot be used leaves the default and gives one sentence. Pure; knows nothing of the page.

/** @import { Ground } from "./ground.js" */

import { BALL_LIMITS, BALL_STATE, OPTIMISERS, RACES } from "../kit/contract.js";
import { brief, decimal } from "../kit/format.js";

/**
 * All that is set: replay in per cent; noise as the standard deviation of the gradient's, per coordinate; tether as its
 * lambda; the place where the ball is let go; what the balls of a race differ in, or ""; the most steps; two angles in
 * degrees, as in "-58,38", or "".
 * @typedef {{ replay: number, lr: number, optimiser: string, noise: number, tether: number, seed: number, x: number,
 *   y: number, race: string, slow: boolean, steps: number, view: string }} Settings
 */

/**
 * What a link or a page holds of them, and the name of the ground that they belong to.
 * @typedef {Partial<Omit<Settings, "steps">> & { preset?: string }} BallState
 */

const NAMES = { replay: "Replay", lr: "The learning rate", noise: "The noise", tether: "The tether", seed: "The seed" };
const NUMBERS = /** @type {(keyof typeof NAMES)[]} */ (Object.keys(NAMES));

/**
 * The settings with which a ground shows what its note says.
 * @param {Ground} ground
 * @returns {Settings}
 */
export function defaultsOf({ defaults, start }) {
  const { lr, steps, replay, optimiser } = defaults;
  const [x, y] = start;
  return { replay, lr, optimiser, noise: 0, tether: 0, seed: 0, x, y, race: "", slow: false, steps, view: "" };
}

/**
 * The settings from a state whose parts may be anything or missing, and a sentence for each that cannot be used.
 * @param {Ground} ground
 * @param {Record<string, unknown>} state
 */
export function readState(ground, state) {
  const settings = defaultsOf(ground);
  /** @type {string[]} */
  const problems = [];
  for (const name of NUMBERS) readNumber(settings, problems, state, name);
  readChoice(settings, problems, state, "optimiser", Object.keys(OPTIMISERS));
  readChoice(settings, problems, state, "race", ["", ...RACES]);
  settings.seed = Math.floor(settings.seed);
  settings.slow = state.slow === true;
  if (given(state.slow) && typeof state.slow !== "boolean")
    problems.push(`slow cannot be ${shown(state.slow)}: it is 1 or 0.`);
  settings.view = typeof state.view === "string" ? state.view : "";
  readPlace(settings, problems, state, ground);
  return { settings, problems };
}

/** @param {unknown} value */
const given = (value) => value !== undefined && value !== null;
/** @param {unknown} value */
const shown = (value) => brief(String(value), 20);

/**
 * @param {unknown} value
 * @param {[number, number]} limits
 * @returns {value is number}
 */
function within(value, [low, high]) {
  return typeof value === "number" && value >= low && value <= high;
}

/**
 * @param {Settings} settings
 * @param {string[]} problems
 * @param {Record<string, unknown>} state
 * @param {keyof typeof NAMES} name
 */
function readNumber(settings, problems, state, name) {
  const value = state[name];
  const [low, high] = BALL_LIMITS[name];
  if (within(value, [low, high])) settings[name] = value;
  else if (given(value))
    problems.push(`${NAMES[name]} cannot be ${shown(value)}: it is a number from ${low} to ${high}.`);
}

/**
 * @param {Settings} settings
 * @param {string[]} problems
 * @param {Record<string, unknown>} state
 * @param {"optimiser" | "race"} name
 * @param {string[]} options
 */
function readChoice(settings, problems, state, name, options) {
  const value = state[name];
  if (typeof value === "string" && options.includes(value)) settings[name] = value;
  else if (given(value))
    problems.push(`${name} cannot be ${shown(value)}: it is one of ${options.filter(Boolean).join(", ")}.`);
}

/**
 * Both or neither: a ball lies at a point.
 * @param {Settings} settings
 * @param {string[]} problems
 * @param {Record<string, unknown>} state
 * @param {Ground} ground
 */
function readPlace(settings, problems, state, ground) {
  const { x, y } = state;
  if (!given(x) && !given(y)) return;
  if (within(x, ground.x) && within(y, ground.y)) Object.assign(settings, { x, y });
  else
    problems.push(
      `The ball cannot lie at ${shown(x)}, ${shown(y)}: this landscape goes from ${decimal(ground.x[0])} to ` +
        `${decimal(ground.x[1])} and from ${decimal(ground.y[0])} to ${decimal(ground.y[1])}.`,
    );
}

/**
 * What differs from the ground's defaults, as a link has it; places as short as they can be told apart.
 * @param {Ground} ground
 * @param {Settings} settings
 * @returns {BallState}
 */
export function writeState(ground, settings) {
  const defaults = new Map(Object.entries(defaultsOf(ground)));
  const changed = Object.entries(settings).filter(
    ([name, value]) => BALL_STATE.includes(name) && value !== defaults.get(name),
  );
  const state = /** @type {BallState} */ (Object.fromEntries(changed));
  if (state.x === undefined && state.y === undefined) return state;
  return { ...state, x: short(settings.x, ground.x), y: short(settings.y, ground.y) };
}

/**
 * A place on an axis, to a thousandth of the axis.
 * @param {number} value
 * @param {[number, number]} axis
 */
function short(value, [low, high]) {
  return Number(value.toPrecision(Math.max(4, Math.ceil(Math.log10(1000 * (high - low))))));
}
