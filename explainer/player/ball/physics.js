// A ball's descent, step by step: the twin of explainer/landscape/descent.py, which it is tested against.
// Pure: states in, states out; knows nothing of the page. A ground is what ground.js's readGround returns.
//
//   settings: {replay (per cent), lr, optimiser, noise (standard deviation per coordinate), tether (lambda), seed}
//   the ground under the ball: (1 - r) new + r old + tether / 2 |p - start|²

import { normals } from "./random.js";

export const MOMENTUM = 0.9;
export const BETAS = [0.9, 0.999];
export const EPSILON = 1e-8;
/** The share of the plane's width (or height) that a ball may leave it by before it counts as flown off. */
export const MARGIN = 0.1;
export const DEFAULTS = { replay: 0, lr: 0.1, optimiser: "gd", noise: 0, tether: 0, seed: 0 };

/** By name, how one coordinate goes on: (step from 1, first moment, second moment, slope) gives the new moments and the
 *  move for a learning rate of 1. Momentum: Polyak 1964, as PyTorch has it. Adam: Kingma & Ba 2015, algorithm 1. */
export const OPTIMISERS = {
  gd: (step, first, second, slope) => [first, second, -slope],
  momentum: (step, first, second, slope) => {
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

/** The first state of a ball that is let go at a place. */
export function begin(ground, settings, [x, y]) {
  return { step: 0, x, y, first: [0, 0], second: [0, 0], diverged: false };
}

/** Both losses at a place, and the height of the ground under the ball: their mix, with the tether. */
export function losses(ground, { replay = 0, tether = 0 }, x, y) {
  const [old] = ground.at.old(x, y);
  const [fresh] = ground.at.new(x, y);
  const pull = (tether / 2) * ((x - ground.start[0]) ** 2 + (y - ground.start[1]) ** 2);
  return { old, new: fresh, mix: (1 - replay / 100) * fresh + (replay / 100) * old + pull };
}

/** What one step is made of: the gradients of old, new and their mix, what tether and noise add to it, the optimiser's
 *  next moments, and the move. */
export function phases(ground, settings, state) {
  return parts(ground, settings, state, ground.at.old(state.x, state.y), ground.at.new(state.x, state.y));
}

function parts(ground, settings, state, old, fresh) {
  const { replay, lr, optimiser, noise, tether, seed } = settings;
  const share = (replay ?? DEFAULTS.replay) / 100;
  const mix = [(1 - share) * fresh[1] + share * old[1], (1 - share) * fresh[2] + share * old[2]];
  const pull = tether ? [tether * (state.x - ground.start[0]), tether * (state.y - ground.start[1])] : [0, 0];
  const shake = noise ? normals(seed ?? DEFAULTS.seed, state.step).map((n) => noise * n) : [0, 0];
  const rule = OPTIMISERS[optimiser ?? DEFAULTS.optimiser];
  const slope = [mix[0] + pull[0] + shake[0], mix[1] + pull[1] + shake[1]];
  const x = rule(state.step + 1, state.first[0], state.second[0], slope[0]);
  const y = rule(state.step + 1, state.first[1], state.second[1], slope[1]);
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

/** The next state. A ball that has flown off, or whose step is no number, stays where it was last. */
export function advance(ground, settings, state) {
  return state.diverged ? state : moved(ground, state, phases(ground, settings, state));
}

function moved(ground, state, { move, first, second }) {
  const step = state.step + 1;
  const x = state.x + move[0];
  const y = state.y + move[1];
  if (!Number.isFinite(x) || !Number.isFinite(y)) return { ...state, step, diverged: true };
  return { step, x, y, first, second, diverged: !inside(ground, x, y) };
}

/** Whether a place lies in the plane or within the margin around it. */
export function inside(ground, x, y) {
  return within(x, ground.x) && within(y, ground.y);
}

function within(place, [low, high]) {
  const margin = MARGIN * (high - low);
  return low - margin <= place && place <= high + margin;
}

/** The path from a state on, itself included: [{step, x, y, old, new, diverged}], at most steps + 1 of them; where the
 *  ball flies off, that is the last, with the losses of the nearest place in the plane. */
export function roll(ground, settings, state, steps) {
  const path = [];
  const old = [0, 0, 0]; // a surface is looked up once a step, for the point and for the step from it
  const fresh = [0, 0, 0];
  for (;;) {
    const { step, x, y, diverged } = state;
    const atX = diverged ? Math.min(Math.max(x, ground.x[0]), ground.x[1]) : x;
    const atY = diverged ? Math.min(Math.max(y, ground.y[0]), ground.y[1]) : y;
    ground.at.old(atX, atY, old);
    ground.at.new(atX, atY, fresh);
    path.push({ step, x, y, old: old[0], new: fresh[0], diverged });
    if (path.length > steps || diverged) return path;
    state = moved(ground, state, parts(ground, settings, state, old, fresh));
  }
}
