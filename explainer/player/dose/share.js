// What the dose curve has to give away is its embed page, its link with what is set, and its files. This module knows the
// figure; nothing of how it is offered.

import { PARTS } from "../kit/contract.js";
import { addressOf, linkTo } from "../share/address.js";
import { csvFile, htmlFile, jsonFile, pictureFiles } from "../share/files.js";
import { picture } from "../share/picture.js";
import { origin, tableOf } from "./numbers.js";

/** @import { FigureFile } from "../share/files.js" */
/** @import { Shareable } from "../share/share.js" */
/** @import { Model } from "./figure.js" */
/** @import { Dose } from "./read.js" */

const TITLE = "How much old data is enough?";
const NAME = "dose";

/**
 * @param {Model} figure
 * @returns {Shareable}
 */
export function sharedDose(figure) {
  return {
    ready: () => figure.dose !== null,
    parts: PARTS.dose,
    title: () => TITLE,
    step: () => null,
    state: () => ({ ...figure.settings }),
    embed: () => addressOf(figure.options, "embed", "embed/dose"),
    link: () => linkTo(figure.options),
    files: () => (figure.dose ? filesOf(figure, figure.dose) : []),
  };
}

/**
 * @param {Model} figure
 * @param {Dose} dose
 * @returns {FigureFile[]}
 */
function filesOf({ options, charts, sentence }, dose) {
  const { heads, rows } = tableOf(dose);
  const notes = [sentence.textContent ?? "", originText(dose)];
  const draw = () => picture([charts.map(({ svg }) => svg)], { title: TITLE, notes });
  return [
    ...htmlFile(NAME, addressOf(options, "file", "api/dose/file.html")),
    ...pictureFiles(NAME, "the charts as they are now", draw),
    {
      label: "Numbers (CSV)",
      about: "every point, with its spread",
      name: `${NAME}.csv`,
      make: () => csvFile(heads, rows),
    },
    { label: "Numbers (JSON)", about: "as this figure reads them", name: `${NAME}.json`, make: () => jsonFile(dose) },
  ];
}

/** @param {Dose} dose */
const originText = (dose) =>
  origin(dose)
    .map((part) => (typeof part === "string" ? part : part.textContent))
    .join("");
