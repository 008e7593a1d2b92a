// The dose curve: how much forgetting each share of replay removed, beside a published model hundreds of times the size.
// Mounts on any element or shadow root, in Streamlit, on a plain page or in a single file. Nothing in it moves by itself.
//
//     const figure = mount(element, { dose, state: { replay: 1, view: "kept", keep: 80 } });
//     figure.update({ ...options });  figure.destroy();
//
// options: { dose, as explainer/web/scene_dose.py makes it; state; link; hide: ["controls", "numbers", "share"]; own, the
// reader's run { task, replay, removed, rise, new }; onState(state); root, page, beside, for sharing }. `state` is opened
// when it, or the number `link`, is another than before. Knows nothing of Streamlit.

import { h, put, say, show } from "../kit/dom.js";
import { mounting } from "../kit/mount.js";
import { createShare } from "../share/share.js";
import { addSheet } from "../kit/sheet.js";
import { applyTheme, watchTheme } from "../kit/theme.js";
import { createChart, drawChart } from "./chart.js";
import { createControls } from "./controls.js";
import { createNumbers } from "./numbers.js";
import { readDose } from "./read.js";
import { said } from "./words.js";
import { sharedDose } from "./share.js";
import { DOSE } from "./style.js";

const USUAL = { replay: 1, view: "kept", keep: 80 };
const LIMITS = { replay: [0, 50], keep: [50, 99] };
const ECHO = 2000; // milliseconds that a host may take to say back what it was told
const QUIET = 400; // milliseconds after the last change before the state is told

let figures = 0;

/** Shows the curve under `root`. A second call on the same root updates the figure that is there. */
export const mount = mounting(build, update, destroy);

function build(root) {
  figures += 1;
  const figure = { root, options: {}, settings: { ...USUAL }, asked: "", charts: [], told: [], touched: -Infinity };
  figure.ended = new AbortController();
  const act = { set: (name, value) => set(figure, name, value) };
  figure.act = act;
  figure.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  figure.controls = createControls(act, `dose-${figures}`);
  figure.said = h("p", { class: "said", role: "status" });
  figure.curves = h("div", { class: "curves" });
  figure.numbers = createNumbers();
  figure.share = createShare(sharedDose(figure));
  const parts = [figure.trouble, figure.controls, figure.curves, figure.said, figure.numbers, figure.share];
  const label = { class: "player dose", tabindex: -1, "aria-label": "Dose curve" };
  figure.node = h("section", label, ...parts.map((part) => part.node ?? part));
  root.append(figure.node);
  figure.unstyle = addSheet(figure.node, DOSE);
  watchTheme(figure.node, figure.ended.signal);
  figure.sizes = new ResizeObserver(() => render(figure));
  figure.sizes.observe(figure.curves);
  return figure;
}

function update(figure, options) {
  figure.options = options;
  applyTheme(figure.node);
  put(figure.node, "data-hide", (options.hide ?? []).join(" ") || null);
  open(figure, options.dose);
  const asked = JSON.stringify([options.state ?? {}, options.link ?? 0]);
  if (asked !== figure.asked && !isEcho(figure, options.state))
    figure.settings = { ...USUAL, ...checked(options.state ?? {}) };
  figure.asked = asked;
  render(figure);
}

/** Whether a state is only the host's word back of what was told, while the reader's hand is already further. */
function isEcho({ told, touched }, state) {
  return performance.now() - touched < ECHO && told.includes(JSON.stringify(sorted(state ?? {})));
}

const sorted = ({ replay, view, keep }) => ({ replay, view, keep });

/** Takes the data, once. */
function open(figure, dose) {
  const key = JSON.stringify(dose ?? null);
  if (key === figure.key) return;
  figure.key = key;
  figure.dose = null;
  try {
    figure.dose = readDose(dose);
    figure.charts = dose.shifts.map((shift) => createChart(shift, figure.act));
  } catch (error) {
    figure.charts = [];
    say(figure.trouble, error.message);
  }
  show(figure.trouble, !figure.dose);
  figure.curves.replaceChildren(...figure.charts.map(({ node }) => node));
}

/** The values of a state that can be set; whoever serves the page has said what is wrong with the others. */
function checked(state) {
  const good = Object.entries(state).filter(([name, value]) =>
    name === "view"
      ? ["kept", "price"].includes(value)
      : LIMITS[name] && Number.isFinite(value) && value >= LIMITS[name][0] && value <= LIMITS[name][1],
  );
  return Object.fromEntries(good);
}

function set(figure, name, value) {
  if (figure.settings[name] === value) return;
  figure.settings = { ...figure.settings, [name]: value };
  figure.touched = performance.now();
  render(figure);
  clearTimeout(figure.timer);
  figure.timer = setTimeout(() => tell(figure), QUIET);
}

function tell(figure) {
  figure.told = [...figure.told.slice(-9), JSON.stringify(sorted(figure.settings))];
  figure.options.onState?.({ ...figure.settings, at: Date.now() }); // a host may not hear the same thing twice
}

function render(figure) {
  const { dose, settings, options, charts } = figure;
  const hide = new Set(options.hide ?? []);
  show(figure.controls.node, dose && !hide.has("controls"));
  show(figure.said, dose);
  figure.numbers.render(dose, !hide.has("numbers"));
  figure.share.render();
  show(figure.share.node, dose && !hide.has("share"));
  if (!dose) return;
  figure.controls.render(settings);
  say(figure.said, said(dose, settings));
  for (const chart of charts) drawChart(chart, settings, options.own?.task === chart.shift.task ? options.own : null);
}

function destroy(figure) {
  figure.ended.abort();
  clearTimeout(figure.timer);
  figure.sizes.disconnect();
  figure.node.remove();
  figure.unstyle();
}
