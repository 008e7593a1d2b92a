// What the ball has to give away: its embed page, its link with everything that is set, and its files. Knows the figure;
// nothing of how it is offered.

import { picture } from "../share/picture.js";
import { csvFile, jsonFile, pngFile, svgFile } from "../share/files.js";
import { absolute, linkTo } from "../share/parts.js";
import { writeState } from "./settings.js";
import { viewOf } from "./surface.js";

/** As in share-run.js: what can be left out, and what a line to copy leaves out at first. */
const HIDABLE = [
  ["preset", "Landscapes", false],
  ["replay", "Replay", false],
  ["lr", "Learning rate", false],
  ["optimiser", "Optimiser", true],
  ["noise", "Noise", true],
  ["tether", "Tether", true],
  ["race", "Race", true],
  ["slow", "Slow motion", true],
  ["losses", "Curves", false],
  ["share", "This Share button", false],
];
const TOY = /^(.*)api\/grounds\/([\w.-]+)$/; // the addresses that our own server gives grounds
const MEASURED = /^(.*)api\/(?:valleys|runs)\/([\w.-]+)(?:\/valley\/ground(?:\?.*)?)?$/;

/** The `figure` of share.js for a ball. */
export function sharedBall(figure) {
  return {
    ready: () => Boolean(figure.ground && figure.balls.length),
    get hidable() {
      return HIDABLE.filter(([name]) => name !== "preset" || figure.options.grounds);
    },
    title: () => titleOf(figure),
    step: () => null,
    state: () => ({ ...cleared(), ...asQuery(figure) }),
    embed: () => beside(figure, "embed", (base, kind) => `${base}embed/${kind}`),
    link: () => linkTo(figure.options.page),
    files: () => filesOf(figure),
  };
}

function titleOf({ ground }) {
  return ground.kind === "measured"
    ? `A measured valley: ${ground.title}`
    : `A ball on the ground of two tasks: ${ground.title}`;
}

/** What is set, as a link has it; what is not set goes from the link. */
function asQuery({ ground, settings, stage, options, name }) {
  const state = writeState(ground, { ...settings, view: viewOf(stage.stage.surface) });
  if (options.grounds) state.preset = name;
  return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, value === true ? "1" : value || null]));
}

const cleared = () =>
  Object.fromEntries(
    ["preset", "replay", "lr", "optimiser", "noise", "tether", "seed", "x", "y", "race", "slow", "view"].map((name) => [
      name,
      null,
    ]),
  );

/** Where the server, or the static site, has something else made of this ground; null where neither is there. */
function beside({ options, name }, what, from) {
  if (options.beside?.[what]) return absolute(options.beside[what]);
  const url = options.groundUrl ?? "";
  const [toy, measured] = [TOY.exec(url), MEASURED.exec(url)];
  if (toy) return absolute(from(toy[1], "ball", `api/grounds/${name}`));
  return (
    measured &&
    absolute(from(measured[1], `valley/${measured[2]}`, url.slice(measured[1].length).replace(/\/ground.*$/, "")))
  );
}

function filesOf(figure) {
  const { ground, node, stage } = figure;
  const name = `ball-${figure.name || ground.name}`.replaceAll(/[^\w.-]/g, "-").slice(0, 60);
  const draw = async () => {
    return picture(
      [
        [...stage.node.querySelectorAll(".view")].filter((view) => view.clientWidth),
        [...node.querySelectorAll(".losses .chart")].filter((chart) => chart.clientWidth),
      ].filter(({ length }) => length),
      { title: titleOf(figure), notes: notesOf(figure) },
    );
  };
  const page = beside(figure, "file", (base, kind, api) => `${base}${api}/file.html`);
  return [
    ...(page
      ? [{ label: "One HTML file", about: "plays without a server or a network", name: `${name}.html`, href: page }]
      : []),
    {
      label: "Picture (SVG)",
      about: "the views and curves as they are now",
      name: `${name}.svg`,
      make: async () => svgFile(await draw()),
    },
    {
      label: "Picture (PNG)",
      about: "the same in pixels",
      name: `${name}.png`,
      make: async () => pngFile(await draw()),
    },
    {
      label: "Path (CSV)",
      about: `place and losses by step, ${unitOf(ground)}`,
      name: `${name}.csv`,
      make: () => pathFile(figure),
    },
    {
      label: "Landscape (JSON)",
      about: "both grids, as this figure reads them",
      name: `${name}.json`,
      make: async () => jsonFile(ground),
    },
  ];
}

const unitOf = ({ unit }) => (unit === "loss" ? "no unit" : unit);

function notesOf({ ground, settings }) {
  const { replay, lr, optimiser, seed } = settings;
  const made = ground.provenance ?? {};
  const kind =
    ground.kind === "measured" ? `Measured (${[made.device, made.kind].filter(Boolean).join(", ")})` : "Simulated";
  return [
    `${kind}. Height is loss, ${unitOf(ground)}. Replay ${replay}%, learning rate ${lr}, ${optimiser}, seed ${seed}.`,
    ground.note,
  ];
}

async function pathFile({ balls, ground }) {
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
