// The floor is what training costs without any lesson: on old data alone, as a recorded run measured it. What a lesson costs
// is to be held against it. Pure; it knows sentences and no page.

/** @import { Floor } from "./contract.js" */

import { FLOOR } from "./contract.js";
import { change, percent } from "./format.js";

/**
 * The floor of forgetting in words; empty where none was measured.
 * @param {Floor | null} floor
 */
export function floorOfForgetting(floor = FLOOR) {
  if (!floor) return "";
  return `Floor: ${change(floor.forgetting)} on old data alone, no lesson (${floor.steps} steps, learning rate ${floor.lr}).`;
}

/**
 * The floor of right answers in words; empty where none was measured.
 * @param {Floor | null} floor
 */
export function floorOfRight(floor = FLOOR) {
  if (!floor || floor.right_before === null || floor.right_after === null) return "";
  return `Floor: on old data alone, ${percent(floor.right_before)} became ${percent(floor.right_after)}.`;
}
