// This is the style that all figures share: colours, type, buttons, and how parts are left out. Old is blue, new is orange,
// replay is green, everywhere; each pair also differs in shape. Text colours keep 4.5:1 on the paper in both themes.

import { COLOURS, PARTS } from "../kit/contract.js";
import { hiding } from "./parts.js";

/** @param {"light" | "dark"} theme */
const colours = (theme) =>
  Object.entries(COLOURS[theme])
    .map(([name, value]) => `--${name}: ${value};`)
    .join("\n  ");

const TRAINING = "training"; // whoever embeds a run only shows it; a reader cannot ask for it
const parts = Object.values(PARTS).flatMap((ofKind) => ofKind.map(({ name }) => name));

const LOOK = /* css */ `
.player {
  ${colours("light")}
  --font: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  --code: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  --sticky: 0px;
  container-type: inline-size;
  position: relative;
  box-sizing: border-box;
  width: 100%;
  margin: 0;
  padding: 4px 0;
  color: var(--ink);
  background: var(--paper);
  font: 400 16px/1.45 var(--font);
  font-variant-numeric: tabular-nums;
  text-align: left;
  outline: none;
  color-scheme: light;
}
.player[data-theme="dark"] {
  ${colours("dark")}
  color-scheme: dark;
}
.player[data-host="streamlit"] {
  --paper: var(--st-background-color);
  --ink: var(--st-text-color);
  --font: var(--st-font);
  --code: var(--st-code-font);
  --ink-2: color-mix(in srgb, var(--ink) 74%, var(--paper));
  --wash: color-mix(in srgb, var(--ink) 4%, var(--paper));
  --line: color-mix(in srgb, var(--ink) 16%, var(--paper));
  --control: color-mix(in srgb, var(--ink) 56%, var(--paper));
  --sticky: 3.75rem;
}
.player *,
.player *::before,
.player *::after {
  box-sizing: border-box;
}
.player [hidden] {
  display: none !important;
}
.player :is(h3, h4, p, ul, dl, dd, dt, figure, pre) {
  margin: 0;
  padding: 0;
  font: inherit;
}
.player :is(h3, h4, p, dt, dd, li, span, strong, code, figcaption) {
  color: inherit;
  letter-spacing: normal;
}
.player ul {
  list-style: none;
}
.player h3 {
  font-size: 18px;
  font-weight: 650;
  line-height: 1.3;
}
.player strong {
  font-weight: 650;
}
.player .unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.player :focus-visible {
  outline: 2px solid var(--old);
  outline-offset: 2px;
  border-radius: 4px;
}

.player button,
.player select,
.player input {
  font: inherit;
  color: inherit;
  margin: 0;
}
.player button {
  cursor: pointer;
  touch-action: manipulation;
}
.player button:disabled {
  cursor: default;
  opacity: 0.45;
}
.player .quiet {
  padding: 5px 12px;
  font-size: 14px;
  line-height: 20px;
  border: 1px solid var(--control);
  border-radius: 6px;
  background: transparent;
}
.player .quiet:hover:not(:disabled) {
  background: var(--wash);
  border-color: var(--ink-2);
}
.player .icon {
  display: block;
}
.player .run-mark {
  flex: none;
  vertical-align: -1px;
}
.player .trouble {
  color: var(--wrong);
  font-size: 15px;
  margin-top: 6px;
}

@media (pointer: coarse) {
  .player :is(.quiet, .ask, .step, .play, .speed, summary) {
    min-height: 44px;
    min-width: 44px;
  }
}
@media (prefers-reduced-motion: reduce) {
  .player *,
  .player *::before {
    animation: none !important;
    transition: none !important;
  }
}
`;

export const BASE = LOOK + hiding(new Set([...parts, TRAINING]));
