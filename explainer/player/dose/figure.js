// The dose curve shows how much forgetting each share of replay removed, beside a published model hundreds of times the
// size. It mounts on any element or shadow root, in Streamlit, on a plain page or in a single file. Nothing in it moves by
// itself. It knows nothing of Streamlit.
//
//     const figure = mount(element, { dose, state: { replay: 1, view: "kept", keep: 80 } });
//     figure.update({ ...options });  figure.destroy();

import { h, put, say, show } from "../kit/dom.js";
import { mounting } from "../kit/mount.js";
import { addSheet } from "../kit/sheet.js";
import { applyTheme, watchTheme } from "../kit/theme.js";
import { createShare } from "../share/share.js";
import { createChart, drawChart } from "./chart.js";
import { createControls } from "./controls.js";
import { createNumbers } from "./numbers.js";
import { readDose } from "./read.js";
import { readState, USUAL } from "./settings.js";
import { sharedDose } from "./share.js";
import { DOSE } from "./style.js";
import { sentence } from "./words.js";

/** @import { Root } from "../kit/mount.js" */
/** @import { Place } from "../share/address.js" */
/** @import { Chart, Own } from "./chart.js" */
/** @import { Actions } from "./controls.js" */
/** @import { Dose } from "./read.js" */
/** @import { Settings } from "./settings.js" */

/**
 * What a host gives: `dose` as explainer/web/takeaway/dose.py makes it, the reader's `own` run, the parts to hide, and
 * where the figure stands. `state` is opened at first, and then whenever `revision`, which counts how often the page has
 * asked for another, has changed. `onState` hears what the reader has set; `serial` counts that, from 1.
 * @typedef {Place & { dose?: unknown, state?: Record<string, unknown>, revision?: number, hide?: string[],
 *   own?: Own | null, onState?: (state: Settings & { serial: number }) => void }} DoseOptions
 */

/**
 * What is shown: `revision` of what was last opened, `opened` the data as they came, `dose` null where they cannot be
 * drawn; `timer` runs until the state is told.
 * @typedef {{ options: DoseOptions, settings: Settings, revision: number | null, opened: string, dose: Dose | null,
 *   charts: Chart[], timer: number, trouble: HTMLElement, curves: HTMLElement, sentence: HTMLElement }} Model
 */

/**
 * @typedef {Model & { act: Actions, controls: ReturnType<typeof createControls>, numbers: ReturnType<typeof createNumbers>,
 *   share: ReturnType<typeof createShare>, node: HTMLElement, sizes: ResizeObserver, ended: AbortController,
 *   unstyle: () => void }} Figure
 */

const QUIET = 400; // milliseconds after the last change before the state is told

let figures = 0;
let serial = 0; // of all figures here, so that one mounted anew begins no second count

/** Shows the curve under `root`. A second call on the same root updates the figure that is there. */
export const mount = mounting(build, update, destroy);

/** @param {Root} root */
function build(root) {
  figures += 1;
  const model = newModel();
  const act = { set: (/** @type {Partial<Settings>} */ settings) => set(figure, settings) };
  const [controls, numbers] = [createControls(act, `dose-${figures}`), createNumbers()];
  const share = createShare(sharedDose(model));
  const label = { class: "player dose", tabindex: -1, "aria-label": "Dose curve" };
  const { trouble, curves, sentence } = model;
  const node = h("section", label, trouble, controls.node, curves, sentence, numbers.node, share.node);
  root.append(node);
  const [ended, unstyle] = [new AbortController(), addSheet(node, DOSE)];
  const sizes = new ResizeObserver(() => render(figure));
  /** @type {Figure} */
  const figure = Object.assign(model, { act, controls, numbers, share, node, sizes, ended, unstyle });
  watchTheme(node, ended.signal);
  sizes.observe(curves);
  return figure;
}

/** @returns {Model} */
function newModel() {
  return {
    options: {},
    settings: USUAL,
    revision: null,
    opened: "",
    dose: null,
    charts: [],
    timer: 0,
    trouble: h("p", { class: "trouble", role: "alert", hidden: true }),
    curves: h("div", { class: "curves" }),
    sentence: h("p", { class: "sentence", role: "status" }),
  };
}

/**
 * @param {Figure} figure
 * @param {DoseOptions} options
 */
function update(figure, options) {
  const { dose = null, state = {}, revision = 0, hide = [] } = options;
  figure.options = options;
  applyTheme(figure.node);
  put(figure.node, "data-hide", hide.join(" ") || null);
  open(figure, dose);
  if (revision !== figure.revision) figure.settings = readState(state);
  figure.revision = revision;
  render(figure);
}

/**
 * Takes the data, once.
 * @param {Figure} figure
 * @param {unknown} data
 */
function open(figure, data) {
  const key = JSON.stringify(data);
  if (key === figure.opened) return;
  figure.opened = key;
  figure.dose = null;
  try {
    figure.dose = readDose(data);
  } catch (error) {
    say(figure.trouble, /** @type {Error} */ (error).message);
  }
  figure.charts = figure.dose?.shifts.map((shift) => createChart(shift, figure.act)) ?? [];
  show(figure.trouble, !figure.dose);
  figure.curves.replaceChildren(...figure.charts.map(({ node }) => node));
}

/**
 * @param {Figure} figure
 * @param {Partial<Settings>} settings
 */
function set(figure, settings) {
  const before = JSON.stringify(figure.settings);
  figure.settings = { ...figure.settings, ...settings };
  if (JSON.stringify(figure.settings) === before) return;
  render(figure);
  clearTimeout(figure.timer);
  figure.timer = window.setTimeout(() => tell(figure), QUIET);
}

/** @param {Figure} figure */
function tell({ options, settings }) {
  serial += 1;
  options.onState?.({ ...settings, serial });
}

/** @param {Figure} figure */
function render({ dose, settings, options, charts, controls, numbers, share, sentence: words }) {
  for (const node of [controls.node, words]) show(node, dose !== null);
  numbers.render(dose);
  share.render();
  if (!dose) return;
  controls.render(settings);
  say(words, sentence(dose, settings));
  for (const chart of charts) drawChart(chart, settings, options.own?.task === chart.shift.task ? options.own : null);
}

/** @param {Figure} figure */
function destroy({ ended, timer, sizes, node, unstyle }) {
  ended.abort();
  clearTimeout(timer);
  sizes.disconnect();
  node.remove();
  unstyle();
}
