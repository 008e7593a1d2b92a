// What the ball has to give away is its embed page, its link with everything that is set, and its files. Knows the figure;
// nothing of how it is offered.

/** @import { FigureFile } from "../share/files.js" */
/** @import { Chart } from "../share/picture.js" */
/** @import { Shareable } from "../share/share.js" */
/** @import { Figure, Opened } from "./figure.js" */
/** @import { Ground } from "./ground.js" */

import { BALL_STATE, PARTS } from "../kit/contract.js";
import { addressOf, linkTo } from "../share/address.js";
import { csvFile, htmlFile, jsonFile, pictureFiles } from "../share/files.js";
import { picture } from "../share/picture.js";
import { isOpen } from "./actions.js";
import { writeState } from "./settings.js";
import { viewOf } from "./surface.js";

/**
 * What share.js offers of a ball.
 * @param {Figure} figure
 * @returns {Shareable}
 */
export function sharedBall(figure) {
  return {
    ready: () => figure.balls.length > 0,
    get parts() {
      return PARTS.ball.filter(({ name }) => name !== "preset" || figure.options.grounds);
    },
    title: () => titleOf(opened(figure).ground),
    step: () => null,
    state: () => ({ ...NOTHING, ...asQuery(opened(figure)) }),
    embed: () => embedOf(figure),
    link: () => linkTo(figure.options),
    files: () => filesOf(opened(figure)),
  };
}

/**
 * The figure, which has nothing to give before it is open.
 * @param {Figure} figure
 */
function opened(figure) {
  if (!isOpen(figure)) throw new Error("there is no landscape yet.");
  return figure;
}

/** @param {Ground} ground */
function titleOf({ kind, title }) {
  return kind === "measured" ? `A measured valley: ${title}` : `A ball on the ground of two tasks: ${title}`;
}

/**
 * A link of which nothing is set.
 * @type {Record<string, null>}
 */
const NOTHING = Object.fromEntries(BALL_STATE.map((name) => [name, null]));

/**
 * What is set, as a link has it.
 * @param {Opened} figure
 */
function asQuery({ ground, settings, surface, options, name }) {
  const state = writeState(ground, { ...settings, view: viewOf(surface) });
  if (options.grounds) state.preset = name;
  const values = Object.entries(state).map(([key, value]) => [key, typeof value === "boolean" ? Number(value) : value]);
  return Object.fromEntries(values);
}

/** @param {Figure} figure */
function embedOf({ options }) {
  const { figure } = options;
  return figure
    ? addressOf(options, "embed", figure.kind === "ball" ? "embed/ball" : `embed/valley/${figure.name}`)
    : null;
}

/**
 * The single file of what is shown: of the ball, that of the landscape chosen from the menu.
 * @param {Figure} figure
 */
function fileOf({ options, name }) {
  const { figure } = options;
  if (!figure) return null;
  const valley = figure.live ? `runs/${figure.name}/valley` : `valleys/${figure.name}`;
  return addressOf(options, "file", `api/${figure.kind === "ball" ? `grounds/${name}` : valley}/file.html`);
}

/**
 * @param {Opened} figure
 * @returns {FigureFile[]}
 */
function filesOf(figure) {
  const { ground } = figure;
  const stem = `ball-${figure.name}`.replaceAll(/[^\w.-]/g, "-").slice(0, 60);
  const numbers = `place and losses by step, ${unitOf(ground)}`;
  return [
    ...htmlFile(stem, fileOf(figure)),
    ...pictureFiles(stem, "the views and curves as they are now", () => draw(figure)),
    { label: "Path (CSV)", about: numbers, name: `${stem}.csv`, make: () => pathFile(figure) },
    {
      label: "Landscape (JSON)",
      about: "both grids, as this figure reads them",
      name: `${stem}.json`,
      make: () => jsonFile(ground),
    },
  ];
}

/**
 * The views, and under them the curves, as far as they are shown.
 * @param {Opened} figure
 */
function draw({ node, ground, settings }) {
  const rows = [".stage .view", ".losses .chart"].map((kind) => {
    const charts = /** @type {NodeListOf<Chart>} */ (node.querySelectorAll(kind));
    return [...charts].filter((chart) => chart.clientWidth);
  });
  const words = { title: titleOf(ground), notes: notesOf(ground, settings) };
  return picture(
    rows.filter((charts) => charts.length),
    words,
  );
}

/** @param {Ground} ground */
const unitOf = ({ unit }) => (unit === "loss" ? "no unit" : unit);

/**
 * @param {Ground} ground
 * @param {Opened["settings"]} settings
 */
function notesOf(ground, { replay, lr, optimiser, seed }) {
  const { device, kind } = ground.provenance;
  const made = ground.kind === "measured" ? `Measured (${[device, kind].filter(Boolean).join(", ")})` : "Simulated";
  return [
    `${made}. Height is loss, ${unitOf(ground)}. Replay ${replay}%, learning rate ${lr}, ${optimiser}, seed ${seed}.`,
    ...clauses(ground.note),
    ...(ground.limits ? clauses(`What this toy gets wrong. ${ground.limits}`) : []),
  ];
}

/**
 * A sentence as lines of a picture, which wraps none.
 * @param {string} sentence
 */
const clauses = (sentence) => sentence.replace(/([;:]) /g, "$1\n").split("\n");

/** @param {Opened} figure */
function pathFile({ balls, ground }) {
  const heads = ["ball", "step", "x", "y", ...["old", "new"].map((task) => `${task} loss (${unitOf(ground)})`)];
  const rows = balls.flatMap((ball) =>
    Array.from({ length: ball.count }, (_, step) => [
      ball.label,
      step,
      ball.x[step],
      ball.y[step],
      ball.old[step],
      ball.new[step],
    ]),
  );
  return csvFile(heads, rows);
}
