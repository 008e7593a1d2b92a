// Actions are what the reader may do: every button, key and pointer ends in one of these. Each changes the clock, the guess
// or the training, and asks for a frame. They know the clock and the sources, not the page.

/** @import { Point } from "./guess.js" */
/** @import { Player } from "./figure.js" */
/** @import { ChatReply, TrainingAction } from "./source.js" */

import { follow, goTo, pause, play, shown } from "../kit/playback.js";
import { isSteerable } from "./run.js";
import { wholeStep } from "./state.js";
import { eventSteps } from "./view.js";

/**
 * What the parts may do. `hover` takes a step, or null when the pointer leaves; `guess` the points of a guess, or null when
 * it is cleared; `act` resolves to null or to a sentence about what went wrong; `ask` asks the run of an index.
 * @typedef {{ redraw(): void, hover(step: number | null): void, set(step: number): void, scrub(step: number): void,
 *   next(): void, previous(): void, toEnd(): void, toggle(): void, speed(factor: number): void, goLive(): void,
 *   guess(points: Point[] | null): void, act(action: TrainingAction): Promise<string | null>,
 *   ask(index: number, prompt: string): Promise<ChatReply> }} Actions
 */

/**
 * The actions on a player; `schedule` asks for a frame.
 * @param {Player} player
 * @param {() => void} schedule
 * @returns {Actions}
 */
export function actionsOf(player, schedule) {
  const { playback } = player;
  /** @type {<Args extends unknown[]>(change: (...args: Args) => void) => (...args: Args) => void} */
  const then =
    (change) =>
    (...args) => {
      change(...args);
      schedule();
    };
  const set = then((/** @type {number} */ step) => {
    goTo(playback, step);
    tell(player);
  });
  return {
    redraw: schedule,
    hover: then((step) => {
      playback.hover = step;
    }),
    set,
    scrub: set,
    next: () => set(stepAfter(player) ?? playback.end),
    previous: () => set(stepBefore(player) ?? 0),
    toEnd: () => set(playback.end),
    toggle: then(() => toggle(player)),
    speed: then((factor) => {
      playback.speed = factor;
    }),
    goLive: then(() => follow(playback)),
    guess: then((points) => {
      player.guess = points;
      player.options.onGuess?.(points ?? []);
    }),
    act: (action) => steer(player, action),
    ask: (index, prompt) => player.sources[index].chat(prompt, wholeStep(shown(playback))),
  };
}

/** @param {Player} player */
function stopsOf({ sources, playback }) {
  return eventSteps(sources.map(({ run }) => run.view)).filter((step) => step <= playback.end);
}

/** @param {Player} player */
function stepAfter(player) {
  return stopsOf(player).find((step) => step > wholeStep(shown(player.playback)));
}

/** @param {Player} player */
function stepBefore(player) {
  return stopsOf(player).findLast((step) => step < wholeStep(shown(player.playback)));
}

/** @param {Player} player */
function toggle(player) {
  const { playback } = player;
  if (!playback.playing) return play(playback);
  pause(playback);
  tell(player);
}

/**
 * Says where the reader has put the step; not called while it moves by itself.
 * @param {Player} player
 */
export function tell({ playback, options }) {
  options.onStep?.(wholeStep(playback.step));
}

/**
 * Steers every run that this reader may steer: both of a pair.
 * @param {Player} player
 * @param {TrainingAction} action
 */
async function steer({ sources }, action) {
  const steered = sources.filter(({ run }) => isSteerable(run));
  const results = await Promise.allSettled(steered.map((source) => source.act(action)));
  const failed = results.find((result) => result.status === "rejected");
  return failed ? String(failed.reason.message) : null;
}
