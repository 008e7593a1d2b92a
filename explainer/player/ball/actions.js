// What the reader may do to the ball: every button, key and pointer ends in one of these. Each changes the clock or the
// settings and asks for a frame. Knows the figure's parts, not the page.

import { goTo, pause, play } from "../kit/playback.js";
import { createSlow, nextPhase } from "./slow.js";

/** `run` has schedule(), told(), open(name). */
export function actionsOf(figure, run) {
  const then =
    (change) =>
    (...args) => {
      if (!figure.ground) return;
      change(...args);
      run.schedule();
    };
  const goToStep = (step) => {
    goTo(figure.playback, step);
    figure.slow = createSlow();
  };
  return {
    redraw: run.schedule,
    open: run.open,
    turned: then(run.told),
    hover: then((step) => {
      figure.playback.hover = step === null ? null : Math.min(step, figure.playback.end);
    }),
    scrub: then(goToStep),
    set: then((name, value) => set(figure, run, name, value)),
    again: then(() => set(figure, run, "seed", (figure.settings.seed + 1) % 1_000_000)),
    home: then(() => {
      const [x, y] = figure.ground.start;
      place(figure, x, y);
      drop(figure, run);
    }),
    hold: then((x, y) => {
      place(figure, x, y);
      figure.dragging = true;
    }),
    drop: then((rolls) => figure.dragging && drop(figure, run, rolls)),
    next: then(() => next(figure, goToStep)),
    previous: then(() => goToStep(Math.ceil(figure.playback.step - 1e-6) - 1)),
    toEnd: then(() => goToStep(figure.playback.end)),
    toggle: then(() => toggle(figure)),
    speed: then((speed) => {
      figure.playback.speed = speed;
    }),
  };
}

/** One setting. What changes the path leaves the ball at its step, or at the end if it was there. */
function set(figure, run, name, value) {
  figure.settings[name] = value;
  if (name === "slow") {
    figure.slow = createSlow();
    goTo(figure.playback, Math.floor(figure.playback.step));
    if (figure.playback.step >= figure.playback.end) goTo(figure.playback, 0);
  } else figure.stale = true;
  if (name === "race") start(figure);
  run.told();
}

function place(figure, x, y) {
  Object.assign(figure.settings, { x, y });
  figure.stale = true;
  goTo(figure.playback, 0);
  figure.slow = createSlow();
}

function drop(figure, run, rolls = true) {
  figure.dragging = false;
  if (rolls) start(figure);
  run.told();
}

/** Lets the ball roll from its start; where nothing may move, shows where it comes to. */
export function start(figure) {
  figure.slow = createSlow();
  goTo(figure.playback, 0);
  figure.wants = figure.still.matches ? "end" : "play"; // once the new path is there, in the next frame
}

function toggle(figure) {
  const { playback } = figure;
  if (playback.playing) return pause(playback);
  if (figure.still.matches) return goTo(playback, playback.step < playback.end ? playback.end : 0);
  play(playback);
}

function next(figure, goToStep) {
  const { playback, settings, slow, ground } = figure;
  pause(playback);
  if (settings.slow && !settings.race && playback.step < playback.end) {
    slow.t = 1;
    const steps = nextPhase(slow, ground);
    slow.t = 1; // a still picture of the phase shows it whole
    playback.step = Math.min(playback.end, Math.floor(playback.step) + steps);
    if (playback.step >= playback.end) figure.slow = createSlow();
  } else goToStep(Math.floor(playback.step + 1e-6) + 1);
}
