// The words in a picture of the ground stand beside what they name, clear of each other, and where there is room also of
// paths and of the places that balls come to. Knows places on the screen; nothing of grounds.
//
//     const words = createWords(picture, before);  words.line(x, y);  words.spot(x, y);  words.say("old task", x, y, colour);
//     words.draw(context, width, height, casing);

/**
 * Where a word can stand: `align` as a canvas has it, so that one set from its left end stands to the right of what it
 * names; `shift` in rows.
 * @typedef {{ align: "left" | "right" | "center", shift: number }} Place
 */

/** @typedef {{ text: string, x: number, y: number, colour: string }} Word */

/**
 * What a word covers: px across, and the height of its middle.
 * @typedef {{ from: number, to: number, middle: number }} Box
 */

/**
 * What is in the picture: boxes of words, places x, y one after the other, and its size in px.
 * @typedef {{ boxes: Box[], lines: number[], spots: number[], width: number, height: number }} Surroundings
 */

/**
 * `settled`: by a word's text, the index of the place where it was drawn.
 * @typedef {{ picture: string, settled: Map<string, number>, line: (x: number, y: number) => void,
 *   spot: (x: number, y: number) => void, say: (text: string, x: number, y: number, colour: string) => void,
 *   draw: (context: CanvasRenderingContext2D, width: number, height: number, casing: string) => void }} Words
 */

const FONT = "600 13px system-ui, sans-serif";
const ROW = 17; // px that a word needs in height
const ASIDE = 13; // px between a place and its word
const ROUND = 12; // px that a mark or a ball takes up around its place
const SHIFTS = [0, 1, -1, 2, -2]; // rows below what it names
/** @type {Place[]} */
const PLACES = [
  ...SHIFTS.map((shift) => /** @type {Place} */ ({ align: "left", shift })),
  ...SHIFTS.map((shift) => /** @type {Place} */ ({ align: "right", shift })),
  { align: "center", shift: 1.4 },
  { align: "center", shift: -1.4 },
];
const COSTS = { word: 100, outside: 100, spot: 12, line: 1, row: 1.2, left: 0, center: 0.5, right: 1 };
const FAITH = 3; // what another place must be better by than the one of the picture before, lest words jump about

/**
 * `picture` tells pictures apart that have nothing in common; `before`: the words drawn last, or nothing.
 * @param {string} picture
 * @param {Words | null} [before]
 * @returns {Words}
 */
export function createWords(picture, before) {
  /** @type {Word[]} */
  const words = [];
  /** @type {number[]} */
  const lines = [];
  /** @type {number[]} */
  const spots = [];
  /** @type {Map<string, number>} */
  const settled = before?.picture === picture ? before.settled : new Map();
  return {
    picture,
    settled,
    line: (x, y) => {
      lines.push(x, y);
    },
    spot: (x, y) => {
      spots.push(x, y);
    },
    say: (text, x, y, colour) => {
      if (text) words.push({ text, x, y, colour });
    },
    draw(context, width, height, casing) {
      Object.assign(context, { font: FONT, textAlign: "left", textBaseline: "middle" });
      Object.assign(context, { strokeStyle: casing, lineWidth: 4 });
      /** @type {Box[]} */
      const boxes = [];
      for (const word of words) {
        const box = settle(word, context.measureText(word.text).width, settled, { boxes, lines, spots, width, height });
        boxes.push(box);
        drawWord(context, word, box);
      }
    },
  };
}

/**
 * The box where a word stands best, noted in `settled`.
 * @param {Word} word
 * @param {number} wide
 * @param {Map<string, number>} settled
 * @param {Surroundings} around
 */
function settle(word, wide, settled, around) {
  const boxes = PLACES.map((place) => boxOf(word, wide, place));
  const costs = boxes.map((box, i) => costOf(box, PLACES[i], around));
  const index = choose(costs, settled.get(word.text));
  settled.set(word.text, index);
  return boxes[index];
}

/**
 * @param {number[]} costs
 * @param {number | undefined} last
 */
function choose(costs, last) {
  const best = costs.indexOf(Math.min(...costs));
  return last !== undefined && costs[last] <= costs[best] + FAITH ? last : best;
}

/**
 * @param {Word} word
 * @param {number} wide
 * @param {Place} place
 * @returns {Box}
 */
function boxOf({ x, y }, wide, { align, shift }) {
  const from = { left: x + ASIDE, center: x - wide / 2, right: x - ASIDE - wide }[align];
  return { from, to: from + wide, middle: y + shift * ROW };
}

/**
 * @param {Box} box
 * @param {Place} place
 * @param {Surroundings} around
 */
function costOf({ from, to, middle }, { align, shift }, { boxes, lines, spots, width, height }) {
  let cost = Math.abs(shift) * COSTS.row + COSTS[align];
  if (from < 3 || to > width - 3 || middle < ROW / 2 || middle > height - ROW / 2) cost += COSTS.outside;
  for (const box of boxes)
    if (Math.abs(box.middle - middle) < ROW && box.from < to && from < box.to) cost += COSTS.word;
  for (let i = 0; i < lines.length; i += 2)
    if (lines[i] > from - 2 && lines[i] < to + 2 && Math.abs(lines[i + 1] - middle) < ROW / 2) cost += COSTS.line;
  for (let i = 0; i < spots.length; i += 2) {
    const across = Math.max(from - spots[i], spots[i] - to, 0);
    const along = Math.max(Math.abs(spots[i + 1] - middle) - ROW / 3, 0);
    if (across * across + along * along < ROUND * ROUND) cost += COSTS.spot;
  }
  return cost;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Word} word
 * @param {Box} box
 */
function drawWord(context, { text, colour }, { from, middle }) {
  context.strokeText(text, from, middle);
  context.fillStyle = colour;
  context.fillText(text, from, middle);
}
