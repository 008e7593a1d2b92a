// The ball in a landscape: gradient descent one can hold. Mounts on any element or shadow root, in Streamlit, on a plain
// page or in a single file. Composes the parts; each is told the whole state once a frame.
//
//     const figure = mount(element, { groundUrl: "api/grounds/two-valleys", state: { replay: 5 } });
//     figure.update({ ...options });  figure.destroy();
//
// options: { ground | groundUrl, grounds: [{ name, title, note, url }], state, link, hide: ["lr", …], small, onState,
// page, beside }, the last two for sharing: the app's page of it, and { embed, file } where our own server has neither.
// `state` is opened when it, or the number `link`, is another than before; onState(state) tells what the reader has set.
// One requestAnimationFrame at a time, and only while something moves. Knows nothing of Streamlit.

import { h, put, say, show } from "../kit/dom.js";
import { watchKeys } from "../kit/keys.js";
import { mounting } from "../kit/mount.js";
import { goTo, moving, newPlayback, play, tick } from "../kit/playback.js";
import { createShare } from "../share/share.js";
import { addSheet } from "../kit/sheet.js";
import { applyTheme, watchTheme } from "../kit/theme.js";
import { createTimeline } from "../kit/timeline.js";
import { actionsOf, start } from "./actions.js";
import { pathOf, rollBalls } from "./balls.js";
import { createCaption } from "./caption.js";
import { createControls, createReplay } from "./controls.js";
import { createField } from "./field.js";
import { createLegend } from "./legend.js";
import { loadGround } from "./load.js";
import { createLosses } from "./losses.js";
import { readPalette } from "./palette.js";
import { createPresets } from "./presets.js";
import { HIDEABLE, readState, writeState } from "./settings.js";
import { sharedBall } from "./share.js";
import { arrowsAt, createSlow, partsAt, phasesOf, progress, sayPhase, tickSlow } from "./slow.js";
import { createStage } from "./stage.js";
import { BALL } from "./style.js";
import { setView, viewOf } from "./surface.js";
import { createTable } from "./table.js";

const PACE = 1.6; // a whole path in 12 / 1.6 seconds
const QUIET = 400; // milliseconds after the last change before the state is told

let figures = 0;

/** Shows the ball under `root`. A second call on the same root updates the figure that is there. */
export const mount = mounting(build, update, destroy);

function build(root) {
  figures += 1;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const figure = {
    root,
    still,
    options: {},
    ground: null,
    name: "",
    asked: "",
    balls: [],
    problems: [],
    playback: newPlayback({ still: still.matches }),
    slow: createSlow(),
    version: 0,
    frames: 0,
    pending: 0,
    last: null,
    fresh: true,
    ended: new AbortController(),
  };
  const run = { schedule: () => schedule(figure), told: () => tell(figure), open: (name) => open(figure, name, {}) };
  const act = actionsOf(figure, run);
  assemble(figure, act, `ball-${figures}`);
  root.append(figure.node);
  figure.unstyle = addSheet(figure.node, BALL);
  watchTheme(figure.node, figure.ended.signal);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(figure), {
    signal: figure.ended.signal,
  });
  watchKeys(figure.node, act);
  figure.sight = new IntersectionObserver(([entry]) => begin(figure, entry.isIntersecting), { threshold: 0.35 });
  figure.sight.observe(figure.stage.node);
  return figure;
}

function assemble(figure, act, id) {
  figure.stage = createStage(act);
  const timeline = createTimeline(act);
  figure.parts = [
    createPresets(act, id),
    figure.stage,
    createReplay(act, id),
    createCaption(),
    { node: timeline.node, render: (state) => timeline.render(asTimeline(state)) },
    createLegend(act),
    createLosses(act, id),
    createControls(act, id),
    createTable(),
    createShare(sharedBall(figure)),
  ];
  figure.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const label = { class: "player ball", tabindex: -1, "aria-label": "Ball in a landscape" };
  figure.node = h("section", label, figure.trouble, ...figure.parts.map((part) => part.node));
}

/** A path as the timeline shows it. */
function asTimeline({ ground, playback, whole, shown, end }) {
  return { ready: Boolean(ground), playback, step: whole, shown, steps: end, marks: [] };
}

function update(figure, options) {
  const before = figure.options;
  figure.options = options;
  applyTheme(figure.node);
  put(figure.node, "data-hide", (options.hide ?? []).join(" ") || null);
  const asked = JSON.stringify([
    options.groundUrl ?? options.ground?.name ?? null,
    options.state ?? {},
    options.link ?? 0,
  ]);
  const another = options.groundUrl !== before.groundUrl || options.ground !== before.ground;
  if (asked !== figure.asked || (another && options.ground)) {
    figure.asked = asked;
    open(figure, options.state?.preset ?? null, options.state ?? {});
  }
  repaint(figure);
}

function repaint(figure) {
  const palette = readPalette(figure.node);
  if (palette.key !== figure.palette?.key) figure.palette = palette;
  schedule(figure);
}

/** Opens the ground of this name (null: the one given) in this state. */
async function open(figure, name, state) {
  const { options, ended } = figure;
  const listed = options.grounds ?? [];
  const found = listed.find((one) => one.name === name);
  const problems =
    name && listed.length && !found
      ? [`There is no landscape called ${String(name).slice(0, 40)}: another is shown.`]
      : [];
  const own = { ground: options.ground, url: homeOf(options)?.url ?? options.groundUrl };
  const turn = (figure.turn = (figure.turn ?? 0) + 1);
  try {
    const ground = await loadGround(found ? { url: found.url } : own, ended.signal);
    if (turn === figure.turn && !ended.signal.aborted) reveal(figure, ground, state, problems);
  } catch (error) {
    if (turn !== figure.turn || ended.signal.aborted) return;
    figure.problems = [...problems, error.message];
    schedule(figure);
  }
}

/** The landscape of the menu that opens by itself. */
function homeOf({ grounds = [], groundUrl }) {
  return groundUrl ? grounds.find(({ url }) => url === groundUrl) : grounds[0];
}

function reveal(figure, ground, state, problems) {
  const read = readState(ground, state);
  const first = figure.fresh;
  if (ground !== figure.ground) figure.field = createField(ground);
  Object.assign(figure, {
    ground,
    name: ground.name,
    settings: read.settings,
    fresh: false,
    stale: true,
    dragging: false,
  });
  figure.problems = [...problems, ...read.problems];
  figure.playback = Object.assign(newPlayback({ still: figure.still.matches }), { speed: figure.playback.speed });
  setView(figure.stage.stage.surface, read.settings.view);
  figure.waits = figure.options.autoplay !== false;
  if (figure.still.matches) start(figure);
  begin(figure, figure.inSight);
  if (!first) tell(figure);
  schedule(figure);
}

/** The ball rolls by itself once, when it is in sight. */
function begin(figure, inSight) {
  figure.inSight = inSight;
  if (!inSight || !figure.waits || !figure.ground) return;
  figure.waits = false;
  start(figure);
  schedule(figure);
}

function schedule(figure) {
  if (!figure.pending && !figure.ended.signal.aborted)
    figure.pending = requestAnimationFrame((now) => frame(figure, now));
}

function frame(figure, now) {
  figure.pending = 0;
  figure.frames += 1;
  if (figure.ground) {
    if (figure.stale) roll(figure);
    const seconds = figure.last === null ? 0 : Math.min(0.1, (now - figure.last) / 1000);
    advance(figure, seconds);
  }
  render(figure);
  const again = Boolean(figure.ground) && moving(figure.playback);
  figure.last = again ? now : null;
  if (again) schedule(figure);
}

/** The paths anew; the ball keeps its step, or the end if it lay there. */
function roll(figure) {
  const { playback, ground, settings } = figure;
  const atEnd = playback.end > 0 && playback.step >= playback.end && !playback.playing;
  figure.stale = false;
  figure.version += 1;
  figure.balls = rollBalls(ground, settings);
  playback.end = Math.max(...figure.balls.map(({ count }) => count - 1));
  playback.steps = Math.max(1, playback.end) * PACE;
  if (atEnd || playback.step > playback.end) goTo(playback, playback.end);
  if (figure.wants === "play") play(Object.assign(playback, { step: 0 }));
  if (figure.wants === "end") goTo(playback, playback.end);
  figure.wants = "";
}

const isSlow = ({ settings }) => settings.slow && !settings.race;

function advance(figure, seconds) {
  const { playback, slow, ground } = figure;
  if (figure.wants) roll(figure);
  if (!isSlow(figure)) return tick(playback, seconds);
  if (!playback.playing || playback.hover !== null) return;
  playback.step = Math.min(playback.end, Math.floor(playback.step) + tickSlow(slow, ground, seconds * playback.speed));
  if (playback.step >= playback.end) goTo(playback, playback.end);
}

function render(figure) {
  const state = figure.ground
    ? stateOf(figure)
    : { ...bare(figure), ground: null, playback: figure.playback, whole: 0, shown: 0, end: 0 };
  for (const part of figure.parts) part.render(state);
  say(figure.trouble, figure.problems.join(" "));
  show(figure.trouble, figure.problems.length > 0);
  put(figure.node, "data-small", Boolean(figure.options.small));
  expose(figure);
}

function bare({ options, name, palette }) {
  const hide = new Set((options.hide ?? []).filter((one) => HIDEABLE.includes(one)));
  return { options, name, palette, hide, moving: false };
}

function stateOf(figure) {
  const { playback, settings, slow, ground, balls } = figure;
  const slowly = isSlow(figure) && playback.hover === null && playback.step < playback.end && !figure.dragging;
  const shown = playback.hover ?? (slowly ? playback.step + progress(slow, ground) : playback.step);
  const whole = Math.floor(shown + 1e-6);
  const parts = slowly ? partsAt(slow, ground, balls[0].settings, playback.step, figure.version) : null;
  const state = {
    ...bare(figure),
    ground,
    field: figure.field,
    settings,
    balls,
    playback,
    shown,
    whole: slowly ? playback.step : whole,
    end: playback.end,
    version: figure.version,
    dragging: figure.dragging,
    moving: moving(playback),
    arrows: parts && arrowsAt(slow, ground, settings, parts),
    bareEnd: () => bareEnd(figure),
    phase: parts && sayPhase(slow, ground, settings, parts, playback.step),
    phases: phasesOf(ground),
  };
  state.inWords = figure.dragging || !state.moving ? placeInWords(state) : "";
  return state;
}

/** The old loss where the ball ends with neither replay nor tether; rolled when asked for, once a path. */
function bareEnd(figure) {
  if (figure.bare?.version !== figure.version) {
    const { old, count } = pathOf(figure.ground, { ...figure.settings, replay: 0, tether: 0 });
    figure.bare = { version: figure.version, old: old[count - 1] };
  }
  return figure.bare.old;
}

function placeInWords({ balls, shown }) {
  const at = Math.min(Math.floor(shown), balls[0].count - 1);
  const [x, y, old, fresh] = ["x", "y", "old", "new"].map((name) => balls[0][name][at].toFixed(2));
  return `at ${x}, ${y}: old loss ${old}, new loss ${fresh}`;
}

/** Says what the reader has set, once the hand rests; never while the ball moves by itself. */
function tell(figure) {
  clearTimeout(figure.telling);
  figure.telling = setTimeout(() => {
    const { ground, settings, options, name } = figure;
    settings.view = viewOf(figure.stage.stage.surface);
    const state = writeState(ground, settings);
    if ((options.grounds ?? []).some((one) => one.name === name) && name !== homeOf(options)?.name) state.preset = name;
    options.onState?.(state);
  }, QUIET);
}

/** Counters for whoever tests the page. */
function expose({ node, root, frames, playback, name, palette }) {
  const moves = moving(playback);
  for (const one of [node, root])
    if (one.dataset) Object.assign(one.dataset, { frames, moves, name, dark: palette?.dark ?? "" });
}

function destroy(figure) {
  figure.ended.abort();
  cancelAnimationFrame(figure.pending);
  clearTimeout(figure.telling);
  figure.sight.disconnect();
  figure.parts.forEach((part) => part.destroy?.());
  figure.node.remove();
  figure.unstyle();
}
