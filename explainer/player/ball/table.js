// The table holds the path in numbers, for screen readers and for whoever wants them; under it stands where the ground is
// from.

/** @import { Ball } from "./balls.js" */
/** @import { Field } from "./field.js" */
/** @import { FrameState } from "./figure.js" */
/** @import { Ground, MeasuredPath } from "./ground.js" */

import { h, say, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";

const ROWS = 8; // steps shown of each path, first and last included
const FLAT = 100; // a bend from which the drawn height is as good as straight

export function createTable() {
  const body = h("tbody");
  const heads = ["Ball", "Step", "x", "y", "Old loss", "New loss"].map((text) => h("th", { scope: "col" }, text));
  const scroll = h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Path in numbers" });
  scroll.append(h("table", {}, h("thead", {}, h("tr", {}, ...heads)), body));
  const details = h("details", {}, h("summary", {}, "The same as a table"), scroll);
  const from = h("p", { class: "unit from" });
  const node = h("div", { class: "table" }, details, from);
  let drawn = -1;
  /** @type {FrameState | null} */
  let state = null;
  const fill = () => {
    if (!details.open || !state?.ground || drawn === state.version) return;
    drawn = state.version;
    body.replaceChildren(...state.balls.flatMap(rowsOf));
  };
  details.addEventListener("toggle", fill);
  return {
    node,
    /** @param {FrameState} next */
    render(next) {
      state = next;
      show(node, Boolean(next.ground));
      if (!next.ground || next.moving) return;
      fill();
      say(from, sourceOf(next.ground, next.field));
    },
  };
}

/** @param {Ball} ball */
function rowsOf(ball) {
  const last = ball.count - 1;
  const steps = [...new Set(Array.from({ length: ROWS }, (_, i) => Math.round((last * i) / (ROWS - 1))))];
  return steps.map((step) => {
    const flown = ball.diverged && step === last ? " (flown off)" : "";
    const numbers = [ball.x, ball.y, ball.old, ball.new].map((values) => h("td", {}, decimal(values[step], 3)));
    return h("tr", {}, h("th", { scope: "row" }, ball.label), h("td", {}, `${step}${flown}`), ...numbers);
  });
}

/**
 * Where the ground is from, how its height is drawn, and how much of the real paths a measured one holds.
 * @param {Ground} ground
 * @param {Field} field
 */
function sourceOf({ kind, paths }, { bend }) {
  const drawn = `Height is loss${bend < FLAT ? ", drawn flatter the higher it is" : ""}`;
  if (kind !== "measured")
    return `Simulated: two surfaces drawn by hand, the descent computed here in your browser. ${drawn}; contours are even steps of loss.`;
  return (
    "Measured: losses of the real model on a plane through three sets of its weights, axes in units of the weights. " +
    `${drawn}. Two directions out of more than a million: what the picture leaves out is most of the space.${holds(paths)}`
  );
}

/**
 * How much of the real paths: of their steps first, since the plane goes through their ends, which flatters the rest.
 * @param {MeasuredPath[]} paths
 */
function holds(paths) {
  const legs = shares(paths, "inside_legs");
  const distances = shares(paths, "inside");
  if (!distances) return "";
  const first = legs ? `squared steps the plane holds ${legs}; of their ` : "";
  const rest = `squared distances from the start ${legs ? "" : "the plane holds "}${distances}`;
  return ` Of the real paths' ${first}${rest}, which says less, as it was laid through their ends.`;
}

/**
 * @param {MeasuredPath[]} paths
 * @param {"inside" | "inside_legs"} name
 */
function shares(paths, name) {
  const known = paths.filter((path) => Number.isFinite(path[name]));
  return known.map((path) => `${Math.round(100 * Number(path[name]))}% (${path.label})`).join(", ");
}
