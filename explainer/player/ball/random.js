// This module makes gradient noise that any language can repeat: two normal numbers for every (seed, step). It is the
// twin of explainer/landscape/noise.py: mulberry32 (Tommy Ettinger, 2017; public domain) and Box & Muller (1958).

/**
 * A function that gives uniform numbers in [0, 1) from a 32-bit state.
 * @param {number} state
 */
export function mulberry32(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Two independent standard normal numbers. Balls with one seed meet the same noise at the same step.
 * @param {number} seed
 * @param {number} step
 * @returns {[number, number]}
 */
export function normals(seed, step) {
  const uniform = mulberry32((Math.imul(seed, 0x9e3779b9) + Math.imul(step, 0x85ebca6b)) | 0);
  const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
  const angle = 2 * Math.PI * uniform();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
