// The style of the run player is put together here from its parts. It knows no runs.

import { addSheet } from "../kit/sheet.js";
import { BASE } from "../style/base.js";
import { CHART } from "../style/chart.js";
import { NUMBERS } from "../style/numbers.js";
import { SHARE } from "../style/share.js";
import { TALK } from "../style/talk.js";
import { TIME } from "../style/time.js";

const CSS = BASE + CHART + TIME + TALK + NUMBERS + SHARE;

/**
 * Styles the tree that `node` stands in as the player; returns the way back.
 * @param {HTMLElement} node
 */
export const addStyle = (node) => addSheet(node, CSS);
