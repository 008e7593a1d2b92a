// What the dose curve says, in sentences. Knows the data and the settings; nothing of the page.

import { decimal } from "../kit/format.js";
import { enough, readAt } from "./read.js";

export const share = (replay) =>
  `${decimal(replay, Number.isInteger(replay) ? 0 : Number.isInteger(replay * 10) ? 1 : 2)}%`;
export const kept = (value) => `${decimal(value, 0)}%`;
const joined = (words) => words.join(" and ");

/** The sentence under the slider. */
export function said({ shifts }, { replay, view, keep }) {
  return view === "price" ? saidPrice(shifts, replay) : `${saidKept(shifts, replay)} ${saidEnough(shifts, keep)}`;
}

function saidKept(shifts, replay) {
  const ours = shifts.map(({ name, pebble }) => `${reading(readAt(pebble, replay, "removed"), kept)} over ${name}`);
  const theirs = shifts.map(({ theirs: name, paper }) => `${name} ${nearest(paper, replay)}`);
  return (
    `At ${share(replay)} replay Pebble keeps, of what it would otherwise forget, ${joined(ours)}. ` +
    `The paper’s model: ${joined(theirs)}.`
  );
}

/** "62% (54% to 69%)", or "about 66%" between two measured shares. */
function reading(found, form) {
  if (!found) return "an unknown share";
  if (!found.measured) return `about ${form(found.mean)}`;
  return `${form(found.mean)}${found.high > found.low ? ` (${form(found.low)} to ${form(found.high)})` : ""}`;
}

/** What the paper measured there, or around it: its line is not ours to read between. */
function nearest(paper, replay) {
  const here = paper.find((point) => point.replay === replay);
  if (here) return kept(here.removed[0]);
  const around = [
    paper.findLast((point) => point.replay < replay),
    paper.find((point) => point.replay > replay),
  ].filter(Boolean);
  return `${joined(around.map((point) => `${kept(point.removed[0])} at ${share(point.replay)}`))} (none at ${share(replay)})`;
}

function saidEnough(shifts, keep) {
  const needs = (points) => {
    const least = enough(points, keep);
    return least === null ? `more than ${share(points.at(-1).replay)}` : share(least);
  };
  const told = shifts.map(
    ({ name, theirs, pebble, paper }) =>
      `${needs(pebble)} over ${name} (the paper’s model ${needs(paper)} over ${theirs})`,
  );
  return `Enough to keep ${kept(keep)}: ${joined(told)}.`;
}

function saidPrice(shifts, replay) {
  const told = shifts.map(({ name, pebble }) => {
    const [rise, here, none] = [
      readAt(pebble, replay, "rise"),
      readAt(pebble, replay, "new"),
      readAt(pebble, 0, "new"),
    ].map((found) => (found ? decimal(found.mean) : "–"));
    return `over ${name} the old loss rises by ${rise}, and the new one ends at ${here}, where without replay it is ${none}`;
  });
  return `At ${share(replay)} replay, in nats per token: ${told.join("; ")}.`;
}
