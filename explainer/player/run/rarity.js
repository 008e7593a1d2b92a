// Rarity is how often Pebble read a fact before: right answers to the common, the middling and the rare ones apart, since the
// rare go first. Pure; it knows the rows of right answers and nothing of the page.

/** @import { SkillRow } from "../kit/contract.js" */
/** @import { Tally, View } from "./view.js" */

import { RARITY } from "../kit/contract.js";
import { countedAt, tally } from "./view.js";

/** @typedef {"common" | "middle" | "rare"} Rarity */

/** @type {Rarity[]} */
export const ORDER = ["common", "middle", "rare"];

/**
 * What the facts of a row are called; null for what is no fact. Schema 1 knows no number, only the parts of a skill.
 * @param {SkillRow} row
 * @returns {Rarity | null}
 */
export function rarityOf({ times, frequency }) {
  if (typeof times === "number") return times >= RARITY.common ? "common" : times <= RARITY.rare ? "rare" : "middle";
  return frequency === "head" ? "common" : frequency === "tail" ? "rare" : null;
}

/**
 * Right old answers by rarity at the last count at or before a step, as far as there are such facts.
 * @param {View} view
 * @param {number} step
 * @returns {Map<Rarity, Tally>}
 */
export function byRarity(view, step) {
  const rows = countedAt(view, step)?.now.old ?? [];
  const of = (/** @type {Rarity} */ rarity) => tally(rows.filter((row) => rarityOf(row) === rarity));
  return new Map(ORDER.flatMap((rarity) => withTally(rarity, of(rarity))));
}

/**
 * @param {Rarity} rarity
 * @param {Tally | null} tally
 * @returns {[Rarity, Tally][]}
 */
function withTally(rarity, tally) {
  return tally ? [[rarity, tally]] : [];
}

/**
 * Whether that count tells by number how often facts were read.
 * @param {View} view
 * @param {number} step
 */
export function countsTimes(view, step) {
  return countedAt(view, step)?.now.old.some(({ times }) => typeof times === "number") ?? false;
}
