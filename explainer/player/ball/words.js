// Where names stand in a picture of the ground: beside what they name, clear of each other, and where there is room also
// of paths and of the places that balls come to. Knows places on the screen; nothing of grounds.
//
//     const words = createWords(picture, before);  words.line(x, y);  words.spot(x, y);  words.say("old task", x, y, colour);
//     words.draw(context, width, height, casing);

const FONT = "600 13px system-ui, sans-serif";
const ROW = 17; // px that a word needs in height
const ASIDE = 13; // px between a place and its word
const ROUND = 12; // px that a mark or a ball takes up around its place
const SHIFTS = [0, 1, -1, 2, -2]; // rows below what it names
const PLACES = [
  ...["left", "right"].flatMap((align) => SHIFTS.map((shift) => ({ align, shift }))),
  ...[1.4, -1.4].map((shift) => ({ align: "center", shift })),
];
const COSTS = { word: 100, outside: 100, spot: 12, line: 1, row: 1.2, left: 0, center: 0.5, right: 1 };
const FAITH = 3; // what another place must be better by than the one of the picture before, lest words jump about

/** `picture` tells pictures apart that have nothing in common; `before`: the words drawn last, or nothing. */
export function createWords(picture, before) {
  const [said, lines, spots] = [[], [], []];
  const settled = before?.picture === picture ? before.settled : new Map(); // text -> index of its place
  return {
    picture,
    settled,
    line: (x, y) => lines.push(x, y),
    spot: (x, y) => spots.push(x, y),
    say: (text, x, y, colour) => text && said.push({ text, x, y, colour }),
    draw(context, width, height, casing) {
      Object.assign(context, { font: FONT, textAlign: "left", textBaseline: "middle" });
      Object.assign(context, { strokeStyle: casing, lineWidth: 4 });
      const boxes = [];
      for (const word of said) {
        const wide = context.measureText(word.text).width;
        const options = PLACES.map((place) => boxOf(word, wide, place));
        const costs = options.map((box, i) => costOf(box, PLACES[i], { boxes, lines, spots, width, height }));
        const index = choose(costs, settled.get(word.text));
        settled.set(word.text, index);
        boxes.push(options[index]);
        drawWord(context, word, options[index]);
      }
    },
  };
}

function choose(costs, kept) {
  const best = costs.indexOf(Math.min(...costs));
  return kept !== undefined && costs[kept] <= costs[best] + FAITH ? kept : best;
}

/** `align` as a canvas has it: a word that is set from its left end stands to the right of its place. */
function boxOf({ x, y }, wide, { align, shift }) {
  const from = { left: x + ASIDE, center: x - wide / 2, right: x - ASIDE - wide }[align];
  return { from, to: from + wide, middle: y + shift * ROW };
}

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

function drawWord(context, { text, colour }, { from, middle }) {
  context.strokeText(text, from, middle);
  context.fillStyle = colour;
  context.fillText(text, from, middle);
}
