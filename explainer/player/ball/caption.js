// What the ball does, in words: the line under the views, and the sentence that is announced once it rests, so that
// nobody is talked over. All numbers are those of the path; nothing is said that was not rolled.

import { h, say } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { between, pathOf } from "./balls.js";

const PAUSE = 700; // milliseconds at rest before the sentence is announced
const KEPT = 0.4; // an old loss that rose by less than this share of its rise without replay is called kept
const LEAST = 0.03; // of the ground's height: a rise below it is none
const TOGETHER = 0.02; // of the plane's longer side: ends that are nearer are one place
const LEARNED = 0.6; // a new loss that fell by more than this share of the way to its valley's is called learned

export function createCaption() {
  const seen = h("p", { class: "caption", "aria-hidden": "true" });
  const heard = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const node = h("div", { class: "captions" }, seen, heard);
  let timer = 0;
  return {
    node,
    render(state) {
      const text = state.ground ? captionOf(state) : "";
      say(seen, text);
      clearTimeout(timer);
      if (!state.moving && text !== heard.textContent) timer = setTimeout(() => say(heard, text), PAUSE);
    },
    destroy: () => clearTimeout(timer),
  };
}

/** The caption for what is shown. */
function captionOf(state) {
  const { ground, balls, whole, settings, dragging, phase } = state;
  if (phase) return phase;
  const ball = balls[0];
  if (settings.race) return captionOfRace(state);
  if (dragging) return held(state, ball);
  if (ball.diverged && whole >= ball.count - 1) return flownOff(ground, ball);
  if (whole >= ball.count - 1) return atRest(state, ball);
  if (ground.single) return whole === 0 ? startOfOne(state) : rollingOne(state, ball);
  return whole === 0 ? startOfTwo(state, ball) : rolling(state, ball);
}

const loss = (ball, task, step) => decimal(between(ball[task], ball.count, step));
const share = ({ replay }) => `${decimal(replay, replay % 1 ? 1 : 0)}% replay`;

function startOfOne() {
  return "The ball lies on a slope. Each step of gradient descent takes it downhill, as far as the ground is steep. Press play, or drag it.";
}

/** How the ball stands at its end: { kept, learned, rise: that of the old loss without replay and tether, or null }. */
function standing({ ground, field, settings, bareEnd }, ball) {
  const last = ball.count - 1;
  const held = settings.replay > 0 || settings.tether > 0;
  const rise = held ? bareEnd() - ball.old[0] : null;
  const way = Math.max(LEAST * field.span, ball.new[0] - ground.at.new(...ground.new_valley)[0]);
  return {
    kept: ball.old[last] - ball.old[0] < Math.max(LEAST * field.span, KEPT * (rise ?? 0)),
    learned: ball.new[0] - ball.new[last] > LEARNED * way,
    rise,
  };
}

function startOfTwo({ ground, field }, ball) {
  const learned = ball.old[0] - ground.at.old(...ground.old_valley)[0] < LEAST * field.span;
  const begins = learned ? "The ball lies in the old valley: the old task is learned" : "The ball lies here";
  return `${begins}, with old loss ${loss(ball, "old", 0)} and new loss ${loss(ball, "new", 0)}. Press play, or drag the ball.`;
}

function held({ ground }, ball) {
  const last = ball.count - 1;
  if (ball.diverged) return `Drop it here and it flies off the landscape at step ${last}.`;
  if (ground.single) return `Drop it here and it ends at loss ${loss(ball, "new", last)}.`;
  return `Drop it here and it ends at old loss ${loss(ball, "old", last)} and new loss ${loss(ball, "new", last)}.`;
}

function rollingOne({ whole }, ball) {
  return `Step ${whole}: loss ${loss(ball, "new", whole)}, from ${loss(ball, "new", 0)}.`;
}

function rolling({ whole, settings }, ball) {
  const now = `Step ${whole}: new loss ${loss(ball, "new", whole)}, old loss ${loss(ball, "old", whole)}`;
  if (settings.replay === 0) {
    const rises = between(ball.old, ball.count, whole) > ball.old[0] + 0.005;
    return `${now}. The ground is the new task alone${rises ? ": nothing on it remembers the old valley" : ""}.`;
  }
  return `${now}. The ground is ${share(settings)}: the old valley is part of it.`;
}

/** Where it came to, and what that means. */
function atRest(state, ball) {
  const { ground, settings } = state;
  const last = ball.count - 1;
  if (ground.single)
    return `After ${last} steps the ball lies at loss ${loss(ball, "new", last)}; it began at ${loss(ball, "new", 0)}.`;
  const { kept, learned, rise } = standing(state, ball);
  const without =
    rise === null ? "" : `, ${decimal(ball.old[0] + rise)} without ${settings.replay ? "replay" : "the tether"}`;
  const ends = `new loss ${loss(ball, "new", last)}, old loss ${loss(ball, "old", last)} (${loss(ball, "old", 0)} at the start${without})`;
  const how = `With ${share(settings)}${tetherOf(settings)}`;
  if (learned && kept) return `${how} the new task is learned and the old one kept: ${ends}.`;
  if (learned) return `${how} the new task is learned and the old one forgotten: ${ends}.${hint(settings)}`;
  if (kept) return `${how} the old task is kept, the new one not learned after ${last} steps: ${ends}.`;
  return `${how}, after ${last} steps: ${ends}.`;
}

const tetherOf = ({ tether }) => (tether ? " and a tether" : "");
const hint = ({ replay }) => (replay === 0 ? " Now move the replay slider." : "");

function flownOff(ground, ball) {
  const { why, instead } = reason(ground, ball);
  return `The ball flew off the landscape at step ${ball.count - 1}. ${why} ${instead}`;
}

/** Why a ball flew off, found out by rolling it again without noise, without tether, without momentum. */
function reason(ground, { settings }) {
  const { noise, tether } = settings;
  const flies = (change) => pathOf(ground, { ...settings, ...change }).diverged;
  if ((!noise && !tether) || flies({ noise: 0, tether: 0 })) return tooFast(settings, flies);
  const cures = ["noise", "tether"].filter((name) => settings[name] && !flies({ [name]: 0 }));
  return EXTRAS[cures.length === 1 ? cures[0] : "both"](settings);
}

const figures = (value) => String(Number(value.toPrecision(3)));

function tooFast({ lr, optimiser }, flies) {
  const alone = optimiser === "momentum" && flies({ optimiser: "gd", noise: 0, tether: 0 }) ? "gd" : optimiser;
  return { why: `With a learning rate of ${figures(lr)}, ${FAST[alone]}.`, instead: "Try a smaller one." };
}

const FAST = {
  gd: "each step overshoots the valley and lands where it is steeper still, so the next one is longer",
  momentum: "the speed that momentum has gathered carries the ball past the valley and away",
  adam: "Adam's steps are about as long as the learning rate, whatever the slope",
};
const EXTRAS = {
  noise: ({ noise }) => ({
    why: `With a noise of ${figures(noise)}, chance carries the ball farther than the slope can bring it back.`,
    instead: "Try less noise, or a smaller learning rate.",
  }),
  tether: ({ tether }) => ({
    why: `With a tether of ${figures(tether)}, the pull back overshoots the start at each step, and the next pull is stronger still.`,
    instead: "Try a weaker one, or a smaller learning rate.",
  }),
  both: ({ noise, tether }) => ({
    why: `With a noise of ${figures(noise)} and a tether of ${figures(tether)}, each step is longer than the one before.`,
    instead: "Try less of both, or a smaller learning rate.",
  }),
};

function captionOfRace({ ground, balls, settings, whole, end }) {
  const flown = balls.filter((ball) => ball.diverged && whole >= ball.count - 1);
  const gone = flown.length ? ` ${goneOf(flown)}` : "";
  const optimisers = settings.race === "optimiser";
  if (whole < end)
    return optimisers
      ? `Step ${whole}: one start, one ground, three ways to step.${gone}`
      : `Step ${whole}: four balls, one start. Each has its own share of old data, and so its own ground.${gone}`;
  const left = balls.filter((ball) => !ball.diverged);
  const whys = [...new Set(flown.map((ball) => ` ${reason(ground, ball).why}`))].join("");
  return `The race is over.${gone}${whys}${optimisers ? placesOf(left, ground) : lossesOf(left, end)}`;
}

function goneOf(flown) {
  const parts = flown.map(({ label, count }, i) => `${label}${i ? "" : " flew off"} at step ${count - 1}`);
  return `${listed(parts)}.`;
}

/** Where the balls that are left have come to: which of them lie together. */
function placesOf(balls, ground) {
  const groups = [];
  for (const ball of balls) {
    const group = groups.find((others) => others.some((other) => together(ball, other, ground)));
    if (group) group.push(ball);
    else groups.push([ball]);
  }
  const names = groups.map((group) => listed(group.map(({ label }) => label)));
  const many = COUNTED[balls.length];
  if (balls.length < 2) return balls.length ? ` ${names[0]} stayed.` : "";
  if (groups.length === 1) return ` ${many} ways to step end at one place.`;
  if (groups.length === balls.length) return ` ${many} ways to step end at ${many.toLowerCase()} places.`;
  return ` Three ways to step end at two places: ${names.join(" at one, ")} at the other.`;
}

const COUNTED = ["No", "One", "Two", "Three"];

function together(a, b, { x, y }) {
  const [dx, dy] = ["x", "y"].map((axis) => a[axis][a.count - 1] - b[axis][b.count - 1]);
  return Math.hypot(dx, dy) < TOGETHER * Math.max(x[1] - x[0], y[1] - y[0]);
}

/** The losses of the balls that are left: that with the least replay against that with the most. */
function lossesOf(balls, end) {
  const [least, most] = [balls[0], balls.at(-1)];
  if (!balls.length) return "";
  const at = (task, ball) => `${loss(ball, task, end)} with ${ball.label}`;
  if (least === most) return ` Old loss ends at ${at("old", least)}, new loss at ${loss(least, "new", end)}.`;
  return ` Old loss ends at ${at("old", least)} and at ${at("old", most)}; new loss at ${loss(least, "new", end)} and ${loss(most, "new", end)}.`;
}

const listed = (words) => words.join(", ").replace(/, ([^,]*)$/, " and $1");
