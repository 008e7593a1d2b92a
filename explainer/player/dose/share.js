// What the dose curve has to give away: its embed page, its link with what is set, and its files. Knows the figure;
// nothing of how it is offered.

import { csvFile, jsonFile, pngFile, svgFile } from "../share/files.js";
import { absolute, linkTo } from "../share/parts.js";
import { picture } from "../share/picture.js";
import { origin, tableOf } from "./numbers.js";

/** As in share-run.js: what can be left out, and what a line to copy leaves out at first. */
const HIDABLE = [
  ["controls", "Sliders", false],
  ["numbers", "Table", true],
  ["share", "This Share button", false],
];
const TITLE = "How much old data is enough?";
const NAME = "dose";

/** The `figure` of share.js for a dose curve. */
export function sharedDose(figure) {
  return {
    ready: () => Boolean(figure.dose),
    hidable: HIDABLE,
    title: () => TITLE,
    step: () => null,
    state: () => figure.settings,
    embed: () => beside(figure, "embed", "embed/dose"),
    link: () => linkTo(figure.options.page),
    files: () => filesOf(figure),
  };
}

/** Where our own server, or the static site, has something else made of this figure; null where neither is there. */
function beside({ options }, what, address) {
  if (options.beside?.[what]) return absolute(options.beside[what]);
  return typeof options.root === "string" ? absolute(options.root + address) : null;
}

function filesOf(figure) {
  const draw = () =>
    picture([figure.charts.map(({ svg }) => svg)], { title: TITLE, notes: [figure.said.textContent, about(figure)] });
  const page = beside(figure, "file", "api/dose/file.html");
  const { heads, rows } = tableOf(figure.dose);
  return [
    ...(page
      ? [{ label: "One HTML file", about: "plays without a server or a network", name: `${NAME}.html`, href: page }]
      : []),
    { label: "Picture (SVG)", about: "the charts as they are now", name: `${NAME}.svg`, make: () => svgFile(draw()) },
    { label: "Picture (PNG)", about: "the same in pixels", name: `${NAME}.png`, make: () => pngFile(draw()) },
    {
      label: "Numbers (CSV)",
      about: "every point, with its spread",
      name: `${NAME}.csv`,
      make: () => csvFile(heads, rows),
    },
    {
      label: "Numbers (JSON)",
      about: "as this figure reads them",
      name: `${NAME}.json`,
      make: () => jsonFile(figure.dose),
    },
  ];
}

const about = ({ dose }) =>
  origin(dose)
    .map((part) => part.textContent ?? part)
    .join("");
