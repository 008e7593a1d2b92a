// The playhead is what time moves over a panel: how much of the lines is shown, the cross-line, the ends of the lines with
// their values, and the words in the areas. It knows charts as panel.js draws them; nothing of playback.

/** @import { Chart, Panel, Plot } from "./panel.js" */
/** @import { RunState } from "./state.js" */

import { put, puts, say, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { at, lastStep, valueAt } from "./view.js";

/**
 * Where a line ends: the index of its run, its place, that of its label, px, and the value there.
 * @typedef {{ index: number, x: number, y: number, label: number, text: string }} Spot
 */

const APART = 17; // px between two labels

/**
 * Moves all that depends on the step shown.
 * @param {Panel} panel
 * @param {RunState} state
 */
export function placePanel({ chart, part }, { shown, step, playback }) {
  if (!chart) return;
  clip(part.shown, chart.plot, chart.x(shown));
  clip(part.seen, chart.plot, chart.x(playback.seen));
  show(part.ghosts, playback.seen > shown);
  placeCross(chart, shown, step);
  placeEnds(chart, shown, step);
  placeWords(chart, shown);
}

/**
 * @param {SVGRectElement} rect
 * @param {Plot} plot
 * @param {number} to
 */
function clip(rect, { left, top, bottom }, to) {
  puts(rect, { x: left - 2, y: top - 12, width: Math.max(0, to - left + 2).toFixed(1), height: bottom - top + 24 });
}

/**
 * @param {Chart} chart
 * @param {number} shown
 * @param {number} step
 */
function placeCross({ part, plot, x, runs, ticks }, shown, step) {
  const place = x(shown).toFixed(1);
  show(part.cross, runs.length > 0);
  put(part.crossLine, "d", `M${place} ${plot.top - 6}V${plot.bottom + 4}`);
  puts(part.crossStep, { x: place, y: plot.bottom + 18 });
  say(part.crossStep, String(step));
  for (const tick of ticks) show(tick.node, !runs.length || Math.abs(x(tick.step) - x(shown)) > 30);
}

/**
 * @param {Chart} chart
 * @param {number} shown
 * @param {number} step
 */
function placeEnds({ runs, task, x, y, plot, ends }, shown, step) {
  const spots = runs.map(({ view }, index) => {
    const end = Math.min(shown, lastStep(view));
    const event = at(view.losses, step) ?? view.losses[0];
    const height = y(valueAt(view.losses, task, end));
    return { index, x: x(end), y: height, label: height, text: decimal(event[task]) };
  });
  spread(spots, plot);
  for (const spot of spots) {
    const { node, label, value } = ends[spot.index];
    put(node, "transform", `translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})`);
    put(label, "y", (spot.label - spot.y + 4.5).toFixed(1));
    say(value, spot.text);
  }
}

/**
 * Keeps labels a line apart; they stay in the order of their curves.
 * @param {Spot[]} spots
 * @param {Plot} plot
 */
function spread(spots, { top, bottom }) {
  const ordered = [...spots].sort((a, b) => a.y - b.y || b.index - a.index);
  for (const spot of ordered) spot.label = Math.max(top, Math.min(bottom - 8, spot.y));
  if (ordered.length < 2) return;
  const [upper, lower] = ordered;
  const lack = APART - (lower.label - upper.label);
  if (lack <= 0) return;
  upper.label -= lack / 2;
  lower.label += lack / 2;
  const over = Math.max(0, lower.label - (bottom - 8));
  upper.label -= over;
  lower.label -= over;
}

/**
 * Names what was forgotten, from the start to the last run's loss, and what replay saved, from there to the twin's.
 * @param {Chart} chart
 * @param {number} shown
 */
function placeWords(chart, shown) {
  const { task, runs, part, start } = chart;
  const reached = Math.min(shown, ...runs.map(({ view }) => lastStep(view)));
  const run = task === "old" ? runs.at(-1) : undefined;
  const twin = runs.length > 1 ? runs[0] : undefined;
  const [early, late] = [0.55 * reached, 0.7 * reached];
  const lost = run && start !== null ? [start, valueAt(run.view.losses, "old", early)] : null;
  const saved = run && twin ? [run, twin].map(({ view }) => valueAt(view.losses, "old", late)) : null;
  placeWord(chart, part.forgottenWord, lost, early, reached);
  placeWord(chart, part.savedWord, saved, late, reached);
}

/**
 * Puts a word where its area, from the low loss to the high one, is high enough to hold it.
 * @param {Chart} chart
 * @param {SVGTextElement} word
 * @param {number[] | null} losses
 * @param {number} step
 * @param {number} reached
 */
function placeWord({ x, y, plot }, word, losses, step, reached) {
  const [low, high] = losses?.map(y) ?? [0, 0];
  const roomy = x(reached) - plot.left > 170 && low - high > 22;
  show(word, roomy);
  if (roomy) puts(word, { x: x(step).toFixed(1), y: ((low + high) / 2 + 4.5).toFixed(1) });
}
