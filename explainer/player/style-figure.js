// The charts, the caption, the guess and the timeline.

export const FIGURE = /* css */ `
.player .curves { display: grid; grid-template-columns: minmax(0, 1fr); gap: 22px; }
@container (min-width: 800px) { .player .curves { grid-template-columns: minmax(0, 1.28fr) minmax(0, 1fr); gap: 34px; } }
.player .panel { --task: var(--old); min-width: 0; }
.player .panel[data-task=new] { --task: var(--new); }
.player figcaption { font-size: 17px; line-height: 1.3; margin-bottom: 8px; }
.player figcaption strong { color: var(--task); }
.player .unit { display: block; font-size: 14px; color: var(--ink-2); font-weight: 400; }

.player .chart { display: block; overflow: visible; }
.player .chart text { font: 13px/1 var(--font); fill: var(--ink-2); font-variant-numeric: tabular-nums; }
.player .grid path { stroke: var(--line); stroke-width: 1; shape-rendering: crispEdges; }
.player .line { fill: none; stroke: var(--task); stroke-width: 2.4; stroke-linejoin: round; stroke-linecap: butt; }
.player .line.dashed { stroke-dasharray: 6 4; stroke-width: 2; }
.player .ghosts { opacity: .32; }
.player .forgotten { fill: color-mix(in srgb, var(--old) 24%, transparent); }
.player .hatch-ground { fill: color-mix(in srgb, var(--replay) 10%, transparent); }
.player .hatch { stroke: var(--replay); stroke-width: 2; opacity: .55; }
.player .start path { stroke: var(--ink-2); stroke-width: 1; stroke-dasharray: 1 3; }
.player .region { text-anchor: middle; pointer-events: none; }
.player .chart :is(.region, .end text, .cross text, .start text, .guess-name) { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.player .chart .region { font-size: 15px; font-weight: 600; }
.player .chart .forgotten-word { fill: var(--old); }
.player .chart .saved-word { fill: var(--replay); }
.player .cross path { stroke: var(--ink); stroke-width: 1; opacity: .5; }
.player .chart .cross text { fill: var(--ink); font-weight: 650; stroke-width: 10px; }
.player .end { color: var(--task); pointer-events: none; }
.player .end rect, .player .end circle { fill: var(--task); stroke: var(--paper); stroke-width: 1.5; }
.player .chart .end text { font-size: 14px; fill: var(--task); font-weight: 650; }
.player .chart .end .name { fill: var(--ink); font-weight: 500; }
.player .hit { cursor: crosshair; touch-action: pan-y; }

.player [data-drawing] .hit { cursor: pointer; touch-action: none; }
.player .guess-line { fill: none; stroke: var(--guess); stroke-width: 3; stroke-dasharray: .1 6; stroke-linecap: round; pointer-events: none; }
.player .chart .guess-hint { fill: var(--guess); font-size: 15px; pointer-events: none; }
.player .chart .guess-name { fill: var(--guess); font-weight: 600; pointer-events: none; }
.player .guess-handle { cursor: grab; touch-action: none; outline: none; }
.player .guess-handle circle:last-child { fill: var(--guess); stroke: var(--paper); stroke-width: 2; }
.player .guess-handle:focus-visible circle:last-child { stroke: var(--ink); stroke-width: 3; }
.player .guess { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; font-size: 15px; margin-top: 4px; }
.player .guess-words { color: var(--guess); flex: 1 1 220px; }

.player .caption { min-height: 2.9em; margin: 14px 0 6px; font-size: 17px; line-height: 1.45; }

.player .timeline {
  position: sticky; top: var(--sticky); z-index: 2; display: grid; align-items: center; gap: 0 14px;
  grid-template-columns: auto minmax(0, 1fr) auto auto; padding: 8px 0; background: var(--paper); border-bottom: 1px solid var(--line);
}
.player .timeline .buttons { display: flex; align-items: center; gap: 2px; }
.player .play, .player .step { display: grid; place-items: center; width: 44px; height: 44px; border: 0; border-radius: 50%; background: transparent; padding: 0; }
.player .step { width: 36px; color: var(--ink-2); }
.player .step .icon { width: 16px; }
.player .step:hover:not(:disabled) { color: var(--ink); background: var(--wash); }
.player .play { background: var(--ink); color: var(--paper); }
.player .play:hover { background: color-mix(in srgb, var(--ink) 84%, var(--paper)); }
.player .now { font-size: 15px; min-width: 8.2em; text-align: right; color: var(--ink-2); white-space: nowrap; }
.player .speed { font-size: 14px; height: 32px; padding: 0 4px; border: 1px solid var(--control); border-radius: 6px; background: var(--paper); }
.player .scrub { position: relative; height: 44px; }
.player .scrub input {
  --share: 0; --known: 1; --thumb: 18px;
  appearance: none; position: absolute; inset: 0; width: 100%; height: 44px; margin: 0; background: transparent; cursor: pointer;
}
.player .scrub input:focus-visible { outline: none; }
.player .scrub input::-webkit-slider-runnable-track {
  height: 4px; border-radius: 2px;
  background: linear-gradient(to right, var(--ink) calc(100% * var(--share)), var(--control) 0 calc(100% * var(--known)), var(--line) 0);
}
.player .scrub input::-moz-range-track { height: 4px; border-radius: 2px; background: var(--line); }
.player .scrub input::-moz-range-progress { height: 4px; border-radius: 2px; background: var(--ink); }
.player .scrub input::-webkit-slider-thumb {
  appearance: none; width: var(--thumb); height: var(--thumb); margin-top: -7px; border-radius: 50%; border: 3px solid var(--paper); background: var(--ink); box-shadow: 0 0 0 1px var(--ink);
}
.player .scrub input::-moz-range-thumb { width: 12px; height: 12px; border-radius: 50%; border: 3px solid var(--paper); background: var(--ink); box-shadow: 0 0 0 1px var(--ink); }
.player .scrub input:focus-visible::-webkit-slider-thumb { box-shadow: 0 0 0 3px var(--old); }
.player .scrub input:focus-visible::-moz-range-thumb { box-shadow: 0 0 0 3px var(--old); }
.player .marks { position: absolute; inset: 30px 9px auto; height: 6px; }
.player .marks i { position: absolute; left: calc(100% * var(--at)); width: 1px; height: 6px; background: var(--ink-2); }
@container (max-width: 619px) {
  .player .timeline { grid-template-columns: auto 1fr auto; }
  .player .scrub { grid-row: 1; grid-column: 1 / -1; }
  .player .now { text-align: left; }
  .player .caption { font-size: 16px; min-height: 4.4em; }
}
`;
