// This module writes the sentence under the dose curve's slider. It knows the data and the settings; nothing of the page.

import { floorOfForgetting } from "../kit/floor.js";
import { decimal } from "../kit/format.js";
import { enough, readAt } from "./read.js";

/** @import { Dose, Point, Reading, Shift } from "./read.js" */
/** @import { Settings } from "./settings.js" */

/**
 * A share of replay: 0.25%, 2.5%, 5%.
 * @param {number} replay
 */
export const share = (replay) =>
  `${decimal(replay, Number.isInteger(replay) ? 0 : Number.isInteger(replay * 10) ? 1 : 2)}%`;

/**
 * A share of the forgetting: 62%.
 * @param {number} value
 */
export const percent = (value) => `${decimal(value, 0)}%`;

/** @param {string[]} words */
const joined = (words) => words.join(" and ");

/**
 * @param {Dose} dose
 * @param {Settings} settings
 */
export function sentence({ shifts }, { replay, view, keep }) {
  if (view === "price") return costs(shifts, replay);
  return `${keeps(shifts, replay)} ${needs(shifts, keep)}`;
}

/**
 * @param {Shift[]} shifts
 * @param {number} replay
 */
function keeps(shifts, replay) {
  const ours = shifts.map(
    ({ name, pebble, seeds }) => `${written(readAt(pebble, replay, "removed"), seeds)} over ${name}`,
  );
  const theirs = shifts.map(({ theirs: name, paper }) => `${name} ${nearest(paper, replay)}`);
  return (
    `At ${share(replay)} replay Pebble keeps, of what it would otherwise forget, ${joined(ours)}. ` +
    `The paper’s model: ${joined(theirs)}.`
  );
}

/**
 * "62% (54% to 69% in 5 seeds)", or "about 66%" between two measured shares.
 * @param {Reading | null} reading
 * @param {number} seeds
 */
function written(reading, seeds) {
  if (!reading) return "an unknown share";
  const { mean, low, high, measured } = reading;
  if (!measured) return `about ${percent(mean)}`;
  return high > low ? `${percent(mean)} (${percent(low)} to ${percent(high)} in ${seeds} seeds)` : percent(mean);
}

/**
 * What the paper measured there, or around it: its line is not ours to read between.
 * @param {Point[]} paper
 * @param {number} replay
 */
function nearest(paper, replay) {
  const here = paper.find((point) => point.replay === replay);
  if (here) return percent(here.removed[0]);
  const below = paper.findLast((point) => point.replay < replay);
  const above = paper.find((point) => point.replay > replay);
  const around = [below, above].filter((point) => point !== undefined);
  const values = around.map((point) => `${percent(point.removed[0])} at ${share(point.replay)}`);
  return `${joined(values)} (none at ${share(replay)})`;
}

/**
 * @param {Shift[]} shifts
 * @param {number} keep
 */
function needs(shifts, keep) {
  const parts = shifts.map(({ name, theirs, pebble, paper }) => {
    return `${least(pebble, keep)} over ${name} (the paper’s model ${least(paper, keep)} over ${theirs})`;
  });
  return `Enough, on the mean, to keep ${percent(keep)}: ${joined(parts)}.`;
}

/**
 * @param {Point[]} points
 * @param {number} keep
 */
function least(points, keep) {
  const replay = enough(points, keep);
  return replay === null ? `more than ${share(points[points.length - 1].replay)}` : share(replay);
}

/**
 * @param {Shift[]} shifts
 * @param {number} replay
 */
function costs(shifts, replay) {
  const parts = shifts.map(({ name, pebble }) => {
    const rise = loss(readAt(pebble, replay, "rise"));
    const [here, without] = [loss(readAt(pebble, replay, "new")), loss(readAt(pebble, 0, "new"))];
    return `over ${name} the old loss rises by ${rise}, and the new one ends at ${here}, where without replay it is ${without}`;
  });
  const floor = floorOfForgetting();
  return `At ${share(replay)} replay, in nats per token and on the mean: ${parts.join("; ")}.${floor && ` ${floor}`}`;
}

/** @param {Reading | null} reading */
const loss = (reading) => (reading ? decimal(reading.mean) : "–");
