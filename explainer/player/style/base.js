// The player's colours, type, and buttons. Old is blue, new is orange, replay is green, everywhere; each
// pair also differs in shape. Text colours keep 4.5:1 on the paper in both themes.

export const BASE = /* css */ `
.player {
  --ink: #1c2126;
  --ink-2: #56606a;
  --paper: #ffffff;
  --wash: #f4f5f6;
  --line: #d9dde1;
  --control: #7f8891;
  --old: #0b5fa5;
  --new: #b04a00;
  --replay: #0a7350;
  --wrong: #b0163f;
  --guess: #6f5a8c;
  --tint: #ffe6cf;
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
  --ink: #eceff2;
  --ink-2: #a5afb9;
  --paper: #14181d;
  --wash: #1d2329;
  --line: #353d46;
  --control: #77828d;
  --old: #74b8f7;
  --new: #f7a05c;
  --replay: #50cf9f;
  --wrong: #ff86a2;
  --guess: #baa6d8;
  --tint: #4d3420;
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
