// The legend of a race shows each ball's mark, where it is now and where it ends on both tasks. A row of a replay race
// shows the ground that its ball rolls on.

/** @import { Act } from "./actions.js" */
/** @import { Ball, Look } from "./balls.js" */
/** @import { FrameState, SceneState } from "./figure.js" */

import { h, put, s, say, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { SHAPES, between } from "./balls.js";

/** @type {("old" | "new")[]} */
const TASKS = ["old", "new"];

/** @param {Act} act */
export function createLegend(act) {
  const title = h("h4");
  const hint = h("p", { class: "unit" });
  const body = h("tbody");
  const heads = ["Ball", "Old task now", "ends at", "New task now", "ends at"];
  const head = h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text))));
  const node = h("section", { class: "legend", "aria-label": "Race" }, title, hint, h("table", {}, head, body));
  let built = "";
  return {
    node,
    /** @param {FrameState} state */
    render(state) {
      show(node, Boolean(state.ground && state.settings.race));
      if (!state.ground || !state.settings.race) return;
      const { race } = state.settings;
      const key = state.balls.map(({ label }) => label).join();
      if (key !== built) {
        built = key;
        body.replaceChildren(...state.balls.map((ball) => createRow(act, ball, race)));
      }
      say(title, race === "replay" ? "The race: how much old data" : "The race: which optimiser");
      say(hint, race === "replay" ? "Each ball rolls on its own ground. Press a share to see that ground." : "");
      for (const [index, ball] of state.balls.entries()) fill(body.rows[index], ball, state);
    },
  };
}

/**
 * @param {Act} act
 * @param {Ball} ball
 * @param {string} race
 */
function createRow(act, { label, look, settings }, race) {
  const on = { click: () => act.set("replay", settings.replay) };
  const name = race === "replay" ? h("button", { type: "button", class: "quiet", on }, label) : h("span", {}, label);
  const cells = ["old", "old", "new", "new"].map((task) => h("td", { "data-task": task }));
  return h("tr", {}, h("th", { scope: "row" }, markOf(look), name), ...cells);
}

/** @param {Look} look */
function markOf({ colour, shape, dash }) {
  const size = { viewBox: "-22 -8 32 16", width: 40, height: 20 };
  const dashes = dash.map((n) => n * 0.7).join(" ") || null;
  const line = { d: "M-22 0H-6", stroke: "currentColor", "stroke-width": 2.2, "stroke-dasharray": dashes };
  return s(
    "svg",
    { ...size, "aria-hidden": "true", style: `color: var(--${colour})` },
    s("path", line),
    s("path", { d: SHAPES[shape], fill: "currentColor" }),
  );
}

/**
 * @param {HTMLTableRowElement} row
 * @param {Ball} ball
 * @param {SceneState} state
 */
function fill(row, ball, { shown, settings }) {
  const last = ball.count - 1;
  TASKS.forEach((task, index) => {
    say(row.cells[1 + 2 * index], decimal(between(ball[task], ball.count, shown)));
    say(row.cells[2 + 2 * index], ball.diverged ? `flies off at step ${last}` : decimal(ball[task][last]));
  });
  put(row, "data-ground", settings.race === "replay" && settings.replay === ball.settings.replay);
}
