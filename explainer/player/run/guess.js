// Draw your guess: the old-loss curve the reader expects, by pointer, touch or keys; afterwards, how far off it was.
// Knows one panel's scales; nothing of playback.

import { h, put, puts, s, say, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { linear, outline } from "../kit/scale.js";
import { isEnded } from "./source.js";
import { lastStep, valueAt } from "./view.js";

const INVITATION =
  "Draw the curve you expect: how will the loss on the old task move? Or move its end with the arrow keys.";
const BINS = 60; // of the drawing
const POINTS = 16; // of the guess that is handed on

/** A guess from elsewhere, such as a link: its points in order, as far as they are numbers; null where it has none. */
export function readGuess(guess) {
  const points = (Array.isArray(guess?.points) ? guess.points : [])
    .filter((point) => Array.isArray(point) && Number.isFinite(point[0]) && Number.isFinite(point[1]))
    .slice(0, POINTS)
    .sort((a, b) => a[0] - b[0]);
  return points.length ? points : null;
}

/** `act.guess(points)` is called when a drawing is finished: at most 16 [step, loss]; null when it is cleared. */
export function createGuess(panel, act) {
  const line = s("path", { class: "guess-line" });
  const name = s("text", { class: "guess-name" }, "your guess");
  const hint = s("text", { class: "guess-hint", "text-anchor": "middle" }, "draw here, from left to right");
  const handle = s(
    "g",
    {
      class: "guess-handle",
      tabindex: 0,
      role: "slider",
      "aria-label": "Your guess of the old loss at the end",
      "aria-orientation": "vertical",
      "aria-valuemin": 0,
    },
    s("circle", { r: 22, fill: "transparent" }),
    s("circle", { r: 8 }),
  );
  const clear = h("button", { type: "button", class: "quiet" }, "Clear guess");
  const words = h("p", { class: "guess-words" });
  const guess = { panel, act, line, name, hint, handle, clear, words, bins: null, bend: 2.5, state: null };
  panel.part.over.append(hint, line, name, handle);
  clear.addEventListener("click", () => forget(guess));
  handle.addEventListener("keydown", (event) => bendBy(guess, event));
  handle.addEventListener("pointerdown", (event) => grab(guess, event));
  return {
    node: h("div", { class: "guess" }, words, clear),
    render: (state) => render(guess, state),
    down: (event) => begin(guess, event),
    move: (event) => drag(guess, event),
    up: () => finish(guess),
  };
}

/** The handle lies above the chart, so it takes the pointer and passes it on. */
function grab(guess, event) {
  event.preventDefault();
  guess.handle.focus();
  guess.panel.part.hit.setPointerCapture(event.pointerId);
  begin(guess, event);
}

function begin(guess, event) {
  guess.last = null;
  guess.down = true;
  guess.bins ??= Array(BINS + 1).fill(null);
  drag(guess, event);
}

/** Fills the bins between the pointer's last place and this one. */
function drag(guess, event) {
  if (!guess.down) return;
  const box = guess.panel.svg.getBoundingClientRect();
  const { x, y } = guess.panel;
  const share = x.invert(event.clientX - box.left) / guess.state.steps;
  const [low, high] = [y.invert(guess.panel.plot.bottom), y.invert(guess.panel.plot.top)];
  const here = [
    Math.max(0, Math.min(1, share)) * BINS,
    Math.max(low, Math.min(high, y.invert(event.clientY - box.top))),
  ];
  const from = guess.last ?? here;
  const [start, end] = from[0] <= here[0] ? [from, here] : [here, from];
  for (let bin = Math.round(start[0]); bin <= Math.round(end[0]); bin += 1) {
    const way = end[0] === start[0] ? 0 : Math.max(0, Math.min(1, (bin - start[0]) / (end[0] - start[0])));
    guess.bins[bin] = start[1] + way * (end[1] - start[1]);
  }
  guess.last = here;
  guess.act.redraw();
}

function finish(guess) {
  if (!guess.down) return;
  guess.down = false;
  hand(guess, curveOf(guess));
}

/** The bins as a whole curve: it starts where Pebble starts, gaps are bridged, after the last bin it stays level. */
function curveOf(guess) {
  const known = [
    [0, guess.panel.start],
    ...guess.bins
      .map((loss, bin) => [bin, loss])
      .slice(1)
      .filter(([, loss]) => loss !== null),
  ];
  return Array.from({ length: POINTS }, (_, i) => {
    const share = i / (POINTS - 1);
    return [share * guess.state.steps, between(known, share * BINS)];
  });
}

/** A value on the line through ordered points; level beyond the last. */
export function between(points, at) {
  const next = points.findIndex(([place]) => place >= at);
  if (next < 0) return points.at(-1)[1];
  if (next === 0) return points[0][1];
  const [[x0, y0], [x1, y1]] = [points[next - 1], points[next]];
  return y0 + ((at - x0) / (x1 - x0)) * (y1 - y0);
}

function hand(guess, points) {
  guess.act.guess(points.map(([step, loss]) => [Math.round(step), Number(loss.toFixed(2))]));
}

function forget(guess) {
  Object.assign(guess, { bins: null, bend: 2.5 });
  guess.act.guess(null);
}

/** Up and down move the end; left and right make the curve rise sooner or later. */
function bendBy(guess, event) {
  const move = { ArrowUp: [0.05, 0], ArrowDown: [-0.05, 0], ArrowLeft: [0, 0.5], ArrowRight: [0, -0.5] }[event.key];
  if (!move || !guess.state?.drawing) return;
  event.preventDefault();
  event.stopPropagation();
  const { start } = guess.panel;
  guess.bend = Math.max(0.5, Math.min(12, guess.bend + move[1]));
  const end = Math.max(0, Math.min(start + 1.7, (guess.state.guess?.at(-1)[1] ?? start) + move[0]));
  const rise = (share) => (1 - Math.exp(-guess.bend * share)) / (1 - Math.exp(-guess.bend));
  guess.bins = null;
  hand(
    guess,
    Array.from({ length: POINTS }, (_, i) => {
      const share = i / (POINTS - 1);
      return [share * guess.state.steps, start + (end - start) * rise(share)];
    }),
  );
}

function render(guess, state) {
  guess.state = state;
  const { panel, line, name, handle } = guess;
  if (!panel.plot) return;
  const points = guess.down ? curveOf(guess) : state.guess;
  const onLine = points?.map(([step, loss]) => [panel.x(step), panel.y(loss)]) ?? [];
  put(line, "d", outline(onLine));
  const last = onLine.at(-1) ?? [panel.plot.right, panel.y(panel.start ?? 0)];
  placeName(name, onLine, state.drawing, panel.plot);
  show(handle, state.drawing);
  show(guess.hint, state.drawing && !points);
  puts(guess.hint, { x: (panel.plot.left + panel.plot.right) / 2, y: panel.y(panel.start ?? 0) - 44 });
  puts(handle, { transform: `translate(${last[0].toFixed(1)} ${last[1].toFixed(1)})`, ...spoken(guess, points) });
  put(panel.node, "data-drawing", state.drawing);
  show(guess.clear, state.drawing && points);
  say(guess.words, inWords(state));
  show(guess.words, guess.words.textContent);
}

function placeName(name, onLine, drawing, plot) {
  show(name, onLine.length);
  if (!onLine.length) return;
  const at = drawing ? onLine.at(-1) : onLine[Math.floor(onLine.length * 0.8)];
  puts(
    name,
    drawing
      ? { x: plot.right + 14, y: at[1] + 4, "text-anchor": "start" }
      : { x: at[0], y: at[1] - 8, "text-anchor": "middle" },
  );
}

function spoken({ panel, state }, points) {
  const end = points?.at(-1)[1] ?? panel.start ?? 0;
  const most = (panel.start ?? 0.5) + 1.7;
  return {
    "aria-valuenow": end.toFixed(2),
    "aria-valuemax": most.toFixed(2),
    "aria-valuetext": `${decimal(end)} nats per token at step ${state.steps}`,
  };
}

function inWords(state) {
  if (state.drawing) {
    return state.guess ? "That is your guess. Draw over it to change it, then train." : INVITATION;
  }
  const run = state.runs.at(-1);
  const over = run && isEnded(run) && run.view.losses.length > 1 && state.whole >= lastStep(run.view);
  return state.guess && over ? verdict(state.guess, run) : "";
}

/** How far off on average, over the whole run, and in which direction. */
function verdict(points, run) {
  const at = linear([0, 100], [0, lastStep(run.view)]);
  const errors = Array.from({ length: 101 }, (_, i) => between(points, at(i)) - valueAt(run.view.losses, "old", at(i)));
  const off = errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;
  const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const verdictWords =
    off < 0.1
      ? "that is close"
      : bias < 0
        ? "Pebble forgot more than you expected"
        : "Pebble forgot less than you expected";
  return `Your guess was ${decimal(off)} nats off on average against ${run.name}: ${verdictWords}.`;
}
