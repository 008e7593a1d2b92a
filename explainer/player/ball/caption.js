// The caption says what the ball does: a line under the views, and the sentence that is announced once it rests, so that
// nobody is talked over. All numbers are those of the path; nothing is said that was not rolled.

/** @import { Ground } from "./ground.js" */
/** @import { Ball } from "./balls.js" */
/** @import { FrameState, SceneState } from "./figure.js" */
/** @import { Settings } from "./settings.js" */

import { OPTIMISERS } from "../kit/contract.js";
import { h, say } from "../kit/dom.js";
import { decimal, listed } from "../kit/format.js";
import { between, pathOf } from "./balls.js";

/**
 * What a caption is about.
 * @typedef {Pick<SceneState, "ground" | "field" | "settings" | "balls" | "step" | "end" | "dragging" | "phase" |
 *   "bareEnd">} Shown
 */

/** @typedef {"old" | "new"} Task */

/** @typedef {{ why: string, instead: string }} Reason */

const PAUSE = 700; // milliseconds at rest before the sentence is announced
const KEPT = 0.4; // an old loss that rose by less than this share of its rise without replay is called kept
const LEAST = 0.03; // of the ground's height: a rise below it is none
const TOGETHER = 0.02; // of the plane's longer side: ends that are nearer are one place
const LEARNED = 0.6; // a new loss that fell by more than this share of the way to its valley's is called learned
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six"];

export function createCaption() {
  const seen = h("p", { class: "caption", "aria-hidden": "true" });
  const heard = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const node = h("div", { class: "captions" }, seen, heard);
  let timer = 0;
  return {
    node,
    /** @param {FrameState} state */
    render(state) {
      const text = state.ground ? captionOf(state) : "";
      say(seen, text);
      clearTimeout(timer);
      if (!state.moving && text !== heard.textContent) timer = window.setTimeout(() => say(heard, text), PAUSE);
    },
    destroy: () => clearTimeout(timer),
  };
}

/**
 * The caption for what is shown.
 * @param {Shown} state
 */
export function captionOf(state) {
  const { ground, balls, step, settings, dragging, phase } = state;
  if (phase) return phase;
  const ball = balls[0];
  if (settings.race) return captionOfRace(state);
  if (dragging) return inTheHand(state, ball);
  if (ball.diverged && step >= ball.count - 1) return flownOff(ground, ball);
  if (step >= ball.count - 1) return atRest(state, ball);
  if (ground.single) return step === 0 ? startOfOne() : rollingOne(state, ball);
  return step === 0 ? startOfTwo(state, ball) : rolling(state, ball);
}

/** @type {(ball: Ball, task: Task, step: number) => string} */
const loss = (ball, task, step) => decimal(between(ball[task], ball.count, step));
/** @param {Settings} settings */
const share = ({ replay }) => `${decimal(replay, replay % 1 ? 1 : 0)}% replay`;
/** @param {number} value */
const short = (value) => String(Number(value.toPrecision(3)));
/** @param {number} count */
const counted = (count) => NUMBERS[count] ?? String(count);
/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);

function startOfOne() {
  return "The ball lies on a slope. Each step of gradient descent takes it downhill, as far as the ground is steep. Press play, or drag it.";
}

/**
 * @param {Shown} state
 * @param {Ball} ball
 */
function startOfTwo({ ground, field }, ball) {
  const learned = ball.old[0] - ground.at.old(...ground.old_valley)[0] < LEAST * field.span;
  const begins = learned ? "The ball lies in the old valley: the old task is learned" : "The ball lies here";
  return `${begins}, with old loss ${loss(ball, "old", 0)} and new loss ${loss(ball, "new", 0)}. Press play, or drag the ball.`;
}

/**
 * @param {Shown} state
 * @param {Ball} ball
 */
function inTheHand({ ground }, ball) {
  const last = ball.count - 1;
  if (ball.diverged) return `Drop it here and it flies off the landscape at step ${last}.`;
  if (ground.single) return `Drop it here and it ends at loss ${loss(ball, "new", last)}.`;
  return `Drop it here and it ends at old loss ${loss(ball, "old", last)} and new loss ${loss(ball, "new", last)}.`;
}

/**
 * @param {Shown} state
 * @param {Ball} ball
 */
function rollingOne({ step }, ball) {
  return `Step ${step}: loss ${loss(ball, "new", step)}, from ${loss(ball, "new", 0)}.`;
}

/**
 * @param {Shown} state
 * @param {Ball} ball
 */
function rolling({ step, settings }, ball) {
  const now = `Step ${step}: new loss ${loss(ball, "new", step)}, old loss ${loss(ball, "old", step)}`;
  if (settings.replay === 0) {
    const rises = between(ball.old, ball.count, step) > ball.old[0] + 0.005;
    return `${now}. The ground is the new task alone${rises ? ": nothing on it remembers the old valley" : ""}.`;
  }
  return `${now}. The ground is ${share(settings)}: the old valley is part of it.`;
}

/**
 * Where it came to, and what that means.
 * @param {Shown} state
 * @param {Ball} ball
 */
function atRest(state, ball) {
  const { ground, settings } = state;
  const last = ball.count - 1;
  if (ground.single)
    return `After ${last} steps the ball lies at loss ${loss(ball, "new", last)}; it began at ${loss(ball, "new", 0)}.`;
  const { oldKept, newLearned, rise } = standing(state, ball);
  const without =
    rise === null ? "" : `, ${decimal(ball.old[0] + rise)} without ${settings.replay ? "replay" : "the tether"}`;
  const ends = `new loss ${loss(ball, "new", last)}, old loss ${loss(ball, "old", last)} (${loss(ball, "old", 0)} at the start${without})`;
  const how = `With ${share(settings)}${settings.tether ? " and a tether" : ""}`;
  const hint = settings.replay === 0 ? " Now move the replay slider." : "";
  if (newLearned && oldKept) return `${how} the new task is learned and the old one kept: ${ends}.`;
  if (newLearned) return `${how} the new task is learned and the old one forgotten: ${ends}.${hint}`;
  if (oldKept) return `${how} the old task is kept, the new one not learned after ${last} steps: ${ends}.`;
  return `${how}, after ${last} steps: ${ends}.`;
}

/**
 * How the ball stands at its end; `rise` is that of the old loss without replay and tether, null where it has neither.
 * @param {Shown} state
 * @param {Ball} ball
 */
function standing({ ground, field, settings, bareEnd }, ball) {
  const last = ball.count - 1;
  const rise = settings.replay > 0 || settings.tether > 0 ? bareEnd() - ball.old[0] : null;
  const way = Math.max(LEAST * field.span, ball.new[0] - ground.at.new(...ground.new_valley)[0]);
  return {
    oldKept: ball.old[last] - ball.old[0] < Math.max(LEAST * field.span, KEPT * (rise ?? 0)),
    newLearned: ball.new[0] - ball.new[last] > LEARNED * way,
    rise,
  };
}

/**
 * @param {Ground} ground
 * @param {Ball} ball
 */
function flownOff(ground, ball) {
  const { why, instead } = reason(ground, ball);
  return `The ball flew off the landscape at step ${ball.count - 1}. ${why} ${instead}`;
}

/**
 * Why a ball flew off, found out by rolling it again without noise, without tether, without momentum.
 * @param {Ground} ground
 * @param {Ball} ball
 * @returns {Reason}
 */
function reason(ground, { settings }) {
  const { noise, tether } = settings;
  /** @param {Partial<Settings>} change */
  const flies = (change) => pathOf(ground, { ...settings, ...change }).diverged;
  if ((!noise && !tether) || flies({ noise: 0, tether: 0 })) return tooFast(settings, flies);
  const noiseAlone = noise && !flies({ noise: 0 });
  const tetherAlone = tether && !flies({ tether: 0 });
  if (noiseAlone && !tetherAlone) return EXTRAS.noise(settings);
  if (tetherAlone && !noiseAlone) return EXTRAS.tether(settings);
  return EXTRAS.both(settings);
}

/**
 * @param {Settings} settings
 * @param {(change: Partial<Settings>) => boolean} flies
 * @returns {Reason}
 */
function tooFast({ lr, optimiser }, flies) {
  const alone = OPTIMISERS[optimiser].follows && flies({ optimiser: "gd", noise: 0, tether: 0 }) ? "gd" : optimiser;
  return { why: `With a learning rate of ${short(lr)}, ${OPTIMISERS[alone].tooFast}.`, instead: "Try a smaller one." };
}

/** @type {Record<"noise" | "tether" | "both", (settings: Settings) => Reason>} */
const EXTRAS = {
  noise: ({ noise }) => ({
    why: `With a noise of ${short(noise)}, chance carries the ball farther than the slope can bring it back.`,
    instead: "Try less noise, or a smaller learning rate.",
  }),
  tether: ({ tether }) => ({
    why: `With a tether of ${short(tether)}, the pull back overshoots the start at each step, and the next pull is stronger still.`,
    instead: "Try a weaker one, or a smaller learning rate.",
  }),
  both: ({ noise, tether }) => ({
    why: `With a noise of ${short(noise)} and a tether of ${short(tether)}, each step is longer than the one before.`,
    instead: "Try less of both, or a smaller learning rate.",
  }),
};

/**
 * @param {Shown} state
 */
function captionOfRace({ ground, balls, settings, step, end }) {
  const flown = balls.filter((ball) => ball.diverged && step >= ball.count - 1);
  const gone = flown.length ? ` ${goneOf(flown)}` : "";
  const optimisers = settings.race === "optimiser";
  if (step < end)
    return optimisers
      ? `Step ${step}: one start, one ground, ${counted(balls.length)} ways to step.${gone}`
      : `Step ${step}: ${counted(balls.length)} balls, one start. Each has its own share of old data, and so its own ground.${gone}`;
  const left = balls.filter((ball) => !ball.diverged);
  const whys = [...new Set(flown.map((ball) => ` ${reason(ground, ball).why}`))].join("");
  return `The race is over.${gone}${whys}${optimisers ? placesOf(left, ground) : lossesOf(left, end)}`;
}

/** @param {Ball[]} flown */
function goneOf(flown) {
  const parts = flown.map(({ label, count }, i) => `${label}${i ? "" : " flew off"} at step ${count - 1}`);
  return `${listed(parts)}.`;
}

/**
 * Where the balls that are left have come to: which of them lie together.
 * @param {Ball[]} balls
 * @param {Ground} ground
 */
function placesOf(balls, ground) {
  const groups = grouped(balls, ground);
  const names = groups.map((group) => listed(group.map(({ label }) => label)));
  if (balls.length < 2) return balls.length ? ` ${names[0]} stayed.` : "";
  const ways = ` ${capital(counted(balls.length))} ways to step end at`;
  if (groups.length === 1) return `${ways} one place.`;
  if (groups.length === balls.length) return `${ways} ${counted(groups.length)} places.`;
  const last = groups.length === 2 ? "the other" : "the last";
  const places = names.map((name, i) => `${name} at ${i === 0 ? "one" : i < groups.length - 1 ? "another" : last}`);
  return `${ways} ${counted(groups.length)} places: ${places.join(", ")}.`;
}

/**
 * @param {Ball[]} balls
 * @param {Ground} ground
 */
function grouped(balls, ground) {
  /** @type {Ball[][]} */
  const groups = [];
  for (const ball of balls) {
    const group = groups.find((others) => others.some((other) => together(ball, other, ground)));
    if (group) group.push(ball);
    else groups.push([ball]);
  }
  return groups;
}

/**
 * @param {Ball} a
 * @param {Ball} b
 * @param {Ground} ground
 */
function together(a, b, { x, y }) {
  const dx = a.x[a.count - 1] - b.x[b.count - 1];
  const dy = a.y[a.count - 1] - b.y[b.count - 1];
  return Math.hypot(dx, dy) < TOGETHER * Math.max(x[1] - x[0], y[1] - y[0]);
}

/**
 * The losses of the balls that are left: that with the least replay against that with the most.
 * @param {Ball[]} balls
 * @param {number} end
 */
function lossesOf(balls, end) {
  const [least, most] = [balls[0], balls[balls.length - 1]];
  if (!balls.length) return "";
  /** @type {(task: Task, ball: Ball) => string} */
  const at = (task, ball) => `${loss(ball, task, end)} with ${ball.label}`;
  if (least === most) return ` Old loss ends at ${at("old", least)}, new loss at ${loss(least, "new", end)}.`;
  return ` Old loss ends at ${at("old", least)} and at ${at("old", most)}; new loss at ${loss(least, "new", end)} and ${loss(most, "new", end)}.`;
}
