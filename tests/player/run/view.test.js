// These tests hold what a view says of a step against events that are few enough to count.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as views from "../../../explainer/player/run/view.js";
import { lossesOf, shipped, viewOf } from "./records.js";

/** @import { SkillRow } from "../../../explainer/player/kit/contract.js" */

const losses = lossesOf({ 0: 1, 4: 2, 10: 5 });

test("events stand in the order of their steps, however they come, and a repeat replaces the earlier", () => {
  const [first, second, third] = losses;
  const view = viewOf([third, first, second, { ...second, old: 3 }]);
  assert.deepEqual(
    view.losses.map(({ step, old }) => [step, old]),
    [
      [0, 1],
      [4, 3],
      [10, 5],
    ],
  );
  assert.equal(views.lastStep(view), 10);
  assert.equal(views.lastStep(views.newView()), 0);
});

test("each type has its list, and what a view does not show is left out", () => {
  const { events } = shipped("german-5");
  const view = viewOf(events);
  const types = ["loss", "answers", "skills", "gradient", "checkpoint"];
  const counts = types.map((type) => events.filter((event) => event.type === type).length);
  assert.deepEqual(
    [view.losses, view.answers, view.skills, view.gradients, view.checkpoints].map((list) => list.length),
    counts,
  );
  assert.ok(counts.every((count) => count > 0));
});

test("the event at a step is the last at or before it", () => {
  assert.deepEqual(
    [-1, 0, 3.9, 4, 11].map((step) => views.indexAt(losses, step)),
    [-1, 0, 0, 1, 2],
  );
  assert.equal(views.at(losses, 5), losses[1]);
  assert.equal(views.at(losses, -1), null);
  assert.equal(views.at([], 3), null);
});

test("a loss between two steps lies on the line, and beyond the ends it is level", () => {
  assert.deepEqual(
    [-1, 0, 2, 4, 7, 10, 99].map((step) => views.valueAt(losses, "old", step)),
    [1, 1, 1.5, 2, 3.5, 5, 5],
  );
  assert.equal(views.valueAt(losses, "new", 2), 8);
});

test("forgetting is the rise of the old loss, and replay's share of it is held against the twin", () => {
  const twin = viewOf(losses);
  const run = viewOf(lossesOf({ 0: 1, 4: 1.5, 10: 2 }));
  assert.equal(views.forgetting(twin, 10), 4);
  assert.equal(views.forgetting(views.newView(), 10), null);
  assert.equal(views.shareRemoved(run, twin, 10), 0.75);
  assert.equal(views.shareRemoved(run, twin, 0), null, "nothing has been forgotten yet");
  assert.equal(views.shareRemoved(viewOf(lossesOf({ 0: 1, 4: 1.5 })), twin, 10), null, "the run has not come so far");
});

test("right answers are counted over all questions where that was done last, else over those shown", () => {
  /** @type {(right: number) => SkillRow[]} */
  const rows = (right) => [{ skill: "capitals", frequency: "head", right, total: 10 }];
  const item = { prompt: "?", text: "!", task: /** @type {const} */ ("old") };
  const view = viewOf([
    { type: "skills", step: 0, old: rows(9), new: [] },
    { type: "answers", step: 0, items: [{ ...item, right: true }, item, { ...item, task: "new", right: false }] },
    { type: "answers", step: 5, items: [{ ...item, right: false }] },
    { type: "skills", step: 10, old: rows(4), new: [] },
  ]);
  const before = { right: 9, total: 10 };
  assert.deepEqual(views.rightAnswers(view, 0), { before, now: before, shown: false });
  assert.deepEqual(views.rightAnswers(view, 5), {
    before: { right: 1, total: 1 },
    now: { right: 0, total: 1 },
    shown: true,
  });
  assert.deepEqual(views.rightAnswers(view, 10), { before, now: { right: 4, total: 10 }, shown: false });
  assert.deepEqual(views.rightAnswers(views.newView(), 3), { before: null, now: null, shown: true });
});

test("the steps of several runs are each there once, in order", () => {
  const other = viewOf([...lossesOf({ 0: 1, 3: 1 }), { type: "gradient", step: 6, cosine: 0 }]);
  assert.deepEqual(views.eventSteps([viewOf(losses), other]), [0, 3, 4, 6, 10]);
  assert.deepEqual(views.stepsOf([losses, other.losses]), [0, 3, 4, 10]);
  assert.equal(views.nearest([0, 3, 10], 6), 3);
  assert.equal(views.nearest([], 6), 0);
});
