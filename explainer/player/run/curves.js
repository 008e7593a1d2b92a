// The two charts side by side (or one above the other), and the pointer over them: hovering moves the step of
// everything. Knows panels and steps; the guess is drawn by guess.js on the old task's panel.

import { inWords } from "./captions.js";
import { h, put } from "../kit/dom.js";
import { createGuess } from "./guess.js";
import { createPanel, drawPanel, placePanel } from "./panel.js";
import { eventSteps, nearest } from "./view.js";

/** `act` has hover(step or null), set(step), redraw() and guess(points). */
export function createCurves(act, id) {
  const panels = [createPanel("old", `${id}-old`), createPanel("new", `${id}-new`)];
  const node = h("div", { class: "curves" }, ...panels.map((panel) => panel.node));
  const curves = { node, panels, act, state: null, drawn: "", guess: createGuess(panels[0], act) };
  panels[0].node.append(curves.guess.node);
  panels.forEach((panel) => watchPointer(curves, panel));
  const sizes = new ResizeObserver(() => act.redraw());
  sizes.observe(node);
  return { node, render: (state) => render(curves, state), destroy: () => sizes.disconnect() };
}

function render(curves, state) {
  curves.state = state;
  const widths = curves.panels.map((panel) => Math.round(panel.node.clientWidth));
  const key = JSON.stringify([widths, state.version, state.steps, state.drawing, state.guess, state.live, state.armed]);
  if (key !== curves.drawn && widths.every((width) => width > 0)) {
    curves.drawn = key;
    curves.steps = eventSteps(state.runs.map(({ view }) => ({ losses: view.losses })));
    curves.panels.forEach((panel, index) => drawPanel(panel, state, widths[index]));
  }
  curves.panels.forEach((panel) => {
    placePanel(panel, state);
    put(panel.svg, "role", state.drawing ? "group" : "img"); // an image may hold no handle
    if (!state.moving)
      put(panel.svg, "aria-label", `${panel.node.querySelector("figcaption").textContent}. ${inWords(state)}`);
  });
  curves.guess.render(state);
}

function watchPointer(curves, panel) {
  const { hit } = panel.part;
  const drawing = () => curves.state?.drawing && panel.task === "old";
  const step = (event) => {
    const along = panel.x.invert(event.clientX - panel.svg.getBoundingClientRect().left);
    return nearest(curves.steps, Math.max(0, Math.min(along, curves.state.playback.end)));
  };
  const ready = () => panel.x && curves.steps?.length;
  hit.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    hit.setPointerCapture(event.pointerId);
    if (drawing()) curves.guess.down(event);
    else if (ready()) curves.act.hover(step(event));
  });
  hit.addEventListener("pointermove", (event) => {
    if (drawing()) curves.guess.move(event);
    else if (ready()) curves.act.hover(step(event));
  });
  hit.addEventListener("pointerup", (event) => {
    if (drawing()) curves.guess.up();
    else if (ready() && event.button === 0) curves.act.set(step(event));
    if (event.pointerType !== "mouse") curves.act.hover(null);
  });
  for (const type of ["pointerleave", "pointercancel"]) {
    hit.addEventListener(type, () => (drawing() ? curves.guess.up() : curves.act.hover(null)));
  }
}
