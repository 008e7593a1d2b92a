// What the reader may do: every button, key and pointer ends in one of these. Each changes the clock, the guess or the
// training, and asks for a frame. Knows the clock and the sources, not the page.

import { follow, goTo, pause, play, shown } from "../kit/playback.js";
import { isLive } from "./source.js";
import { eventSteps } from "./view.js";

/** What the parts may do. */
export function actionsOf(player, schedule) {
  const then =
    (change) =>
    (...args) => {
      change(...args);
      schedule();
    };
  const set = (step) => {
    goTo(player.playback, step);
    tell(player);
  };
  const neighbour = (direction) => {
    const steps = eventSteps(player.sources.map(({ run }) => run.view)).filter((step) => step <= player.playback.end);
    const here = Math.floor(shown(player.playback) + 1e-6);
    return direction > 0 ? steps.find((step) => step > here) : steps.findLast((step) => step < here);
  };
  return {
    redraw: schedule,
    hover: then((step) => {
      player.playback.hover = step;
    }),
    set: then(set),
    scrub: then(set),
    next: then(() => set(neighbour(1) ?? player.playback.end)),
    previous: then(() => set(neighbour(-1) ?? 0)),
    toEnd: then(() => set(player.playback.end)),
    toggle: then(() => toggle(player)),
    speed: then((speed) => {
      player.playback.speed = speed;
    }),
    goLive: then(() => follow(player.playback)),
    guess: then((points) => {
      player.guess = points;
      player.guessed = [...player.guessed.slice(-19), { guess: JSON.stringify(points), at: performance.now() }];
      player.options.onGuess?.(points ?? []);
    }),
    act: (action) => actOnTraining(player, action),
    ask: (index, prompt) => player.sources[index].chat(prompt, Math.floor(shown(player.playback))),
  };
}

function toggle(player) {
  const { playback } = player;
  if (!playback.playing) return play(playback);
  pause(playback);
  tell(player);
}

/** Says where the reader has put the step; not called while it moves by itself. */
export function tell(player) {
  const step = Math.floor(player.playback.step + 1e-6);
  player.told = [...player.told.slice(-19), { step, at: performance.now() }];
  player.options.onStep?.(step);
}

async function actOnTraining(player, action) {
  const live = player.sources.filter(({ run }) => isLive(run));
  const results = await Promise.allSettled(live.map((source) => source.act(action)));
  const failed = results.find((result) => result.status === "rejected");
  return failed ? failed.reason.message : null;
}
