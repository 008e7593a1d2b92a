// What the run player has to give away: its embed page, its link, and its files. Knows runs; nothing of how it is offered.

import { PARTS } from "../kit/contract.js";
import { TASKS } from "./answers.js";
import { shown } from "../kit/playback.js";
import { picture } from "../share/picture.js";
import { curveTable, commandOf, origin } from "./provenance.js";
import { absolute, linkTo } from "../share/address.js";
import { csvFile, jsonFile, pngFile, svgFile } from "../share/files.js";

const OURS = /^(.*)api\/(?:recorded|runs)\/([\w.-]+)$/; // the addresses that our own server gives runs

/** The `figure` of share.js for a player. */
export function sharedRun(player) {
  const runs = () => player.sources.map(({ run }) => run);
  return {
    ready: () => runs().length > 0 && runs().every((run) => run.record),
    parts: PARTS.run,
    title: () => titleOf(runs()),
    step: () => Math.floor(shown(player.playback) + 1e-6),
    state: () => ({}),
    embed: () => beside(player, "embed", (base, name) => `${base}embed/run/${name}`),
    link: () => linkTo(player.options),
    files: () => filesOf(player, runs()),
  };
}

/** Where the server, or the static site, has something else made of this run; null where neither is there. */
function beside({ options }, what, from) {
  if (options.beside?.[what]) return absolute(options.beside[what]);
  const ours = OURS.exec(options.runs?.at(-1)?.url ?? "");
  return ours && absolute(from(ours[1], ours[2]));
}

function titleOf(runs) {
  const known = runs.filter((run) => run.record);
  const task = known.at(-1)?.record.experiment.task;
  return `Pebble fine-tuned on ${TASKS[task] ?? task}: ${known.map((run) => run.label).join(" and ")} replay`;
}

function filesOf(player, runs) {
  const { task, replay } = runs.at(-1).record.experiment;
  const name = `${task}-${replay}`.replaceAll(/[^\w.-]/g, "-");
  const draw = () =>
    picture([[...player.node.querySelectorAll(".chart")]], {
      title: titleOf(runs),
      notes: [...new Set(runs.map(origin)), ...runs.map((run) => commandOf(run.record.experiment))],
    });
  const page = beside(player, "file", (base, id) => `${player.options.runs.at(-1).url}/file.html`);
  const records = runs.map((run) => ({
    label: runs.length > 1 ? `Record, ${run.name} (JSON)` : "Record (JSON)",
    about: "everything this figure is drawn from",
    name: `${run.record.experiment.task}-${run.record.experiment.replay}.json`,
    make: () => jsonFile({ ...run.record, status: run.status, reason: run.reason }),
  }));
  return [
    ...(page
      ? [{ label: "One HTML file", about: "plays without a server or a network", name: `${name}.html`, href: page }]
      : []),
    { label: "Picture (SVG)", about: "the charts as they are now", name: `${name}.svg`, make: () => svgFile(draw()) },
    { label: "Picture (PNG)", about: "the same in pixels", name: `${name}.png`, make: () => pngFile(draw()) },
    {
      label: "Curves (CSV)",
      about: "held-out loss by step, nats per token",
      name: `${name}.csv`,
      make: () => csvOf(runs),
    },
    ...records,
  ];
}

function csvOf(runs) {
  const { heads, rows } = curveTable(runs);
  return csvFile(
    heads.map((head, index) => (index ? `${head} (nats per token)` : head)),
    rows,
  );
}
