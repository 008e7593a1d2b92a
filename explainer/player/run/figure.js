// The player is the face of one run or of a pair of twin runs. It mounts on any element or shadow root, in Streamlit, on a
// plain page or in a single file. It composes the parts; each is told the whole state once a frame and keeps itself up to
// date.
//
//     const runs = [{ label: "0%", name: "german-0", kind: "recorded", replay: 0, url: "api/recorded/german-0" }];
//     const player = mount(element, { runs, autoplay: true });
//     player.update({ ...options });  player.destroy();
//
// One requestAnimationFrame at a time, and only while something moves. It knows nothing of Streamlit.

/** @import { Root } from "../kit/mount.js" */
/** @import { Playback } from "../kit/playback.js" */
/** @import { Actions } from "./actions.js" */
/** @import { Point } from "./guess.js" */
/** @import { RunSpec } from "./run.js" */
/** @import { Source } from "./source.js" */
/** @import { RunOptions, RunState } from "./state.js" */

import { h, put, show } from "../kit/dom.js";
import { watchKeys } from "../kit/keys.js";
import { mounting } from "../kit/mount.js";
import { follow, goTo, moving, newPlayback, play, tick } from "../kit/playback.js";
import { applyTheme, watchTheme } from "../kit/theme.js";
import { createTimeline } from "../kit/timeline.js";
import { createShare } from "../share/share.js";
import { actionsOf, tell } from "./actions.js";
import { createAnswers } from "./answers.js";
import { createCaptions } from "./captions.js";
import { createChat } from "./chat.js";
import { createCurves } from "./curves.js";
import { readGuess } from "./guess.js";
import { createMetrics } from "./metrics.js";
import { createProvenance } from "./provenance.js";
import { sharedRun } from "./share.js";
import { isEnded, isLive } from "./run.js";
import { openSource } from "./source.js";
import { extentOf, stateOf } from "./state.js";
import { createStatus } from "./status.js";
import { addStyle } from "./style.js";

/** @typedef {{ node: HTMLElement, render: (state: RunState) => void, destroy?: () => void }} Part */

/**
 * The figure as it stands. `key` is which runs it shows, as text, and null before the first; `placed` is whether the
 * playhead has been put where it starts; `wantsPlay`: it is to play when it is in sight; `wasLive`: a run was training;
 * `last` is when the last frame was, while frames follow each other.
 * @typedef {{ root: Root, node: HTMLElement, parts: Part[], options: RunOptions, sources: Source[], playback: Playback,
 *   guess: Point[] | null, key: string | null, version: number, placed: boolean, wantsPlay: boolean, inSight: boolean,
 *   wasLive: boolean, frames: number, pending: number, last: number | null, still: MediaQueryList,
 *   ended: AbortController, sight: IntersectionObserver, unstyle: () => void }} Player
 */

let players = 0;

/** Shows the runs under `root`. A second call on the same root updates the player that is there. */
export const mount = mounting(build, update, destroy);

/** @param {Root} root */
function build(root) {
  const player = newPlayer(root);
  const act = actionsOf(player, () => schedule(player));
  players += 1;
  const curves = createCurves(act, `player-${players}`);
  player.parts = partsOf(player, act, curves);
  player.node.append(...player.parts.map((part) => part.node));
  root.append(player.node);
  player.unstyle = addStyle(player.node);
  watchTheme(player.node, player.ended.signal);
  watchKeys(player.node, act);
  player.sight.observe(curves.node);
  return player;
}

/**
 * A player with nothing to show, hidden until its first frame.
 * @param {Root} root
 * @returns {Player}
 */
function newPlayer(root) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Player} */
  const player = {
    root,
    node: h("section", { class: "player", tabindex: -1, "aria-label": "Run player", hidden: true }),
    parts: [],
    options: {},
    sources: [],
    playback: newPlayback({ still: still.matches }),
    guess: null,
    key: null,
    version: 0,
    placed: false,
    wantsPlay: false,
    inSight: false,
    wasLive: false,
    frames: 0,
    pending: 0,
    last: null,
    still,
    ended: new AbortController(),
    sight: new IntersectionObserver(([entry]) => begin(player, entry.isIntersecting), { threshold: 0.3 }),
    unstyle: () => {},
  };
  return player;
}

/**
 * @param {Player} player
 * @param {Actions} act
 * @param {Part} curves
 * @returns {Part[]}
 */
function partsOf(player, act, curves) {
  return [
    createStatus(act),
    curves,
    createCaptions(),
    createTimeline(act),
    createAnswers(),
    createMetrics(),
    createChat(act),
    createProvenance(),
    createShare(sharedRun(player)),
  ];
}

/**
 * @param {Player} player
 * @param {RunOptions} options
 */
function update(player, options) {
  const key = JSON.stringify((options.runs ?? []).map(identity));
  const fresh = key !== player.key;
  const asked = fresh || options.revision !== player.options.revision;
  player.options = options;
  applyTheme(player.node);
  put(player.node, "data-hide", options.hide?.join(" ") || null);
  if (asked) player.guess = readGuess(options.guess);
  if (fresh) restart(player, key);
  else if (asked && isStep(options.step)) goTo(player.playback, options.step);
  schedule(player);
}

/**
 * What makes a run another run; the options come anew each time, so their identity says nothing.
 * @param {RunSpec} run
 */
function identity({ label, url, record }) {
  const { id, status, events } = /** @type {Record<string, unknown>} */ (record ?? {});
  return [label, url ?? null, record ? [id, status, Array.isArray(events) ? events.length : null] : null];
}

/**
 * @param {number | null | undefined} step
 * @returns {step is number}
 */
const isStep = (step) => Number.isFinite(step);

/**
 * @param {Player} player
 * @param {string} key
 */
function restart(player, key) {
  const runs = player.options.runs ?? [];
  for (const source of player.sources) source.close();
  Object.assign(player.playback, newPlayback({ still: player.still.matches }));
  Object.assign(player, { key, placed: false, sources: [] });
  player.sources = runs.map((run, index) =>
    openSource({ ...run, dashed: runs.length === 2 && index === 0 }, () => changed(player)),
  );
  changed(player);
}

/** @param {Player} player */
const runsOf = ({ sources }) => sources.map(({ run }) => run);

/**
 * Data came: called by the sources, at most one frame follows.
 * @param {Player} player
 */
function changed(player) {
  const runs = runsOf(player);
  player.version += 1;
  Object.assign(player.playback, extentOf(runs));
  if (!player.placed && runs.length && runs.every((run) => run.record || run.error)) place(player);
  if (runs.length && runs.every(isEnded) && player.wasLive) {
    player.wasLive = false;
    player.options.onEnd?.();
  }
  player.wasLive ||= runs.some(isLive);
  schedule(player);
}

/**
 * Where the playhead starts: at the asked step, following a live run, at 0 to play, or at the end.
 * @param {Player} player
 */
function place(player) {
  const { playback, options } = player;
  player.placed = true;
  if (isStep(options.step)) goTo(playback, options.step);
  else if (runsOf(player).some(isLive)) follow(playback);
  else if (options.autoplay && !playback.still) player.wantsPlay = true;
  else goTo(playback, playback.end);
  begin(player, player.inSight);
}

/**
 * Autoplay waits until the curves are in sight.
 * @param {Player} player
 * @param {boolean} inSight
 */
function begin(player, inSight) {
  player.inSight = inSight;
  if (!inSight || !player.wantsPlay) return;
  player.wantsPlay = false;
  play(player.playback);
  schedule(player);
}

/** @param {Player} player */
function schedule(player) {
  if (!player.pending && !player.ended.signal.aborted)
    player.pending = requestAnimationFrame((now) => frame(player, now));
}

/**
 * @param {Player} player
 * @param {number} now
 */
function frame(player, now) {
  const { playback } = player;
  player.pending = 0;
  player.frames += 1;
  const seconds = player.last === null ? 0 : Math.min(0.1, (now - player.last) / 1000);
  const over = tick(playback, seconds);
  if (over && runsOf(player).some(isLive)) follow(playback);
  render(player);
  const again = moving(playback);
  player.last = again ? now : null;
  if (again) schedule(player);
  if (over && !playback.following) {
    tell(player);
    player.options.onEnd?.();
  }
}

/** @param {Player} player */
function render(player) {
  const { options, playback, guess, version, still } = player;
  const state = stateOf({ options, playback, runs: runsOf(player), guess, version, quiet: still.matches });
  show(player.node, true);
  for (const part of player.parts) part.render(state);
  expose(player);
}

/**
 * Counters for whoever tests the page.
 * @param {Player} player
 */
function expose({ node, root, frames, sources }) {
  const counters = { frames: String(frames), streams: String(sources.filter((source) => source.stream).length) };
  Object.assign(node.dataset, counters);
  if (root instanceof HTMLElement) Object.assign(root.dataset, counters);
}

/** @param {Player} player */
function destroy(player) {
  player.ended.abort();
  cancelAnimationFrame(player.pending);
  for (const source of player.sources) source.close();
  player.sight.disconnect();
  for (const part of player.parts) part.destroy?.();
  expose(player);
  player.node.remove();
  player.unstyle();
}
