// The metrics are the numbers of the step shown, each with its unit and what to compare it with. They know views; they draw
// bars, no curves.

/** @import { BarRow, CompassRow, Metric } from "./metric.js" */
/** @import { Run } from "./run.js" */
/** @import { RunState } from "./state.js" */
/** @import { Asked, View } from "./view.js" */

import { READ } from "../kit/contract.js";
import { h, say, show } from "../kit/dom.js";
import { change, count, decimal, percent } from "../kit/format.js";
import { isNumber } from "./check.js";
import { floorOfForgetting, floorOfRight } from "../kit/floor.js";
import { createBarRow, createCompassRow, createMetric, fill, turn, write } from "./metric.js";
import { ORDER, byRarity, countsTimes } from "./rarity.js";
import { outOf } from "./verdict.js";
import { at, forgetting, lastStep, lossOfPool, rightAnswers, shareRemoved } from "./view.js";

/** @typedef {ReturnType<typeof metricsOf>} Metrics */

/**
 * The metrics, the runs that they were `built` for, and the most that any run forgets in the `version` of the data.
 * @typedef {{ node: HTMLElement, built: string, all: Metrics | null, version: number, most: number }} Board
 */

const ACROSS = 0.15; // a cosine this near 0 is called "across": under 9 degrees from a right angle
/** @type {Record<Asked, string>} */
const ASKED = {
  all: "of all held-out old questions",
  hundred: "of a fixed hundred of the old questions",
  shown: "of the questions shown above",
};
const LEAST = 0.2; // nats per token that a full bar of forgetting stands for, at least

export function createMetrics() {
  const named = { class: "metrics", "data-part": "numbers", "aria-label": "Numbers at this step" };
  /** @type {Board} */
  const board = { node: h("section", named), built: "", all: null, version: -1, most: LEAST };
  return { node: board.node, render: (/** @type {RunState} */ state) => render(board, state) };
}

/**
 * @param {Board} board
 * @param {RunState} state
 */
function render(board, { runs, step, version }) {
  const begun = runs.some((run) => run.view.losses.length);
  show(board.node, begun);
  if (!begun) return;
  const built = runs.map((run) => run.title).join("\n");
  if (!board.all || built !== board.built) board.all = build(board.node, runs);
  board.built = built;
  showForgetting(board.all.forgetting, runs, step, mostForgotten(board, runs, version));
  showRight(board.all.right, runs, step);
  showRarity(board.all.rarity, runs, step);
  showNew(board.all.fresh, runs, step);
  showShare(board.all.share, runs, step);
  showRead(board.all.read, runs, step);
  showPull(board.all.pull, runs, step);
}

/**
 * @param {HTMLElement} node
 * @param {Run[]} runs
 */
function build(node, runs) {
  const metrics = metricsOf(runs);
  sayFloor(metrics.forgetting.floor, floorOfForgetting());
  sayFloor(metrics.right.floor, floorOfRight());
  show(metrics.share.node, runs.length === 2);
  node.replaceChildren(...Object.values(metrics).map((metric) => metric.node));
  return metrics;
}

/**
 * @param {HTMLElement} node
 * @param {string} words
 */
function sayFloor(node, words) {
  say(node, words);
  show(node, words !== "");
}

/** @param {Run[]} runs */
function metricsOf(runs) {
  const rows = () => runs.map(createBarRow);
  const removed = runs.slice(-1).map(createBarRow); // it is a share of the twin's, which has none
  return {
    forgetting: createMetric("Forgetting", "old loss now less before, nats per token", "old", rows()),
    right: createMetric("Right old answers", "", "old", rows()),
    rarity: createMetric("Right, by how often Pebble had read it", "", "old", ORDER.flatMap(rows)),
    fresh: createMetric("New task", "loss, nats per token", "new", rows()),
    share: createMetric("Share of forgetting removed", "", "replay", removed),
    read: createMetric("Old sequences read", "of all training sequences so far", "replay", rows()),
    pull: createMetric(
      "The two tasks pull",
      "directions of their gradients; cosine",
      "pull",
      runs.map(createCompassRow),
    ),
  };
}

/**
 * @param {Metric<BarRow>} metric
 * @param {Run[]} runs
 * @param {number} step
 * @param {number} most
 */
function showForgetting({ rows }, runs, step, most) {
  runs.forEach(({ view }, index) => {
    const lost = forgetting(view, step);
    fill(rows[index], lost === null ? "—" : change(lost), reach(view, step), (lost ?? 0) / most);
  });
}

/**
 * What a full bar stands for: the most that any run forgets at any step; counted once per change of the data.
 * @param {Board} board
 * @param {Run[]} runs
 * @param {number} version
 */
function mostForgotten(board, runs, version) {
  if (board.version !== version) {
    const rises = runs.flatMap(({ view }) => view.losses.map((event) => event.old - view.losses[0].old));
    Object.assign(board, { version, most: Math.max(LEAST, ...rises) });
  }
  return board.most;
}

/**
 * Where a run has not come as far as the step shown, the step its number is from.
 * @param {View} view
 * @param {number} step
 */
function reach(view, step) {
  if (!view.losses.length) return " not begun";
  return lastStep(view) < step ? ` at step ${lastStep(view)}` : "";
}

/**
 * @param {Metric<BarRow>} metric
 * @param {Run[]} runs
 * @param {number} step
 */
function showRight({ unit, rows }, runs, step) {
  const all = runs.map(({ view }) => rightAnswers(view, step));
  const of = ASKED[(all.find(({ of }) => of === "shown") ?? all[0]).of];
  say(unit, all[0].before ? `${of}; ${all[0].before.right} before` : of);
  all.forEach(({ now, of }, index) => {
    const note = now ? `${outOf(now)}${of === "shown" ? " shown" : ""}` : " not counted yet";
    fill(rows[index], now ? String(now.right) : "—", note, now ? now.right / now.total : 0);
  });
}

/**
 * Common facts, those between and rare ones, and of each the runs side by side.
 * @param {Metric<BarRow>} metric
 * @param {Run[]} runs
 * @param {number} step
 */
function showRarity({ node, unit, rows }, runs, step) {
  const counted = runs.map(({ view }) => byRarity(view, step));
  const named = ORDER.filter((rarity) => counted.some((tallies) => tallies.has(rarity)));
  const times = runs.some(({ view }) => countsTimes(view, step));
  show(node, named.length > 0);
  say(unit, times ? named.map((rarity) => `${rarity}: ${READ[rarity]}`).join("; ") : "a third of a skill's facts each");
  rows.forEach((row, place) => {
    const rarity = ORDER[Math.floor(place / runs.length)];
    const tally = counted[place % runs.length].get(rarity);
    show(row.node, named.includes(rarity));
    fill(row, tally ? String(tally.right) : "—", `${tally ? ` of ${tally.total}` : ""} ${rarity}`, shareOf(tally));
  });
}

/** @param {{ right: number, total: number } | undefined} tally */
const shareOf = (tally) => (tally ? tally.right / tally.total : 0);

/**
 * @param {Metric<BarRow>} metric
 * @param {Run[]} runs
 * @param {number} step
 */
function showNew({ unit, rows }, runs, step) {
  const start = runs.find(({ view }) => view.losses.length)?.view.losses[0].new ?? 1;
  say(unit, `loss, nats per token; ${decimal(start)} before`);
  runs.forEach(({ view }, index) => {
    const now = at(view.losses, step);
    fill(rows[index], now ? decimal(now.new) : "—", reach(view, step), now ? now.new / start : 0);
  });
}

/**
 * @param {Metric<BarRow>} metric
 * @param {Run[]} runs
 * @param {number} step
 */
function showShare({ unit, rows }, runs, step) {
  if (runs.length < 2) return;
  const [twin, run] = runs;
  const share = shareRemoved(run.view, twin.view, step);
  const behind = runs.find(({ view }) => reach(view, step));
  const why = behind ? ` ${behind.label}:${reach(behind.view, step)}` : ` ${twin.label} has forgotten nothing yet`;
  fill(rows[0], share === null ? "—" : percent(share), share === null ? why : "", share ?? 0);
  say(unit, `of what the run with ${twin.label} forgot`);
}

/**
 * @param {Metric<BarRow>} metric
 * @param {Run[]} runs
 * @param {number} step
 */
function showRead({ rows, floor }, runs, step) {
  const pool = runs.map(({ view }) => lossOfPool(view)).find((loss) => loss !== null) ?? null;
  sayFloor(
    floor,
    pool === null ? "" : `Loss on what is replayed, before any training: ${decimal(pool)} nats per token.`,
  );
  runs.forEach(({ view }, index) => {
    const { seen, seen_old: old } = at(view.losses, step) ?? {};
    const known = isNumber(seen) && isNumber(old);
    const share = known && seen ? old / seen : 0;
    const note = known ? ` of ${count(seen)}${seen ? ` (${percent(share)})` : ""}` : "";
    fill(rows[index], known ? count(old) : "—", note, share);
  });
}

/**
 * @param {Metric<CompassRow>} metric
 * @param {Run[]} runs
 * @param {number} step
 */
function showPull({ rows }, runs, step) {
  runs.forEach(({ view }, index) => {
    const cosine = at(view.gradients, step)?.cosine ?? null;
    const words = cosine === null ? ["—", " not measured yet"] : [pullWord(cosine), ` ${decimal(cosine)}`];
    write(rows[index], words[0], words[1]);
    turn(rows[index], cosine);
  });
}

/** @param {number} cosine */
function pullWord(cosine) {
  return cosine > ACROSS ? "together" : cosine < -ACROSS ? "apart" : "across";
}
