// A verdict is what the check says of an answer: right, wrong, or broken, where the word is there and the language is gone.
// Each has a word for those who listen and a shape of its own, so that none is told by its colour. Pure.

/** @import { Tally } from "./view.js" */

/** @typedef {"right" | "broken" | "wrong"} Verdict */

/**
 * A shape in a box of 18 by 18 px: its name in SVG, and its attributes.
 * @typedef {["circle" | "rect" | "path", Record<string, string | number>]} Shape
 */

/** @type {Record<Verdict, { word: string, shapes: Shape[] }>} */
export const VERDICTS = {
  // A tick in a circle.
  right: {
    word: "Right",
    shapes: [
      ["circle", { cx: 9, cy: 9, r: 8 }],
      ["path", { d: "M5.2 9.4l2.7 2.7 5-5.6" }],
    ],
  },
  // A diamond with a crack from top to bottom, its halves apart.
  broken: {
    word: "Broken",
    shapes: [
      ["path", { d: "M8 1.2L0.8 9L8 16.8L6.3 12.6L9 9.4L6.4 6.2Z" }],
      ["path", { d: "M10.4 1.2L17.4 9L10.4 16.8L9 12.8L11.8 9.4L9 5.8Z" }],
    ],
  },
  // A cross in a square.
  wrong: {
    word: "Wrong",
    shapes: [
      ["rect", { x: 1.6, y: 1.6, width: 14.8, height: 14.8, rx: 1.5 }],
      ["path", { d: "M5.6 5.6l6.8 6.8m0-6.8l-6.8 6.8" }],
    ],
  },
};

/**
 * The verdict on an answer; null where no function can check it.
 * @param {{ right?: boolean | null, broken?: boolean }} answer
 * @returns {Verdict | null}
 */
export function verdictOf({ right = null, broken = false }) {
  if (right === null) return null;
  return right ? "right" : broken ? "broken" : "wrong";
}

/**
 * What follows the number of right answers: " of 103", or ", 9 broken, of 103".
 * @param {Tally} tally
 */
export function outOf({ broken, total }) {
  return broken ? `, ${broken} broken, of ${total}` : ` of ${total}`;
}
