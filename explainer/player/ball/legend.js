// The legend of a race: each ball's mark, where it is now and where it ends on both tasks. A row of a replay race shows
// the ground its ball rolls on.

import { h, put, s, say, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { SHAPES, between } from "./balls.js";

/** `act` has set(name, value). */
export function createLegend(act) {
  const title = h("h4");
  const hint = h("p", { class: "unit" });
  const body = h("tbody");
  const head = ["Ball", "Old task now", "ends at", "New task now", "ends at"].map((text) =>
    h("th", { scope: "col" }, text),
  );
  const node = h(
    "section",
    { class: "legend", "aria-label": "Race" },
    title,
    hint,
    h("table", {}, h("thead", {}, h("tr", {}, ...head)), body),
  );
  let built = "";
  return {
    node,
    render(state) {
      const race = state.ground ? state.settings.race : "";
      show(node, Boolean(race));
      if (!race) return;
      const key = state.balls.map(({ label }) => label).join();
      if (key !== built) {
        built = key;
        body.replaceChildren(...state.balls.map((ball) => createRow(act, ball, race)));
      }
      say(title, race === "replay" ? "The race: how much old data" : "The race: which optimiser");
      say(hint, race === "replay" ? "Each ball rolls on its own ground. Press a share to see that ground." : "");
      state.balls.forEach((ball, index) => fill(body.children[index], ball, state));
    },
  };
}

function createRow(act, { label, look, settings }, race) {
  const name =
    race === "replay"
      ? h("button", { type: "button", class: "quiet", on: { click: () => act.set("replay", settings.replay) } }, label)
      : h("span", {}, label);
  const cells = ["old", "old", "new", "new"].map((task) => h("td", { "data-task": task }));
  return h("tr", {}, h("th", { scope: "row" }, markOf(look), name), ...cells);
}

function markOf({ colour, shape, dash }) {
  return s(
    "svg",
    { viewBox: "-22 -8 32 16", width: 40, height: 20, "aria-hidden": "true", style: `color: var(--${colour})` },
    s("path", {
      d: "M-22 0H-6",
      stroke: "currentColor",
      "stroke-width": 2.2,
      "stroke-dasharray": dash.map((n) => n * 0.7).join(" ") || null,
    }),
    s("path", { d: SHAPES[shape], fill: "currentColor" }),
  );
}

function fill(row, ball, { shown, settings }) {
  const last = ball.count - 1;
  ["old", "new"].forEach((task, index) => {
    say(row.children[1 + 2 * index], decimal(between(ball[task], ball.count, shown)));
    say(row.children[2 + 2 * index], ball.diverged ? `flies off at step ${last}` : decimal(ball[task][last]));
  });
  put(row, "data-ground", settings.race === "replay" && settings.replay === ball.settings.replay);
}
