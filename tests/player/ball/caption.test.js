// These tests hold the caption's sentences to the paths that they are about, for one ball and for several.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LOOKS, pathOf, rollBalls } from "../../../explainer/player/ball/balls.js";
import { captionOf } from "../../../explainer/player/ball/caption.js";
import { createField } from "../../../explainer/player/ball/field.js";
import { defaultsOf } from "../../../explainer/player/ball/settings.js";
import { OPTIMISERS } from "../../../explainer/player/kit/contract.js";
import { bowl, oneBowl, smallGround } from "./small.js";

/** @import { Ball } from "../../../explainer/player/ball/balls.js" */
/** @import { Shown } from "../../../explainer/player/ball/caption.js" */
/** @import { Settings } from "../../../explainer/player/ball/settings.js" */

const GROUND = smallGround();

/**
 * What is shown of a ground with these settings, at the end unless something else is said.
 * @param {Partial<Settings>} change
 * @param {Partial<Shown>} more
 * @returns {Shown}
 */
function shown(change = {}, more = {}) {
  const ground = more.ground ?? GROUND;
  const settings = { ...defaultsOf(ground), ...change };
  const balls = rollBalls(ground, settings);
  const end = Math.max(...balls.map(({ count }) => count - 1));
  const bare = pathOf(ground, { ...settings, replay: 0, tether: 0 });
  const bareEnd = () => bare.old[bare.count - 1];
  const field = createField(ground);
  return { ground, field, settings, balls, step: end, end, dragging: false, phase: null, bareEnd, ...more };
}

/**
 * A race that has ended, with balls that lie where this says.
 * @param {Record<string, number>} ends x by label
 */
function race(ends) {
  const balls = Object.entries(ends).map(
    ([label, x], i) =>
      /** @type {Ball} */ ({
        ...rollBalls(GROUND, defaultsOf(GROUND))[0],
        label,
        look: LOOKS[i % LOOKS.length],
        count: 1,
        x: Float64Array.of(x),
        y: Float64Array.of(0),
      }),
  );
  return captionOf(shown({ race: "optimiser" }, { balls, step: 60, end: 60 }));
}

test("at the start a caption says where the ball lies", () => {
  const sentence = "The ball lies in the old valley: the old task is learned, with old loss 0.00 and new loss 4.50.";
  assert.equal(captionOf(shown({}, { step: 0 })), `${sentence} Press play, or drag the ball.`);
  assert.match(
    captionOf(shown({ x: 0 }, { step: 0 })),
    /^The ball lies here, with old loss 1\.1\d and new loss 1\.1\d/,
  );
  assert.match(captionOf(shown({}, { step: 0, ground: oneBowl() })), /^The ball lies on a slope\./);
});

test("on the way a caption says what the ground is made of", () => {
  assert.match(captionOf(shown({}, { step: 5 })), /^Step 5: .* nothing on it remembers the old valley\.$/);
  assert.match(captionOf(shown({ replay: 25 }, { step: 5 })), /The ground is 25% replay: the old valley is part of it/);
  assert.match(captionOf(shown({}, { step: 5, ground: oneBowl() })), /^Step 5: loss \d\.\d\d, from 4\.50\.$/);
});

test("in the hand a caption says where the ball would end", () => {
  assert.equal(
    captionOf(shown({}, { step: 0, dragging: true })),
    "Drop it here and it ends at old loss 4.48 and new loss 0.00.",
  );
});

test("the phase of slow motion comes before anything else", () => {
  assert.equal(captionOf(shown({}, { phase: "Step 1, 1 of 4." })), "Step 1, 1 of 4.");
});

test("at rest a caption says what is learned and what is forgotten", () => {
  const bare = captionOf(shown());
  assert.match(
    bare,
    /^With 0% replay the new task is learned and the old one forgotten: .* Now move the replay slider\.$/,
  );
  const much = captionOf(shown({ replay: 90 }));
  assert.match(much, /^With 90% replay the old task is kept, the new one not learned after 60 steps: /);
  assert.match(much, /4\.48 without replay\)/);
  const both = smallGround({ old: bowl([-1.5, 0], 0.02) });
  assert.match(captionOf(shown({ replay: 25 }, { ground: both })), /new task is learned and the old one kept/);
  assert.match(captionOf(shown({ tether: 0.5 })), /and a tether.* without the tether\)/);
  assert.match(
    captionOf(shown({}, { ground: oneBowl() })),
    /^After 60 steps the ball lies at loss 0\.00; it began at 4\.50/,
  );
});

test("a ball that flew off is told with what made it do so", () => {
  for (const [optimiser, { tooFast, follows }] of Object.entries(OPTIMISERS)) {
    const flies = (/** @type {number} */ rate) =>
      pathOf(GROUND, { ...defaultsOf(GROUND), optimiser, lr: rate }).diverged;
    const lr = [3, 9, 30, 100, 1000].find(flies);
    const caption = captionOf(shown({ optimiser, lr }));
    assert.match(caption, /^The ball flew off the landscape at step \d+\. With a learning rate of \d/);
    const reason = follows ? OPTIMISERS.gd.tooFast : tooFast; // plain descent would have flown off too
    assert.ok(caption.endsWith(`, ${reason}. Try a smaller one.`), caption);
  }
  assert.match(captionOf(shown({ lr: 0.01, noise: 900 })), /With a noise of 900, chance carries/);
  assert.match(captionOf(shown({ tether: 100 })), /With a tether of 100, the pull back/);
});

test("a race under way counts its balls", () => {
  const methods = Object.keys(OPTIMISERS).length;
  const number = ["", "one", "two", "three", "four", "five", "six"][methods];
  const one = `Step 3: one start, one ground, ${number} ways to step.`;
  assert.equal(captionOf(shown({ race: "optimiser" }, { step: 3 })), one);
  assert.match(captionOf(shown({ race: "replay" }, { step: 3 })), /^Step 3: four balls, one start\. Each has its own/);
});

test("a race that is over says at how many places its balls lie", () => {
  assert.equal(race({}), "The race is over.");
  assert.equal(race({ A: 0 }), "The race is over. A stayed.");
  assert.equal(race({ A: 0, B: 0.01 }), "The race is over. Two ways to step end at one place.");
  assert.equal(race({ A: 0, B: 1 }), "The race is over. Two ways to step end at two places.");
  assert.equal(race({ A: 0, B: 0, C: 0 }), "The race is over. Three ways to step end at one place.");
  assert.equal(
    race({ A: 0, B: 1, C: 1 }),
    "The race is over. Three ways to step end at two places: A at one, B and C at the other.",
  );
  assert.equal(race({ A: 0, B: 1, C: 2 }), "The race is over. Three ways to step end at three places.");
  assert.equal(
    race({ A: 0, B: 1, C: 0, D: 2 }),
    "The race is over. Four ways to step end at three places: A and C at one, B at another, D at the last.",
  );
  assert.equal(race({ A: 0, B: 1, C: 2, D: 3 }), "The race is over. Four ways to step end at four places.");
});

test("a race for replay says what the least and the most of it come to", () => {
  assert.match(
    captionOf(shown({ race: "replay" })),
    /^The race is over\. Old loss ends at \d\.\d\d with 0% replay and at \d\.\d\d with 25% replay; new loss at \d/,
  );
});

test("balls of a race that flew off are named, with the step", () => {
  const caption = captionOf(shown({ race: "replay", lr: 3 }));
  assert.match(caption, /^The race is over\. 0% replay flew off at step \d+, .* and 25% replay at step \d+\. With a/);
});
