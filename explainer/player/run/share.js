// This module says what the run player has to give away: its embed page, its link, and its files. It knows runs; nothing of
// how they are offered.

/** @import { FigureFile } from "../share/files.js" */
/** @import { Shareable } from "../share/share.js" */
/** @import { Player } from "./figure.js" */
/** @import { Known } from "./provenance.js" */

import { PARTS, TASKS } from "../kit/contract.js";
import { shown } from "../kit/playback.js";
import { addressOf, linkTo } from "../share/address.js";
import { csvFile, htmlFile, jsonFile, pictureFiles } from "../share/files.js";
import { picture } from "../share/picture.js";
import { answerTable, commandOf, curveTable, isKnown, origin } from "./provenance.js";
import { wholeStep } from "./state.js";

/**
 * What share/share.js offers of a player.
 * @param {Player} player
 * @returns {Shareable}
 */
export function sharedRun(player) {
  return {
    parts: PARTS.run,
    ready: () => player.sources.length > 0 && player.sources.every(({ run }) => run.record),
    title: () => titleOf(knownRuns(player)),
    step: () => wholeStep(shown(player.playback)),
    state: () => ({}),
    embed: () => embedOf(player),
    link: () => linkTo(player.options),
    files: () => filesOf(player, knownRuns(player)),
  };
}

/** @param {Player} player */
const knownRuns = ({ sources }) => sources.map(({ run }) => run).filter(isKnown);

/** @param {Player} player */
function embedOf({ options, sources }) {
  const { name } = sources[sources.length - 1].run;
  return addressOf(options, "embed", `embed/run/${name}`);
}

/** @param {Player} player */
function fileOf({ options, sources }) {
  const { kind, name } = sources[sources.length - 1].run;
  return addressOf(options, "file", `api/${kind === "live" ? "runs" : "recorded"}/${name}/file.html`);
}

/** @param {Known[]} runs */
function titleOf(runs) {
  const { task } = runs[runs.length - 1].record.experiment;
  return `Pebble fine-tuned on ${TASKS[task] ?? task}: ${runs.map((run) => run.label).join(" and ")} replay`;
}

/**
 * @param {Player} player
 * @param {Known[]} runs
 * @returns {FigureFile[]}
 */
function filesOf(player, runs) {
  const stem = stemOf(runs[runs.length - 1]).replaceAll(/[^\w.-]/g, "-");
  return [
    ...htmlFile(stem, fileOf(player)),
    ...pictureFiles(stem, "the charts as they are now", () => draw(player, runs)),
    {
      label: "Curves (CSV)",
      about: "held-out loss by step, nats per token",
      name: `${stem}.csv`,
      make: () => curvesFile(runs),
    },
    ...answersFile(stem, runs),
    ...runs.map((run) => recordFile(run, runs.length > 1)),
  ];
}

/** @param {Known} run */
const stemOf = ({ record: { experiment } }) => `${experiment.task}-${experiment.replay}`;

/**
 * The charts as they stand, and under them where they come from.
 * @param {Player} player
 * @param {Known[]} runs
 */
function draw({ node }, runs) {
  /** @type {NodeListOf<SVGSVGElement>} */
  const charts = node.querySelectorAll(".chart");
  const notes = [...new Set(runs.map(origin)), ...runs.map((run) => commandOf(run.record.experiment))];
  return picture([[...charts]], { title: titleOf(runs), notes });
}

/** @param {Known[]} runs */
function curvesFile(runs) {
  const { heads, rows } = curveTable(runs);
  const named = heads.map((head, index) => (index ? `${head} (nats per token)` : head));
  return csvFile(named, rows);
}

/**
 * Where answers were counted.
 * @param {string} stem
 * @param {Known[]} runs
 * @returns {FigureFile[]}
 */
function answersFile(stem, runs) {
  if (!runs.some(({ view }) => view.skills.length)) return [];
  const make = () => {
    const { heads, rows } = answerTable(runs);
    return csvFile(heads, rows);
  };
  const about = "old questions answered right, and in broken language, by step";
  return [{ label: "Answers (CSV)", about, name: `${stem}-answers.csv`, make }];
}

/**
 * @param {Known} run
 * @param {boolean} several
 * @returns {FigureFile}
 */
function recordFile(run, several) {
  const { record, status, reason, title } = run;
  return {
    label: several ? `Record, ${title} (JSON)` : "Record (JSON)",
    about: "everything this figure is drawn from",
    name: `${stemOf(run)}.json`,
    make: () => jsonFile({ ...record, status, reason }),
  };
}
