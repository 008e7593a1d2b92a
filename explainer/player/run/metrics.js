// The numbers of the step shown, each with its unit and what to compare it with. Knows views; draws bars, no curves.

import { h, put, puts, runMark, s, say, show } from "../kit/dom.js";
import { change, count, decimal, percent } from "../kit/format.js";
import { at, forgetting, lastStep, rightAnswers, shareRemoved } from "./view.js";

const APART = 0.15; // a cosine this near 0 is called "across": under 9 degrees from a right angle

export function createMetrics() {
  const node = h("section", { class: "metrics", "aria-label": "Numbers at this step" });
  const metrics = { node, built: "", all: {} };
  return { node, render: (state) => render(metrics, state) };
}

function render(metrics, state) {
  const runs = state.runs.filter((run) => run.view.losses.length);
  show(metrics.node, runs.length);
  if (!runs.length) return;
  const built = state.runs.map((run) => run.name).join("\n");
  if (built !== metrics.built) build(metrics, state.runs, built);
  for (const update of [showForgetting, showRight, showNew, showShare, showRead, showPull]) update(metrics.all, state);
}

function build(metrics, runs, built) {
  const metric = (title, unit, kind) => createMetric(title, unit, kind, runs);
  metrics.built = built;
  metrics.all = {
    forgetting: metric("Forgetting", "old loss now less before, nats per token", "old"),
    right: metric("Right old answers", "", "old"),
    fresh: metric("New task", "loss, nats per token", "new"),
    share: metric("Share of forgetting removed", "", "replay"),
    read: metric("Old sequences read", "of all training sequences so far", "replay"),
    pull: metric("The two tasks pull", "directions of their gradients; cosine", "pull"),
  };
  show(metrics.all.share.node, runs.length === 2);
  metrics.node.replaceChildren(...Object.values(metrics.all).map((one) => one.node));
}

function createMetric(title, unit, kind, runs) {
  const rows = runs.map((run) => createMetricRow(run, kind));
  const under = h("p", { class: "unit" }, unit);
  const shown = kind === "replay" && title.startsWith("Share") ? rows.slice(-1) : rows;
  const node = h(
    "div",
    { class: "metric", "data-kind": kind },
    h("h4", {}, title),
    under,
    h("ul", {}, ...shown.map((row) => row.node)),
  );
  return { node, under, rows };
}

function createMetricRow(run, kind) {
  const value = h("strong");
  const note = h("span", { class: "note" });
  const bar = kind === "pull" ? compass() : h("span", { class: "bar", "aria-hidden": "true" }, h("i"));
  const node = h(
    "li",
    {},
    h("span", { class: "who" }, runMark(run.dashed), run.label),
    bar,
    h("span", { class: "value" }, value, note),
  );
  return { node, value, note, bar };
}

function fill(row, value, note, share) {
  say(row.value, value);
  say(row.note, note);
  if (share !== undefined) row.bar.firstChild.style.width = `${(100 * Math.max(0, Math.min(1, share))).toFixed(1)}%`;
}

function showForgetting({ forgetting: metric }, { runs, whole, version }) {
  const most = mostForgotten(metric, runs, version);
  runs.forEach(({ view }, index) => {
    const lost = forgetting(view, whole);
    fill(metric.rows[index], lost === null ? "—" : change(lost), reach(view, whole), (lost ?? 0) / most);
  });
}

/** What a full bar stands for: the most that any run forgets at any step; counted once per change of the data. */
function mostForgotten(metric, runs, version) {
  if (metric.version !== version) {
    const rises = runs.flatMap(({ view }) => view.losses.map((event) => event.old - view.losses[0].old));
    Object.assign(metric, { version, most: Math.max(0.2, ...rises) });
  }
  return metric.most;
}

/** Where a run has not come as far as the step shown, the step its number is from. */
function reach(view, step) {
  if (!view.losses.length) return " not begun";
  return lastStep(view) < step ? ` at step ${lastStep(view)}` : "";
}

function showRight({ right: metric }, { runs, whole }) {
  const all = runs.map(({ view }) => rightAnswers(view, whole));
  const of = all.some(({ shown }) => shown) ? "of the questions shown above" : "of all held-out old questions";
  say(metric.under, all[0].before ? `${of}; ${all[0].before.right} before` : of);
  all.forEach(({ now, shown }, index) => {
    const ofAll = now ? ` of ${now.total}${shown ? " shown" : ""}` : " not counted yet";
    fill(metric.rows[index], now ? String(now.right) : "—", ofAll, now ? now.right / now.total : 0);
  });
}

function showNew({ fresh: metric }, { runs, whole }) {
  const start = runs.find(({ view }) => view.losses.length).view.losses[0];
  say(metric.under, `loss, nats per token; ${decimal(start.new)} before`);
  runs.forEach(({ view }, index) => {
    const now = at(view.losses, whole);
    fill(metric.rows[index], now ? decimal(now.new) : "—", reach(view, whole), now ? now.new / start.new : 0);
  });
}

function showShare({ share: metric }, { runs, whole }) {
  if (runs.length < 2) return;
  const share = shareRemoved(runs[1].view, runs[0].view, whole);
  const behind = runs.find(({ view }) => reach(view, whole));
  const why = behind ? ` ${behind.label}:${reach(behind.view, whole)}` : ` ${runs[0].label} has forgotten nothing yet`;
  fill(metric.rows[1], share === null ? "—" : percent(share), share === null ? why : "", share ?? 0);
  say(metric.under, `of what the run with ${runs[0].label} forgot`);
}

function showRead({ read: metric }, { runs, whole }) {
  runs.forEach(({ view }, index) => {
    const now = at(view.losses, whole);
    const known = Number.isFinite(now?.seen) && Number.isFinite(now?.seen_old);
    const share = known && now.seen ? now.seen_old / now.seen : 0;
    const note = known ? ` of ${count(now.seen)}${now.seen ? ` (${percent(share)})` : ""}` : "";
    fill(metric.rows[index], known ? count(now.seen_old) : "—", note, share);
  });
}

function showPull({ pull: metric }, { runs, whole }) {
  runs.forEach(({ view }, index) => {
    const event = at(view.gradients, whole);
    const row = metric.rows[index];
    fill(row, event ? pullWord(event.cosine) : "—", event ? ` ${decimal(event.cosine)}` : " not measured yet");
    turn(row.bar, event?.cosine ?? null);
  });
}

function pullWord(cosine) {
  return cosine > APART ? "together" : cosine < -APART ? "apart" : "across";
}

/** Two arrows from one point, with the angle between the gradients between them. */
function compass() {
  return s(
    "svg",
    { viewBox: "-30 -27 60 32", width: 60, height: 32, class: "compass", "aria-hidden": "true" },
    s("path", { class: "of-old", d: "M0 0H24m-5 -4l5 4l-5 4" }),
    s("path", { class: "of-new", d: "M0 0H24m-5 -4l5 4l-5 4" }),
    s("circle", { r: 2.2 }),
  );
}

function turn(svg, cosine) {
  const [old, fresh] = svg.children;
  [old, fresh].forEach((arrow) => show(arrow, cosine !== null));
  if (cosine === null) return;
  const half = (Math.acos(Math.max(-1, Math.min(1, cosine))) * 90) / Math.PI;
  puts(old, { transform: `rotate(${(-90 - half).toFixed(1)})` });
  put(fresh, "transform", `rotate(${(-90 + half).toFixed(1)})`);
}
