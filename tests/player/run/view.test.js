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
  const types = ["loss", "answers", "skills", "gradient", "checkpoint", "data"];
  const counts = types.map((type) => events.filter((event) => event.type === type).length);
  assert.deepEqual(
    [view.losses, view.answers, [...view.skills, ...view.hundred], view.gradients, view.checkpoints, view.data].map(
      (list) => list.length,
    ),
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

/** @type {(right: number, broken: number, total: number) => SkillRow[]} */
const rows = (right, broken, total) => [{ skill: "capitals", times: 64, right, broken, total }];
const shown = { prompt: "?", text: "!", task: /** @type {const} */ ("old") };

test("right answers are counted over all questions where that was done last, else over those shown", () => {
  const view = viewOf([
    { type: "skills", step: 0, old: rows(9, 0, 10), new: [] },
    { type: "answers", step: 0, items: [{ ...shown, right: true }, shown, { ...shown, task: "new", right: false }] },
    { type: "answers", step: 5, items: [{ ...shown, right: false, broken: true }] },
    { type: "skills", step: 10, old: rows(4, 3, 10), new: [] },
  ]);
  const before = { right: 9, broken: 0, total: 10 };
  assert.deepEqual(views.rightAnswers(view, 0), { before, now: before, of: "all" });
  assert.deepEqual(views.rightAnswers(view, 5), {
    before: { right: 1, broken: 0, total: 1 },
    now: { right: 0, broken: 1, total: 1 },
    of: "shown",
  });
  assert.deepEqual(views.rightAnswers(view, 10), { before, now: { right: 4, broken: 3, total: 10 }, of: "all" });
  assert.deepEqual(views.rightAnswers(views.newView(), 3), { before: null, now: null, of: "shown" });
});

test("on the way a fixed hundred is asked, and is compared with what the same hundred said before", () => {
  const view = viewOf([
    { type: "skills", step: 0, whole: true, old: rows(90, 0, 120), new: [] },
    { type: "skills", step: 0, whole: false, old: rows(100, 0, 100), new: [] },
    { type: "answers", step: 5, items: [{ ...shown, right: true }] },
    { type: "skills", step: 5, whole: false, old: rows(40, 20, 100), new: [] },
    { type: "skills", step: 10, whole: false, old: rows(30, 10, 100), new: [] },
    { type: "skills", step: 10, whole: true, old: rows(27, 9, 120), new: [] },
  ]);
  const told = [0, 4, 5, 9, 10].map((step) => views.rightAnswers(view, step));
  assert.deepEqual(
    told.map(({ of, before, now }) => [of, before?.right, now?.right, now?.total]),
    [
      ["all", 90, 90, 120],
      ["all", 90, 90, 120],
      ["hundred", 100, 40, 100],
      ["hundred", 100, 40, 100],
      ["all", 90, 27, 120],
    ],
  );
});

test("the loss on what is replayed is known where it was measured", () => {
  const counts = {
    old_dialogues: 1,
    old_sequences: 1,
    old_tokens: 1,
    new_dialogues: 1,
    new_sequences: 1,
    new_tokens: 1,
  };
  const data = { type: /** @type {const} */ ("data"), step: 0, length: 64, ...counts };
  assert.equal(views.lossOfPool(viewOf([{ ...data, pool_loss: 2.5 }])), 2.5);
  for (const events of [[data], [{ ...data, pool_loss: null }], []])
    assert.equal(views.lossOfPool(viewOf(events)), null);
});

test("the steps of several runs are each there once, in order", () => {
  const other = viewOf([...lossesOf({ 0: 1, 3: 1 }), { type: "gradient", step: 6, cosine: 0 }]);
  assert.deepEqual(views.eventSteps([viewOf(losses), other]), [0, 3, 4, 6, 10]);
  assert.deepEqual(views.stepsOf([losses, other.losses]), [0, 3, 4, 10]);
  assert.equal(views.nearest([0, 3, 10], 6), 3);
  assert.equal(views.nearest([], 6), 0);
});
