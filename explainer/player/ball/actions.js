// The actions are what the reader may do to the ball: every button, key and pointer ends in one of these. Each changes the
// clock or the settings and asks for a frame. Knows the figure's state, not the page.

/** @import { PlaybackActions } from "../kit/timeline.js" */
/** @import { Figure, Opened } from "./figure.js" */
/** @import { Settings } from "./settings.js" */

import { BALL_LIMITS } from "../kit/contract.js";
import { goTo, pause, play } from "../kit/playback.js";
import { createSlow, nextPhase } from "./slow.js";

/**
 * What the parts may do. `drop` lets go of the ball that is held, and rolls it unless told not to; `again` draws other
 * noise; `home` lays the ball back to its start; `turned` says that the view has changed.
 * @typedef {PlaybackActions & { toEnd(): void, redraw(): void, turned(): void, again(): void, home(): void,
 *   open(name: string): void, hover(step: number | null): void, hold(x: number, y: number): void, drop(rolls?: boolean): void,
 *   set<N extends keyof Settings>(name: N, value: Settings[N]): void }} Act
 */

/**
 * What the figure does about them: draws a frame, tells the page, opens another landscape.
 * @typedef {{ schedule(): void, tell(): void, open(name: string): void }} Host
 */

/**
 * Whether a landscape is there, and with it all that belongs to it.
 * @param {Figure} figure
 * @returns {figure is Opened}
 */
export function isOpen(figure) {
  return figure.ground !== null;
}

/**
 * @param {Figure} figure
 * @param {Host} host
 * @returns {Act}
 */
export function actionsOf(figure, host) {
  /**
   * An action that needs a landscape.
   * @template {unknown[]} Values
   * @param {(figure: Opened, ...values: Values) => void} change
   * @returns {(...values: Values) => void}
   */
  const then =
    (change) =>
    (...values) => {
      if (!isOpen(figure)) return;
      change(figure, ...values);
      host.schedule();
    };
  return {
    redraw: host.schedule,
    open: host.open,
    turned: then(host.tell),
    hover: then(({ playback }, step) => {
      playback.hover = step === null ? null : Math.min(step, playback.end);
    }),
    scrub: then(goToStep),
    set: (name, value) => then((opened) => set(opened, host, name, value))(),
    again: then((opened) => set(opened, host, "seed", (opened.settings.seed + 1) % (BALL_LIMITS.seed[1] + 1))),
    home: then((opened) => {
      place(opened, ...opened.ground.start);
      drop(opened, host);
    }),
    hold: then((opened, x, y) => {
      place(opened, x, y);
      opened.dragging = true;
    }),
    drop: then((opened, rolls) => {
      if (opened.dragging) drop(opened, host, rolls);
    }),
    next: then(next),
    previous: then((opened) => goToStep(opened, Math.ceil(opened.playback.step - 1e-6) - 1)),
    toEnd: then((opened) => goToStep(opened, opened.playback.end)),
    toggle: then(toggle),
    speed: then(({ playback }, factor) => {
      playback.speed = factor;
    }),
  };
}

/**
 * @param {Opened} figure
 * @param {number} step
 */
function goToStep(figure, step) {
  goTo(figure.playback, step);
  figure.slow = createSlow();
}

/**
 * One setting. What changes the path leaves the ball at its step, or at the end if it was there.
 * @template {keyof Settings} N
 * @param {Opened} figure
 * @param {Host} host
 * @param {N} name
 * @param {Settings[N]} value
 */
function set(figure, host, name, value) {
  const { playback, settings } = figure;
  settings[name] = value;
  if (name === "slow") {
    goToStep(figure, Math.floor(playback.step));
    if (playback.step >= playback.end) goTo(playback, 0);
  } else figure.stale = true;
  if (name === "race") start(figure);
  host.tell();
}

/**
 * @param {Opened} figure
 * @param {number} x
 * @param {number} y
 */
function place(figure, x, y) {
  Object.assign(figure.settings, { x, y });
  figure.stale = true;
  goToStep(figure, 0);
}

/**
 * @param {Opened} figure
 * @param {Host} host
 */
function drop(figure, host, rolls = true) {
  figure.dragging = false;
  if (rolls) start(figure);
  host.tell();
}

/**
 * Lets the ball roll from its start; where nothing may move, shows where it comes to.
 * @param {Figure} figure
 */
export function start(figure) {
  figure.slow = createSlow();
  goTo(figure.playback, 0);
  figure.wants = figure.still.matches ? "end" : "play"; // once the new path is there, in the next frame
}

/** @param {Opened} figure */
function toggle({ playback, still }) {
  if (playback.playing) return pause(playback);
  if (still.matches) return goTo(playback, playback.step < playback.end ? playback.end : 0);
  play(playback);
}

/** @param {Opened} figure */
function next(figure) {
  const { playback, settings } = figure;
  pause(playback);
  if (settings.slow && !settings.race && playback.step < playback.end) nextPart(figure);
  else goToStep(figure, Math.floor(playback.step + 1e-6) + 1);
}

/**
 * Goes on by one phase of slow motion.
 * @param {Opened} figure
 */
function nextPart(figure) {
  const { playback, slow, ground } = figure;
  const steps = nextPhase(slow, ground);
  slow.t = 1; // a still picture of the phase shows it whole
  playback.step = Math.min(playback.end, Math.floor(playback.step) + steps);
  if (playback.step >= playback.end) figure.slow = createSlow();
}
