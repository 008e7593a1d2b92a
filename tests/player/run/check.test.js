// These tests hold the check against records that ship and against records that are broken in one place each.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

import { RecordError, checkEvent, checkRecord } from "../../../explainer/player/run/check.js";
import { shipped } from "./records.js";

const RUNS = new URL("../../../assets/runs/", import.meta.url);

/**
 * A shipped record with one thing changed.
 * @param {(record: Record<string, any>) => void} change
 */
function broken(change) {
  const record = shipped("german-5");
  change(record);
  return record;
}

/**
 * What the check says of a record.
 * @param {unknown} record
 */
function refusal(record) {
  try {
    checkRecord(record);
  } catch (error) {
    assert.ok(error instanceof RecordError);
    return error.message;
  }
  return "";
}

test("every record that ships can be shown, and is handed on as it is", () => {
  const names = readdirSync(RUNS).filter((name) => name.endsWith(".json"));
  assert.ok(names.length >= 8);
  for (const name of names) {
    const record = shipped(name.replace(".json", ""));
    assert.equal(checkRecord(record), record);
  }
});

test("what is no record is refused in one sentence", () => {
  for (const value of [null, 3, "text", [], {}, { id: "german-5" }])
    assert.equal(refusal(value), "This is not a run record: it has no schema.");
  assert.equal(
    refusal(broken((record) => (record.schema = 3))),
    "This record has schema 3, and this page reads 1 and 2.",
  );
  assert.match(refusal({ schema: "2" }), /has schema 2, and this page reads/);
  assert.equal(
    refusal({ schema: "x".repeat(99) }),
    `This record has schema ${"x".repeat(20)}, and this page reads 1 and 2.`,
  );
});

test("a record that lacks a part says which", () => {
  const lacks = (/** @type {string} */ name) => refusal(broken((record) => delete record[name]));
  assert.match(lacks("experiment"), /its experiment is missing\.$/);
  assert.match(lacks("provenance"), /its provenance is missing\.$/);
  assert.match(lacks("events"), /its events are missing\.$/);
  assert.match(lacks("status"), /it has a status that no run has\.$/);
  for (const steps of [0, "150", null, Infinity])
    assert.match(refusal(broken((record) => (record.experiment.steps = steps))), /no number of steps\.$/);
  assert.match(refusal(broken((record) => (record.status = ["done"]))), /a status that no run has\.$/);
});

test("an event needs a known type and a step", () => {
  for (const event of [null, [], {}, { type: "loss" }, { type: "toString", step: 1 }, { type: {}, step: 1 }])
    assert.throws(() => checkEvent(event), { message: /an event without a known type and step\.$/ });
  assert.throws(() => checkEvent({ type: "loss", step: -1, old: 1, new: 1 }), RecordError);
});

test("an event whose numbers or lists cannot be read is named by its type and step", () => {
  const events = [
    { type: "loss", step: 4, old: 1 },
    { type: "loss", step: 4, old: "1", new: 1 },
    { type: "gradient", step: 4, cosine: null },
    { type: "answers", step: 4 },
    { type: "answers", step: 4, items: [{ prompt: "?" }] },
    { type: "skills", step: 4, old: [{ right: 1, total: 2 }], new: [{ right: 1 }] },
    { type: "skills", step: 4, old: [] },
  ];
  for (const event of events)
    assert.throws(() => checkEvent(event), {
      message: `This record cannot be shown: its ${event.type} at step 4 cannot be read.`,
    });
});

test("a count of right answers is read in both schemas, and refused where it does not add up", () => {
  const row = { skill: "sums", times: 4, right: 2, broken: 1, total: 4 };
  const event = (/** @type {object} */ changed) => ({ type: "skills", step: 4, old: [row, changed], new: [] });
  const older = { skill: "sums", frequency: "tail", right: 4, total: 4 };
  for (const good of [row, { ...row, times: null }, { ...row, times: 256 }, { ...row, broken: 2 }, older])
    assert.ok(checkEvent(event(good)));
  const bad = [
    { ...row, skill: 3 },
    { ...row, right: 4 },
    { ...row, right: -1 },
    { ...row, broken: "1" },
    { ...row, broken: null },
    { ...row, total: 0, right: 0, broken: 0 },
    { ...row, times: 3 },
    { ...row, times: 512 },
    { ...row, times: true },
    { ...older, frequency: "often" },
    { ...older, right: 5 },
  ];
  for (const one of bad)
    assert.throws(() => checkEvent(event(one)), { message: /its skills at step 4 cannot be read/ });
});

test("what an event has beyond that is its own affair", () => {
  const event = { type: "loss", step: 4, old: 1, new: 1, seen: 64, later: { field: true } };
  assert.equal(checkEvent(event), event);
  assert.ok(checkEvent({ type: "skills", step: 0, old: [], new: [] }));
  assert.ok(checkEvent({ type: "checkpoint", step: 0 }));
});
