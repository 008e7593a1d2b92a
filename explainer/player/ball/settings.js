// What the reader has set, checked against the ground: from a link or a page and back. A value that cannot be used leaves
// the default and gives one sentence. Pure; knows nothing of the page.

import { brief, decimal } from "../kit/format.js";
import { OPTIMISERS } from "./physics.js";

export const RACES = ["", "replay", "optimiser"];
export const HIDEABLE = ["preset", "replay", "lr", "optimiser", "noise", "tether", "seed", "race", "slow", "losses"];
const LIMITS = { replay: [0, 100], lr: [1e-4, 1000], noise: [0, 1000], tether: [0, 1000], seed: [0, 999_999] };
const NAMES = { replay: "Replay", lr: "The learning rate", noise: "The noise", tether: "The tether", seed: "The seed" };

/** The settings with which a ground shows what its note says. */
export function defaultsOf({ defaults, start }) {
  const { lr, steps, replay, optimiser } = defaults;
  const [x, y] = start;
  return { replay, lr, optimiser, noise: 0, tether: 0, seed: 0, x, y, race: "", slow: false, steps, view: "" };
}

/** { settings, problems } from a state, all of whose parts are optional and may be anything. */
export function readState(ground, state) {
  const settings = defaultsOf(ground);
  const problems = [];
  for (const [name, limits] of Object.entries(LIMITS)) readNumber(settings, problems, state, name, limits);
  if (given(state.optimiser)) readChoice(settings, problems, state, "optimiser", Object.keys(OPTIMISERS));
  if (given(state.race)) readChoice(settings, problems, state, "race", RACES);
  settings.seed = Math.floor(settings.seed);
  settings.slow = state.slow === true;
  if (given(state.slow) && typeof state.slow !== "boolean")
    problems.push(`slow cannot be ${told(state.slow)}: it is 1 or 0.`);
  settings.view = typeof state.view === "string" ? state.view : "";
  readPlace(settings, problems, state, ground);
  return { settings, problems };
}

const given = (value) => value !== undefined && value !== null;
const told = (value) => brief(String(value), 20);

function readNumber(settings, problems, state, name, [low, high]) {
  if (!given(state[name])) return;
  const value = state[name];
  if (typeof value === "number" && value >= low && value <= high) settings[name] = value;
  else problems.push(`${NAMES[name]} cannot be ${told(value)}: it is a number from ${low} to ${high}.`);
}

function readChoice(settings, problems, state, name, options) {
  if (options.includes(state[name])) settings[name] = state[name];
  else problems.push(`${name} cannot be ${told(state[name])}: it is one of ${options.filter(Boolean).join(", ")}.`);
}

/** Both or neither: a ball lies at a point. */
function readPlace(settings, problems, state, ground) {
  const { x, y } = state;
  if (!given(x) && !given(y)) return;
  const within = (value, [low, high]) => typeof value === "number" && value >= low && value <= high;
  if (within(x, ground.x) && within(y, ground.y)) Object.assign(settings, { x, y });
  else
    problems.push(
      `The ball cannot lie at ${told(x)}, ${told(y)}: this landscape goes from ${decimal(ground.x[0])} to ` +
        `${decimal(ground.x[1])} and from ${decimal(ground.y[0])} to ${decimal(ground.y[1])}.`,
    );
}

/** What differs from the ground's defaults, as a link has it; places as short as they can be told apart. */
export function writeState(ground, settings) {
  const defaults = defaultsOf(ground);
  const state = {};
  for (const [name, value] of Object.entries(settings)) if (value !== defaults[name]) state[name] = value;
  const moved = "x" in state || "y" in state;
  const short = (value, [low, high]) =>
    Number(value.toPrecision(Math.max(4, Math.ceil(Math.log10(1000 * (high - low))))));
  if (moved) Object.assign(state, { x: short(settings.x, ground.x), y: short(settings.y, ground.y) });
  delete state.steps;
  return state;
}
