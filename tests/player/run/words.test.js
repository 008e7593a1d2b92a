// These tests read the sentences that the player makes of runs: captions, states, provenance and commands.

import "../document.js";

import assert from "node:assert/strict";
import { test } from "node:test";

import { USUAL } from "../../../explainer/player/kit/contract.js";
import { captionAt, inWords } from "../../../explainer/player/run/captions.js";
import { answerTable, commandOf, curveTable, origin } from "../../../explainer/player/run/provenance.js";
import { newRun } from "../../../explainer/player/run/run.js";
import { stateInWords } from "../../../explainer/player/run/status.js";
import { lossesOf, runOf, shipped } from "./records.js";

/** @import { SkillsEvent } from "../../../explainer/player/kit/contract.js" */

const twin = runOf(0, lossesOf({ 0: 1, 10: 2 }));
const run = runOf(5, lossesOf({ 0: 1, 10: 1.25 }));

test("an author's caption stands until the next", () => {
  const captions = [
    { step: 0, text: "First." },
    { step: 5, text: "Then." },
  ];
  assert.deepEqual(
    [0, 4, 5, 99].map((step) => captionAt(captions, step)),
    ["First.", "First.", "Then.", "Then."],
  );
  assert.equal(captionAt(captions.slice(1), 0), "");
});

test("before training the caption says the loss, and during it how much it has risen", () => {
  assert.equal(inWords({ runs: [], step: 3 }), "");
  assert.equal(
    inWords({ runs: [twin, run], step: 0 }),
    "Before fine-tuning, loss on the old task is 1.00 nats per token.",
  );
  assert.equal(
    inWords({ runs: [twin], step: 10 }),
    "After 10 steps, loss on the old task has risen by 1.00 nats with 0% replay.",
  );
});

test("beside its twin a run is told what its replay removed, once there is something to remove", () => {
  assert.equal(
    inWords({ runs: [twin, run], step: 10 }),
    "After 10 steps, loss on the old task has risen by 1.00 nats with 0% replay and by 0.25 nats with 5% replay." +
      " Replay removed 75% of the forgetting.",
  );
  const worse = runOf(5, lossesOf({ 0: 1, 10: 3 }));
  assert.doesNotMatch(inWords({ runs: [twin, worse], step: 10 }), /removed/);
  const one = runOf(0, lossesOf({ 0: 1, 1: 1.01 }));
  assert.match(inWords({ runs: [one, one], step: 1 }), /^After 1 step, .* with 0% replay\.$/);
});

test("a run without a share of replay goes by its label", () => {
  const spec = { label: "The first", name: "first", kind: /** @type {const} */ ("recorded") };
  assert.equal(newRun(spec).title, "The first");
  assert.equal(newRun({ ...spec, label: "0%", replay: 0 }).title, "0% replay");
});

test("the state of a run is said with what there is to say of it", () => {
  const live = { ...run, status: "running" };
  assert.equal(stateInWords(run), "Done, 10 steps");
  assert.equal(stateInWords({ ...live, eta: 9 }), "Training, step 10 of 10, about 9 s left");
  assert.equal(stateInWords({ ...live, lost: true }), "Training, step 10 of 10. Connection lost: trying again");
  const queued = { ...run, status: "queued", position: 2, eta: 75 };
  assert.equal(stateInWords(queued), "Queued, number 2 in the queue, starts in about 1 min 15 s");
  const failed = { ...run, status: "failed", reason: "The worker was killed." };
  assert.equal(stateInWords(failed), "Failed at step 10: the worker was killed.");
  assert.equal(stateInWords({ ...run, status: "unreadable", error: "It is cut short." }), "It is cut short.");
});

test("where a run comes from is told in one sentence", () => {
  const record = shipped("german-5");
  const seconds = Math.round(Number(record.provenance.seconds));
  assert.equal(origin({ record, status: "done" }), `Recorded (cpu, seed 0, ${seconds} s).`);
  const live = { ...record, provenance: { kind: /** @type {const} */ ("live") } };
  assert.equal(origin({ record: live, status: "running" }), "Live, still training (seed 0).");
});

test("the command always says task, replay, steps and seed, and of the rest what is not usual", () => {
  const command = "python -m explainer run --task german --replay 5 --steps 150 --seed 0";
  assert.equal(commandOf(USUAL), command);
  assert.equal(commandOf({ ...USUAL, remedy: "l2sp", lr: 0.004 }), `${command} --remedy l2sp --lr 0.004`);
});

test("every field of an experiment that differs is in the command", () => {
  for (const name of /** @type {(keyof typeof USUAL)[]} */ (Object.keys(USUAL)))
    assert.match(commandOf({ ...USUAL, [name]: "other" }), new RegExp(` --${name} other( |$)`));
});

test("a command shows plain words and numbers only, and never the reader's text", () => {
  const command = commandOf({ task: "custom", replay: 5, steps: 10, seed: 0, remedy: "; rm -rf ~", text: "secret" });
  assert.equal(command, "python -m explainer run --task custom --replay 5 --steps 10 --seed 0 --text YOUR_TEXT");
});

test("the table has a row a step and a column a curve, with the loss measured last", () => {
  const { heads, rows } = curveTable([twin, runOf(5, lossesOf({ 0: 1, 4: 1.5 }))]);
  assert.deepEqual(heads, [
    "step",
    "old loss, 0% replay",
    "old loss, 5% replay",
    "new loss, 0% replay",
    "new loss, 5% replay",
  ]);
  assert.deepEqual(rows, [
    [0, 1, 1, 10, 10],
    [4, 1, 1.5, 10, 6],
    [10, 2, 1.5, 0, 6],
  ]);
});

test("right and broken answers stand in a table, all questions first and then the hundred asked on the way", () => {
  /** @type {(step: number, whole: boolean, right: number, broken: number, total: number) => SkillsEvent} */
  const counted = (step, whole, right, broken, total) => {
    const row = { skill: "capitals", times: 4, right, broken, total };
    return { type: "skills", step, whole, old: [row, { ...row, times: 64 }], new: [] };
  };
  const events = [counted(0, true, 6, 0, 6), counted(0, false, 5, 0, 5), counted(3, false, 2, 1, 5)];
  const { heads, rows } = answerTable([runOf(0, events), runOf(5, events.slice(0, 2))]);
  assert.deepEqual(heads.slice(0, 5), [
    "asked",
    "step",
    "right, 0% replay",
    "broken, 0% replay",
    "questions, 0% replay",
  ]);
  assert.deepEqual(rows, [
    ["all", 0, 12, 0, 12, 12, 0, 12],
    ["the hundred", 0, 10, 0, 10, 10, 0, 10],
    ["the hundred", 3, 4, 2, 10, null, null, null],
  ]);
  assert.deepEqual(answerTable([twin]).rows, []);
});
