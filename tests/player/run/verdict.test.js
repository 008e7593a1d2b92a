// These tests hold what is said of answers: three verdicts that differ in word and shape, rarity, and the floor.

import "../document.js";

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { FLOOR, READ, TIMES } from "../../../explainer/player/kit/contract.js";
import { floorOfForgetting, floorOfRight } from "../../../explainer/player/kit/floor.js";
import { ORDER, byRarity, countsTimes, rarityOf } from "../../../explainer/player/run/rarity.js";
import { VERDICTS, outOf, verdictOf } from "../../../explainer/player/run/verdict.js";
import { shipped, viewOf } from "./records.js";

/** @import { SkillRow } from "../../../explainer/player/kit/contract.js" */

test("an answer is right, broken or wrong, and one that nobody can check has no verdict", () => {
  assert.equal(verdictOf({}), null);
  assert.equal(verdictOf({ right: null, broken: true }), null);
  assert.equal(verdictOf({ right: true, broken: false }), "right");
  assert.equal(verdictOf({ right: false, broken: true }), "broken");
  assert.equal(verdictOf({ right: false }), "wrong", "as records of schema 1 have it");
});

test("no two verdicts share a word or a shape, and each has a rule of style by its name", () => {
  const [words, shapes] = [
    Object.values(VERDICTS).map(({ word }) => word),
    Object.values(VERDICTS).map(({ shapes }) => JSON.stringify(shapes[0])),
  ];
  assert.deepEqual([new Set(words).size, new Set(shapes).size], [3, 3]);
  const style = readFileSync(new URL("../../../explainer/player/style/talk.js", import.meta.url), "utf8");
  for (const name of Object.keys(VERDICTS)) assert.match(style, new RegExp(`\\.player \\.${name} svg `));
});

test("the broken are counted where there are any", () => {
  assert.equal(outOf({ right: 62, broken: 9, total: 103 }), ", 9 broken, of 103");
  assert.equal(outOf({ right: 62, broken: 0, total: 103 }), " of 103");
});

/** @type {(times: number | null, right: number) => SkillRow} */
const row = (times, right) => ({ skill: "capitals", times, right, broken: 0, total: 10 });

test("facts are called by the times they were read, and the words for it hold", () => {
  const [common, middle, rare] = ORDER.map((name) => TIMES.filter((times) => rarityOf(row(times, 0)) === name));
  assert.deepEqual([...rare, ...middle, ...common], TIMES, "each time has one name");
  assert.equal(READ.common, `read ${Math.min(...common)} times or more`);
  assert.equal(READ.middle, `read ${Math.min(...middle)} to ${Math.max(...middle)} times`);
  assert.equal(READ.rare, `read ${Math.max(...rare)} times or fewer`);
  assert.equal(rarityOf(row(null, 0)), null);
});

test("right answers are told apart by rarity, over the questions that were counted last", () => {
  const view = viewOf([
    { type: "skills", step: 0, whole: true, old: [row(1, 7), row(4, 8), row(16, 9), row(null, 10)], new: [] },
    { type: "skills", step: 5, whole: false, old: [row(1, 0), row(256, 6)], new: [] },
  ]);
  assert.deepEqual(Object.fromEntries(byRarity(view, 0)), {
    middle: { right: 9, broken: 0, total: 10 },
    rare: { right: 15, broken: 0, total: 20 },
  });
  assert.deepEqual(
    [...byRarity(view, 5)].map(([name, { right }]) => [name, right]),
    [
      ["common", 6],
      ["rare", 0],
    ],
  );
  assert.equal(countsTimes(view, 5), true);
  assert.equal(byRarity(viewOf([]), 5).size, 0);
});

test("a record of schema 1 has common and rare facts and no numbers", () => {
  const first = JSON.parse(readFileSync(new URL("../../data/run-of-2026-11-24.json", import.meta.url), "utf8"));
  const view = viewOf(first.events);
  assert.deepEqual([...byRarity(view, 0).keys()], ["common", "rare"]);
  assert.equal(countsTimes(view, 0), false);
});

test("the floor is told with its settings, and nothing is said where none was measured", () => {
  const floor = { forgetting: 0.05, right_before: 1, right_after: 0.875, steps: 150, lr: 0.002 };
  assert.equal(floorOfForgetting(floor), "Floor: +0.05 on old data alone, no lesson (150 steps, learning rate 0.002).");
  assert.equal(floorOfRight(floor), "Floor: on old data alone, 100% became 88%.");
  assert.equal(floorOfForgetting(null) + floorOfRight(null), "");
  assert.equal(floorOfRight({ ...floor, right_after: null }), "");
  if (FLOOR) assert.equal(FLOOR.steps, shipped("german-100").experiment.steps);
});
