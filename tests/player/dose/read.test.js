import assert from "node:assert/strict";
import { test } from "node:test";
import { enough, nearestStop, place, readAt, readDose, STOPS } from "../../../explainer/player/dose/read.js";
import { readState, USUAL } from "../../../explainer/player/dose/settings.js";
import { sentence, share } from "../../../explainer/player/dose/words.js";
import "../document.js";

/** @import { Point, Shift } from "../../../explainer/player/dose/read.js" */

/**
 * @param {number} replay
 * @param {number} removed
 * @returns {Point}
 */
const point = (replay, removed) => ({
  replay,
  removed: [removed, removed - 5, removed + 5],
  rise: [1 - removed / 100, 0, 2],
  new: [3, 3, 3],
});
const pebble = [point(0, 0), point(1, 60), point(5, 90)];
const paper = [point(0, 0), point(5, 70)];
/** @type {Shift} */
const german = { task: "german", title: "Another language", name: "German", theirs: "German", pebble, paper, seeds: 3 };
const dose = { shifts: [german], source: { cite: "A paper", source: "https://a.example" }, made: { runs: 9 } };

test("a measured share is read as it was measured", () => {
  assert.deepEqual(readAt(pebble, 1, "removed"), { mean: 60, low: 55, high: 65, measured: true });
});

test("between two shares lies the straight line that is drawn, and beyond them nothing", () => {
  const reading = readAt(pebble, 2, "removed");
  const part = (place(2) - place(1)) / (place(5) - place(1));
  assert.equal(reading?.mean, 60 + part * 30);
  assert.equal(reading?.measured, false);
  assert.equal(readAt(pebble, 5.1, "removed"), null);
  assert.equal(readAt(pebble.slice(1), 0, "removed"), null);
});

test("enough is the least measured share that removes so much", () => {
  assert.equal(enough(pebble, 60), 1);
  assert.equal(enough(pebble, 61), 5);
  assert.equal(enough(pebble, 95), null);
});

test("the slider stands at the stop that is nearest on the axis", () => {
  assert.equal(STOPS[nearestStop(place(1.1))], 1);
  assert.equal(STOPS[nearestStop(place(400))], 50);
  assert.equal(STOPS[nearestStop(-1)], 0);
});

test("what cannot be drawn is refused in one sentence", () => {
  assert.equal(readDose(dose), dose);
  const broken = [
    null,
    {},
    { shifts: [] },
    { shifts: [{ pebble }] },
    { shifts: [{ pebble, paper: paper.slice(1) }] },
    { shifts: [{ pebble, paper: [{ replay: 0 }, { replay: 1 }] }] },
    { shifts: [{ pebble, paper: [null, null] }] },
  ];
  for (const data of broken) assert.throws(() => readDose(data), /^Error: This is not a dose curve: .*\.$/);
});

test("of a state, what can be set is; the rest is as usual", () => {
  assert.deepEqual(readState({}), USUAL);
  assert.deepEqual(readState({ replay: 5, view: "price", keep: 95 }), { replay: 5, view: "price", keep: 95 });
  assert.deepEqual(readState({ replay: 51, view: "all", keep: "90", serial: 3 }), USUAL);
  assert.deepEqual(readState({ replay: Number.NaN, keep: Infinity }), USUAL);
});

test("the sentence says what is kept, what is enough, and what it costs", () => {
  const kept = sentence(dose, { replay: 1, view: "kept", keep: 80 });
  assert.match(kept, /^At 1% replay Pebble keeps, .* 60% \(55% to 65% in 3 seeds\) over German\./);
  assert.match(kept, /German 0% at 0% and 70% at 5% \(none at 1%\)\./, "the paper's line is not ours to read between");
  assert.match(
    kept,
    /Enough, on the mean, to keep 80%: 5% over German \(the paper’s model more than 5% over German\)\.$/,
  );
  assert.match(sentence(dose, { replay: 2, view: "kept", keep: 80 }), /about \d+% over German/);
  assert.match(
    sentence(dose, { replay: 0, view: "price", keep: 80 }),
    /rises by 1\.00, .* ends at 3\.00, .* is 3\.00\. Floor: \S+ on old data alone/,
  );
  assert.equal([0.25, 0.5, 5].map(share).join(), "0.25%,0.5%,5%");
});
