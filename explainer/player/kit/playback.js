// This is the clock of the player: which step is shown, and how it moves with time. Three things move the step: the
// reader (hover beats all), playing, and following a run that still trains. Pure; knows nothing of the page.

/**
 * Steps are those of training, fractional while they move. `seen` is the furthest that was shown, `end` the last there
 * is, `newest` the one to follow, `steps` how many there will be; `still` is set where the reader wants no motion.
 * @typedef {{ step: number, hover: number | null, playing: boolean, speed: number, following: boolean, seen: number,
 *   end: number, newest: number, steps: number, still: boolean }} Playback
 */

const DURATION = 12; // seconds from first step to last at 1x: time to read an answer, short enough to watch twice
const GLIDE = 7; // a second; how fast the playhead closes in on a live run's newest step
const LEAST = 12; // steps a second, so that it also arrives

/**
 * @param {{ still: boolean }} options
 * @returns {Playback}
 */
export function newPlayback({ still }) {
  return {
    step: 0,
    hover: null,
    playing: false,
    speed: 1,
    following: false,
    seen: 0,
    end: 0,
    newest: 0,
    steps: 1,
    still,
  };
}

/**
 * The step that everything shows, fractional while it moves.
 * @param {Playback} playback
 */
export function shown(playback) {
  return playback.hover ?? playback.step;
}

/**
 * Advances by `seconds`; returns true when the end has just been reached.
 * @param {Playback} playback
 * @param {number} seconds
 */
export function tick(playback, seconds) {
  if (playback.hover === null && playback.following) glide(playback, seconds);
  const over = playback.hover === null && playback.playing && advance(playback, seconds);
  playback.seen = Math.max(playback.seen, shown(playback));
  return over;
}

/**
 * @param {Playback} playback
 * @param {number} seconds
 */
function glide(playback, seconds) {
  const distance = playback.newest - playback.step;
  const jump = playback.still || distance < 0;
  playback.step += jump ? distance : Math.min(distance, seconds * Math.max(distance * GLIDE, LEAST));
}

/**
 * @param {Playback} playback
 * @param {number} seconds
 */
function advance(playback, seconds) {
  playback.step = Math.min(playback.end, playback.step + (seconds * playback.speed * playback.steps) / DURATION);
  if (playback.step < playback.end) return false;
  playback.playing = false;
  return true;
}

/**
 * Whether another frame would show anything new.
 * @param {Playback} playback
 */
export function moving(playback) {
  if (playback.hover !== null) return false;
  return playback.playing || (playback.following && playback.step !== playback.newest);
}

/** @param {Playback} playback */
export function play(playback) {
  if (playback.step >= playback.end) playback.step = 0;
  Object.assign(playback, { playing: playback.end > 0, following: false, hover: null });
}

/** @param {Playback} playback */
export function pause(playback) {
  Object.assign(playback, { playing: false, following: false });
}

/**
 * @param {Playback} playback
 * @param {number} step
 */
export function goTo(playback, step) {
  Object.assign(playback, { step: Math.max(0, Math.min(playback.end, step)), playing: false, following: false });
}

/** @param {Playback} playback */
export function follow(playback) {
  Object.assign(playback, { following: true, playing: false, hover: null });
}
