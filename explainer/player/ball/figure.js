// The figure is a ball in a landscape: gradient descent that one can hold. Mounts on any element or shadow root, in
// Streamlit, on a plain page or in a single file. Composes the parts; each is told the whole state once a frame.
//
//     const figure = mount(element, { groundUrl: "api/grounds/two-valleys", state: { replay: 5 } });
//     figure.update({ ...options });  figure.destroy();
//
// One requestAnimationFrame at a time, and only while something moves. Knows nothing of Streamlit.

/** @import { Root } from "../kit/mount.js" */
/** @import { Playback } from "../kit/playback.js" */
/** @import { Place } from "../share/address.js" */
/** @import { Act } from "./actions.js" */
/** @import { Ball } from "./balls.js" */
/** @import { Field } from "./field.js" */
/** @import { Ground } from "./ground.js" */
/** @import { Palette } from "./palette.js" */
/** @import { BallState, Settings } from "./settings.js" */
/** @import { Arrow, Slow } from "./slow.js" */
/** @import { Surface } from "./surface.js" */

import { h, put, say, show } from "../kit/dom.js";
import { watchKeys } from "../kit/keys.js";
import { mounting } from "../kit/mount.js";
import { goTo, moving, newPlayback, play, tick } from "../kit/playback.js";
import { createShare } from "../share/share.js";
import { addSheet } from "../kit/sheet.js";
import { applyTheme, watchTheme } from "../kit/theme.js";
import { createTimeline } from "../kit/timeline.js";
import { actionsOf, isOpen, start } from "./actions.js";
import { pathOf, rollBalls } from "./balls.js";
import { createCaption } from "./caption.js";
import { createControls, createReplay } from "./controls.js";
import { createField } from "./field.js";
import { createLegend } from "./legend.js";
import { loadGround } from "./load.js";
import { createLosses } from "./losses.js";
import { readPalette } from "./palette.js";
import { createPresets } from "./presets.js";
import { readState, writeState } from "./settings.js";
import { sharedBall } from "./share.js";
import { arrowsAt, createSlow, partsAt, phaseInWords, progress, tickSlow } from "./slow.js";
import { createStage } from "./stage.js";
import { BALL } from "./style.js";
import { setView, viewOf } from "./surface.js";
import { createTable } from "./table.js";

/**
 * A landscape of the menu.
 * @typedef {{ name: string, title: string, note: string, url: string }} Listed
 */

/**
 * What the figure is: the ball on toy landscapes, or a measured valley, recorded or of a live run, by its name.
 * @typedef {{ kind: "ball" | "valley", name: string, live: boolean }} Identity
 */

/**
 * What a page asks for: one ground, in hand or at an address, and a menu of others; the `state` to open it in, which is
 * opened again when it, or `revision`, is another than before; the parts to hide; and, to share it, what and where it is.
 * `onState` hears what the reader has set; its `serial` counts from 1.
 * @typedef {Place & { ground?: unknown, groundUrl?: string, grounds?: Listed[], state?: Record<string, unknown>,
 *   revision?: number, hide?: string[], small?: boolean, autoplay?: boolean, figure?: Identity,
 *   onState?: (state: BallState & { serial: number }) => void }} BallOptions
 */

/**
 * What every part is told once a frame, before there is a landscape.
 * @typedef {{ options: BallOptions, name: string, palette: Palette, playback: Playback, ground: null, moving: boolean,
 *   shown: number, step: number, end: number }} EmptyState
 */

/**
 * What every part is told once a frame: `shown` is the step with its fraction, `step` the whole one, `end` the last;
 * `version` counts the paths; `arrows` and `phase` are there in slow motion; `inWords` is where the ball lies, once it
 * rests; `bareEnd` gives the old loss where the ball ends with neither replay nor tether.
 * @typedef {Omit<EmptyState, "ground"> & { ground: Ground, field: Field, settings: Settings, balls: Ball[],
 *   version: number, dragging: boolean, arrows: Arrow[] | null, phase: string | null, inWords: string,
 *   bareEnd: () => number }} SceneState
 */

/** @typedef {EmptyState | SceneState} FrameState */

/** @typedef {{ node: Element, render: (state: FrameState) => void, destroy?: () => void }} FigurePart */

/**
 * The figure as it stands: what was asked of it (`asked`, as text), what is shown, and what is still to be done. `turn`
 * counts the openings, so that of two the later one is shown; `waits`: the ball is to roll when it is in sight; `wants`:
 * what is to happen once its new path is there; `stale`: that path is not there yet; `last` is when the last frame was.
 * @typedef {{ root: Root, still: MediaQueryList, options: BallOptions, asked: string, turn: number,
 *   ground: Ground | null, field: Field | null, settings: Settings | null, name: string, balls: Ball[],
 *   problems: string[], playback: Playback, slow: Slow, version: number, bare: { version: number, old: number },
 *   fresh: boolean, stale: boolean, dragging: boolean, inSight: boolean, waits: boolean, wants: "" | "play" | "end",
 *   frames: number, pending: number, last: number | null, telling: number, palette: Palette, ended: AbortController,
 *   bareEnd: () => number, parts: FigurePart[], surface: Surface,
 *   trouble: HTMLElement, node: HTMLElement, sight: IntersectionObserver, unstyle: () => void }} Figure
 */

/**
 * A figure whose landscape is there.
 * @typedef {Figure & { ground: Ground, field: Field, settings: Settings }} Opened
 */

const PACE = 1.6; // a whole path in 12 / 1.6 seconds
const QUIET = 400; // milliseconds after the last change before the state is told
/** @type {number[]} */
const NO_MARKS = [];

let figures = 0;
let serial = 0; // goes on from one figure to the next: a page that mounts another must not take its news for old

/** Shows the ball under `root`. A second call on the same root updates the figure that is there. */
export const mount = mounting(build, update, destroy);

/** @param {Root} root */
function build(root) {
  figures += 1;
  const figure = newFigure(root);
  const host = {
    schedule: () => schedule(figure),
    tell: () => tell(figure),
    open: (/** @type {string} */ name) => void open(figure, name, {}),
  };
  const act = actionsOf(figure, host);
  const stage = assemble(figure, act, `ball-${figures}`);
  root.append(figure.node);
  figure.unstyle = addSheet(figure.node, BALL);
  watchTheme(figure.node, figure.ended.signal);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(figure), {
    signal: figure.ended.signal,
  });
  watchKeys(figure.node, act);
  figure.sight = new IntersectionObserver(([entry]) => begin(figure, entry.isIntersecting), { threshold: 0.35 });
  figure.sight.observe(stage);
  return figure;
}

/**
 * A figure with nothing to show; its nodes come with `assemble`.
 * @param {Root} root
 */
function newFigure(root) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const figure = /** @type {Figure} */ ({
    root,
    still,
    options: {},
    asked: "",
    turn: 0,
    ground: null,
    field: null,
    settings: null,
    name: "",
    balls: /** @type {Ball[]} */ ([]),
    problems: /** @type {string[]} */ ([]),
    playback: newPlayback({ still: still.matches }),
    slow: createSlow(),
    version: 0,
    bare: { version: 0, old: 0 },
    fresh: true,
    stale: false,
    dragging: false,
    inSight: false,
    waits: false,
    wants: "",
    frames: 0,
    pending: 0,
    last: null,
    telling: 0,
    ended: new AbortController(),
  });
  figure.bareEnd = () => bareEnd(figure);
  return figure;
}

/**
 * Builds the parts; returns the node that the ball is seen in.
 * @param {Figure} figure
 * @param {Act} act
 * @param {string} id
 */
function assemble(figure, act, id) {
  const stage = createStage(act);
  const timeline = createTimeline(act);
  figure.surface = stage.stage.surface;
  figure.parts = [
    createPresets(act, id),
    stage,
    createReplay(act, id),
    createCaption(),
    { node: timeline.node, render: (state) => timeline.render(timelineOf(state)) },
    createLegend(act),
    createLosses(act, id),
    createControls(act, id),
    createTable(),
    createShare(sharedBall(figure)),
  ];
  figure.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const label = { class: "player ball", tabindex: -1, "aria-label": "Ball in a landscape" };
  figure.node = h("section", label, figure.trouble, ...figure.parts.map((part) => part.node));
  return stage.node;
}

/** @param {FrameState} state */
function timelineOf({ ground, playback, step, shown, end }) {
  return { ready: ground !== null, playback, step, shown, steps: end, marks: NO_MARKS };
}

/**
 * @param {Figure} figure
 * @param {BallOptions} options
 */
function update(figure, options) {
  const before = figure.options;
  const { groundUrl = null, state = {}, revision = 0 } = options;
  figure.options = options;
  applyTheme(figure.node);
  put(figure.node, "data-hide", options.hide?.join(" ") || null);
  const asked = JSON.stringify([groundUrl, state, revision]);
  if (asked !== figure.asked || options.ground !== before.ground) {
    figure.asked = asked;
    open(figure, state.preset ? String(state.preset) : null, state);
  }
  repaint(figure);
}

/** @param {Figure} figure */
function repaint(figure) {
  const palette = readPalette(figure.node);
  if (palette.key !== figure.palette?.key) figure.palette = palette;
  schedule(figure);
}

/**
 * Opens the ground of this name (null: the one given) in this state.
 * @param {Figure} figure
 * @param {string | null} name
 * @param {Record<string, unknown>} state
 */
async function open(figure, name, state) {
  const { options, ended } = figure;
  const grounds = options.grounds ?? [];
  const listed = grounds.find((ground) => ground.name === name);
  const unknown = name && grounds.length && !listed;
  const problems = unknown ? [`There is no landscape called ${name.slice(0, 40)}: another is shown.`] : [];
  const own = { ground: options.ground, url: homeOf(options)?.url ?? options.groundUrl };
  figure.turn += 1;
  const { turn } = figure;
  try {
    const ground = await loadGround(listed ? { url: listed.url } : own, ended.signal);
    if (turn === figure.turn && !ended.signal.aborted) reveal(figure, ground, state, problems);
  } catch (error) {
    if (turn !== figure.turn || ended.signal.aborted) return;
    figure.problems = [...problems, error instanceof Error ? error.message : String(error)];
    schedule(figure);
  }
}

/**
 * The landscape of the menu that opens by itself.
 * @param {BallOptions} options
 */
function homeOf({ grounds = [], groundUrl }) {
  return groundUrl ? grounds.find(({ url }) => url === groundUrl) : grounds[0];
}

/**
 * @param {Figure} figure
 * @param {Ground} ground
 * @param {Record<string, unknown>} state
 * @param {string[]} problems
 */
function reveal(figure, ground, state, problems) {
  const read = readState(ground, state);
  const first = figure.fresh;
  if (ground !== figure.ground) figure.field = createField(ground);
  Object.assign(figure, {
    ground,
    name: ground.name,
    settings: read.settings,
    problems: [...problems, ...read.problems],
    fresh: false,
    stale: true,
    dragging: false,
  });
  figure.playback = Object.assign(newPlayback({ still: figure.still.matches }), { speed: figure.playback.speed });
  setView(figure.surface, read.settings.view);
  figure.waits = figure.options.autoplay !== false;
  if (figure.still.matches) start(figure);
  begin(figure, figure.inSight);
  if (!first) tell(figure);
  schedule(figure);
}

/**
 * The ball rolls by itself once, when it is in sight.
 * @param {Figure} figure
 * @param {boolean} inSight
 */
function begin(figure, inSight) {
  figure.inSight = inSight;
  if (!inSight || !figure.waits || !figure.ground) return;
  figure.waits = false;
  start(figure);
  schedule(figure);
}

/** @param {Figure} figure */
function schedule(figure) {
  if (!figure.pending && !figure.ended.signal.aborted)
    figure.pending = requestAnimationFrame((now) => frame(figure, now));
}

/**
 * @param {Figure} figure
 * @param {number} now
 */
function frame(figure, now) {
  figure.pending = 0;
  figure.frames += 1;
  if (isOpen(figure)) {
    if (figure.stale) roll(figure);
    const seconds = figure.last === null ? 0 : Math.min(0.1, (now - figure.last) / 1000);
    advance(figure, seconds);
  }
  render(figure);
  const again = isOpen(figure) && moving(figure.playback);
  figure.last = again ? now : null;
  if (again) schedule(figure);
}

/**
 * The paths anew; the ball keeps its step, or the end if it lay there.
 * @param {Opened} figure
 */
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

/** @param {Opened} figure */
const isSlow = ({ settings }) => settings.slow && !settings.race;

/**
 * @param {Opened} figure
 * @param {number} seconds
 */
function advance(figure, seconds) {
  const { playback, slow, ground } = figure;
  if (figure.wants) roll(figure);
  if (!isSlow(figure)) return tick(playback, seconds);
  if (!playback.playing || playback.hover !== null) return;
  playback.step = Math.min(playback.end, Math.floor(playback.step) + tickSlow(slow, ground, seconds * playback.speed));
  if (playback.step >= playback.end) goTo(playback, playback.end);
}

/** @param {Figure} figure */
function render(figure) {
  const state = isOpen(figure) ? sceneOf(figure) : emptyOf(figure);
  for (const part of figure.parts) part.render(state);
  say(figure.trouble, figure.problems.join(" "));
  show(figure.trouble, figure.problems.length > 0);
  put(figure.node, "data-small", Boolean(figure.options.small));
  expose(figure);
}

/**
 * @param {Figure} figure
 * @returns {EmptyState}
 */
function emptyOf({ options, name, palette, playback }) {
  return { options, name, palette, playback, ground: null, moving: false, shown: 0, step: 0, end: 0 };
}

/**
 * @param {Opened} figure
 * @returns {SceneState}
 */
function sceneOf(figure) {
  const { options, name, palette, playback, ground, field, settings, balls, slow, version, dragging, bareEnd } = figure;
  const slowly = isSlow(figure) && playback.hover === null && playback.step < playback.end && !dragging;
  const shown = playback.hover ?? (slowly ? playback.step + progress(slow, ground) : playback.step);
  const step = slowly ? playback.step : Math.floor(shown + 1e-6);
  const parts = slowly ? partsAt(slow, ground, balls[0].settings, step, version) : null;
  const moves = moving(playback);
  return {
    options,
    name,
    palette,
    playback,
    ground,
    field,
    settings,
    balls,
    shown,
    step,
    end: playback.end,
    version,
    dragging,
    moving: moves,
    arrows: parts && arrowsAt(slow, ground, settings, parts),
    phase: parts && phaseInWords(slow, ground, settings, parts, step),
    inWords: dragging || !moves ? placeInWords(balls[0], shown) : "",
    bareEnd,
  };
}

/**
 * The old loss where the ball ends with neither replay nor tether; rolled when asked for, once a path.
 * @param {Figure} figure
 */
function bareEnd(figure) {
  if (isOpen(figure) && figure.bare.version !== figure.version) {
    const { old, count } = pathOf(figure.ground, { ...figure.settings, replay: 0, tether: 0 });
    figure.bare = { version: figure.version, old: old[count - 1] };
  }
  return figure.bare.old;
}

/**
 * @param {Ball} ball
 * @param {number} shown
 */
function placeInWords(ball, shown) {
  const at = Math.min(Math.floor(shown), ball.count - 1);
  const [x, y, old, fresh] = [ball.x, ball.y, ball.old, ball.new].map((values) => values[at].toFixed(2));
  return `at ${x}, ${y}: old loss ${old}, new loss ${fresh}`;
}

/**
 * Says what the reader has set, once the hand rests; never while the ball moves by itself.
 * @param {Figure} figure
 */
function tell(figure) {
  clearTimeout(figure.telling);
  figure.telling = window.setTimeout(() => {
    if (!isOpen(figure)) return;
    const { ground, settings, options, name } = figure;
    settings.view = viewOf(figure.surface);
    const state = writeState(ground, settings);
    if (options.grounds?.some((listed) => listed.name === name) && name !== homeOf(options)?.name) state.preset = name;
    serial += 1;
    options.onState?.({ ...state, serial });
  }, QUIET);
}

/**
 * Counters for whoever tests the page.
 * @param {Figure} figure
 */
function expose({ node, root, frames, playback, name, palette }) {
  const counters = { frames, moves: moving(playback), name, dark: palette.dark };
  for (const shown of [node, root]) if ("dataset" in shown) Object.assign(shown.dataset, counters);
}

/** @param {Figure} figure */
function destroy(figure) {
  figure.ended.abort();
  cancelAnimationFrame(figure.pending);
  clearTimeout(figure.telling);
  figure.sight.disconnect();
  for (const part of figure.parts) part.destroy?.();
  figure.node.remove();
  figure.unstyle();
}
