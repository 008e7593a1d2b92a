// The player: the face of one run or of a pair of twin runs. Mounts on any element or shadow root, in Streamlit, on a
// plain page or in a single file. Composes the parts; each is told the whole state once a frame and keeps itself up to
// date.
//
//     const player = mount(element, { runs: [{ label: "0%", url: "api/recorded/german-0" }], autoplay: true });
//     player.update({ ...options });  player.destroy();
//
// One requestAnimationFrame at a time, and only while something moves. Knows nothing of Streamlit.

import { actionsOf, tell } from "./actions.js";
import { createAnswers } from "./answers.js";
import { createCaptions } from "./captions.js";
import { createChat } from "./chat.js";
import { createCurves } from "./curves.js";
import { h, put, show } from "../kit/dom.js";
import { readGuess } from "./guess.js";
import { watchKeys } from "../kit/keys.js";
import { createMetrics } from "./metrics.js";
import { mounting } from "../kit/mount.js";
import { follow, goTo, moving, newPlayback, play, shown, tick } from "../kit/playback.js";
import { createProvenance } from "./provenance.js";
import { createShare } from "../share/share.js";
import { sharedRun } from "./share.js";
import { canChat, isEnded, isLive, openSource } from "./source.js";
import { createStatus } from "./status.js";
import { addStyle } from "./style.js";
import { applyTheme, watchTheme } from "../kit/theme.js";
import { createTimeline } from "../kit/timeline.js";
import { lastStep } from "./view.js";

const ECHO = 5000; // milliseconds that a host may take to say back what it was told
let players = 0;

/** Shows the runs under `root`. A second call on the same root updates the player that is there. */
export const mount = mounting(build, update, destroy);

function build(root) {
  players += 1;
  const player = {
    root,
    options: {},
    sources: [],
    playback: null,
    guess: null,
    guessed: [],
    version: 0,
    frames: 0,
    pending: 0,
    last: null,
    told: [],
    ended: new AbortController(),
    still: matchMedia("(prefers-reduced-motion: reduce)"),
    wantsPlay: false,
    key: "",
  };
  const act = actionsOf(player, () => schedule(player));
  player.parts = [
    createStatus(act),
    createCurves(act, `player-${players}`),
    createCaptions(),
    createTimeline(act),
    createAnswers(),
    createMetrics(),
    createChat(act),
    createProvenance(),
    createShare(sharedRun(player)),
  ];
  player.node = h(
    "section",
    { class: "player", tabindex: -1, "aria-label": "Run player", hidden: true }, // until the first frame
    ...player.parts.map((part) => part.node),
  );
  root.append(player.node);
  player.unstyle = addStyle(player.node);
  watchTheme(player.node, player.ended.signal);
  watchKeys(player.node, act);
  player.sight = new IntersectionObserver(([entry]) => begin(player, entry), { threshold: 0.3 });
  player.sight.observe(player.parts[1].node);
  return player;
}

function update(player, options) {
  const before = player.options;
  player.options = options;
  applyTheme(player.node);
  put(player.node, "data-hide", (options.hide ?? []).join(" ") || null);
  const key = JSON.stringify((options.runs ?? []).map(identity));
  if (key !== player.key || !player.playback) restart(player, key);
  else if (Number.isFinite(options.step) && options.step !== before.step && !justTold(player, options.step))
    goTo(player.playback, options.step);
  if (JSON.stringify(options.guess) !== JSON.stringify(before.guess) && !justGuessed(player, options.guess))
    player.guess = readGuess(options.guess);
  schedule(player);
}

/** Whether a step is only the host's echo of what the reader did a moment ago, when they may be a step further. */
function justTold({ told }, step) {
  return told.at(-1)?.step === step || told.some((one) => one.step === step && performance.now() - one.at < ECHO);
}

/** The same of a guess: the host says each one back a step late, also when it has been cleared meanwhile. */
function justGuessed({ guessed }, guess) {
  const said = JSON.stringify(guess?.points ?? null);
  return (
    guessed.at(-1)?.guess === said || guessed.some((one) => one.guess === said && performance.now() - one.at < ECHO)
  );
}

/** What makes a run another run; the options come anew each time, so their identity says nothing. */
function identity({ label, url, record }) {
  return [label, url ?? null, record ? [record.id, record.status, record.events?.length] : null];
}

function restart(player, key) {
  player.sources.forEach((source) => source.close());
  player.key = key;
  player.playback = newPlayback({ still: player.still.matches });
  player.placed = false;
  player.sources = [];
  player.sources = (player.options.runs ?? []).map((run, index, all) =>
    openSource({ ...run, dashed: all.length === 2 && index === 0 }, () => changed(player)),
  );
  changed(player);
}

/** Data came: called by the sources, at most one frame follows. */
function changed(player) {
  player.version += 1;
  const runs = player.sources.map(({ run }) => run);
  player.playback.end = Math.max(0, ...runs.map((run) => lastStep(run.view)));
  player.playback.newest = newest(runs, player.playback.end);
  player.playback.steps = Math.max(1, ...runs.map((run) => run.record?.experiment.steps ?? 1));
  if (!player.placed && runs.length && runs.every((run) => run.record || run.error)) place(player, runs);
  if (runs.length && runs.every(isEnded) && player.wasLive) {
    player.wasLive = false;
    player.options.onEnd?.();
  }
  player.wasLive ||= runs.some(isLive);
  schedule(player);
}

/** The newest step worth following: the one that all runs still training have come to, so that they can be compared. */
function newest(runs, end) {
  return Math.min(end, ...runs.filter((run) => isLive(run) && run.view.losses.length).map((run) => lastStep(run.view)));
}

/** Where the playhead starts: at the asked step, following a live run, at 0 to play, or at the end. */
function place(player, runs) {
  const { playback, options } = player;
  player.placed = true;
  if (Number.isFinite(options.step)) goTo(playback, options.step);
  else if (runs.some(isLive)) follow(playback);
  else if (options.autoplay && !playback.still) player.wantsPlay = true;
  else goTo(playback, playback.end);
  begin(player, { isIntersecting: player.inSight });
}

/** Autoplay waits until the curves are in sight. */
function begin(player, { isIntersecting }) {
  player.inSight = isIntersecting;
  if (!isIntersecting || !player.wantsPlay) return;
  player.wantsPlay = false;
  play(player.playback);
  schedule(player);
}

function schedule(player) {
  if (!player.pending && !player.ended.signal.aborted)
    player.pending = requestAnimationFrame((now) => frame(player, now));
}

function frame(player, now) {
  player.pending = 0;
  player.frames += 1;
  const seconds = player.last === null ? 0 : Math.min(0.1, (now - player.last) / 1000);
  const over = tick(player.playback, seconds);
  if (over && player.sources.some(({ run }) => isLive(run))) follow(player.playback);
  render(player);
  const again = moving(player.playback);
  player.last = again ? now : null;
  if (again) schedule(player);
  if (over && !player.playback.following) {
    tell(player);
    player.options.onEnd?.();
  }
}

function render(player) {
  const { playback, options } = player;
  const runs = player.sources.map(({ run }) => run);
  const state = {
    options,
    playback,
    runs,
    guess: player.guess,
    version: player.version,
    live: runs.some(isLive),
    armed: options.armed ?? null,
    shown: shown(playback),
    whole: Math.floor(shown(playback) + 1e-6),
    step: Math.floor(shown(playback) + 1e-6),
    ready: runs.some((run) => run.view.losses.length > 0),
    marks: [...new Set(runs.flatMap((run) => run.view.answers.map((event) => event.step)))],
    moving: moving(playback),
    steps: runs.some((run) => run.record) ? playback.steps : (options.armed?.steps ?? 150),
    drawing: Boolean(options.drawGuess) && !runs.length,
    whyNoChat: whyNoChat(runs),
    quiet: player.still.matches,
  };
  show(player.node, true);
  player.parts.forEach((part) => part.render(state));
  expose(player);
}

function whyNoChat(runs) {
  if (runs.every(canChat)) return null;
  if (runs.some((run) => run.status === "loading")) return "Loading.";
  if (runs.some((run) => run.status === "unreadable")) return "There is nothing to chat with: the run cannot be shown.";
  const [which, whose] = runs.length === 1 ? ["This run was", "its"] : ["These runs were", "their"];
  return `${which} recorded, and ${whose} weights are not here: train one of your own, and you can ask it anything.`;
}

/** Counters for whoever tests the page. */
function expose({ node, root, frames, sources }) {
  const streams = sources.filter((source) => source.stream).length;
  for (const one of [node, root]) if (one.dataset) Object.assign(one.dataset, { frames, streams });
}

function destroy(player) {
  player.ended.abort();
  cancelAnimationFrame(player.pending);
  player.sources.forEach((source) => source.close());
  player.sight.disconnect();
  player.parts.forEach((part) => part.destroy?.());
  expose(player);
  player.node.remove();
  player.unstyle();
}
