// This module is what a reader, or a link, can set on the dose curve. Pure; it knows nothing of curves or the page.

import { DOSE_LIMITS } from "../kit/contract.js";

/**
 * Which of two charts is shown: how much of the forgetting is kept off, or what that costs.
 * @typedef {"kept" | "price"} View
 */

/**
 * The share of replay (per cent), the view, and how much of the forgetting is to be removed (per cent).
 * @typedef {{ replay: number, view: View, keep: number }} Settings
 */

/** @type {Settings} */
export const USUAL = { replay: 1, view: "kept", keep: 80 };

/**
 * The settings of a state; what cannot be used stays as it usually is, for whoever serves the page has said what is wrong
 * with it.
 * @param {Record<string, unknown>} state
 * @returns {Settings}
 */
export function readState({ replay, view, keep }) {
  return {
    replay: within("replay", replay) ?? USUAL.replay,
    view: view === "price" ? view : USUAL.view,
    keep: within("keep", keep) ?? USUAL.keep,
  };
}

/**
 * A number if it is one and inside its limits, else null.
 * @param {"replay" | "keep"} name
 * @param {unknown} value
 */
function within(name, value) {
  const [low, high] = DOSE_LIMITS[name];
  return typeof value === "number" && value >= low && value <= high ? value : null;
}
