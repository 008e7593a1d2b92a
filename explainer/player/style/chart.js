// This is the style of the charts and of the guess drawn on them.

export const CHART = /* css */ `
.player .curves {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 22px;
}
@container (min-width: 800px) {
  .player .curves {
    grid-template-columns: minmax(0, 1.28fr) minmax(0, 1fr);
    gap: 34px;
  }
}
.player .panel {
  --task: var(--old);
  min-width: 0;
}
.player .panel[data-task="new"] {
  --task: var(--new);
}
.player figcaption {
  font-size: 17px;
  line-height: 1.3;
  margin-bottom: 8px;
}
.player figcaption strong {
  color: var(--task);
}
.player .unit {
  display: block;
  font-size: 14px;
  color: var(--ink-2);
  font-weight: 400;
}

.player .chart {
  display: block;
  overflow: visible;
}
.player .chart text {
  font: 13px/1 var(--font);
  fill: var(--ink-2);
  font-variant-numeric: tabular-nums;
}
.player .grid path {
  stroke: var(--line);
  stroke-width: 1;
  shape-rendering: crispEdges;
}
.player .line {
  fill: none;
  stroke: var(--task);
  stroke-width: 2.4;
  stroke-linejoin: round;
  stroke-linecap: butt;
}
.player .line.dashed {
  stroke-dasharray: 6 4;
  stroke-width: 2;
}
.player .ghosts {
  opacity: 0.32;
}
.player .forgotten {
  fill: color-mix(in srgb, var(--old) 24%, transparent);
}
.player .hatch-ground {
  fill: color-mix(in srgb, var(--replay) 10%, transparent);
}
.player .hatch {
  stroke: var(--replay);
  stroke-width: 2;
  opacity: 0.55;
}
.player .start path {
  stroke: var(--ink-2);
  stroke-width: 1;
  stroke-dasharray: 1 3;
}
.player .region {
  text-anchor: middle;
  pointer-events: none;
}
.player .chart :is(.region, .end text, .cross text, .start text, .guess-name, .guess-hint) {
  paint-order: stroke;
  stroke: var(--paper);
  stroke-width: 4px;
  stroke-linejoin: round;
}
.player .chart .region {
  font-size: 15px;
  font-weight: 600;
}
.player .chart .forgotten-word {
  fill: var(--old);
}
.player .chart .saved-word {
  fill: var(--replay);
}
.player .cross path {
  stroke: var(--ink);
  stroke-width: 1;
  opacity: 0.5;
}
.player .chart .cross text {
  fill: var(--ink);
  font-weight: 650;
  stroke-width: 10px;
}
.player .end {
  color: var(--task);
  pointer-events: none;
}
.player .end rect,
.player .end circle {
  fill: var(--task);
  stroke: var(--paper);
  stroke-width: 1.5;
}
.player .chart .end text {
  font-size: 14px;
  fill: var(--task);
  font-weight: 650;
}
.player .chart .end .name {
  fill: var(--ink);
  font-weight: 500;
}
.player .hit {
  cursor: crosshair;
  touch-action: pan-y;
}

.player [data-drawing] .hit {
  cursor: pointer;
  touch-action: none;
}
.player .guess-line {
  fill: none;
  stroke: var(--guess);
  stroke-width: 3;
  stroke-dasharray: 0.1 6;
  stroke-linecap: round;
  pointer-events: none;
}
.player .chart .guess-hint {
  fill: var(--guess);
  font-size: 15px;
  pointer-events: none;
}
.player .chart .guess-name {
  fill: var(--guess);
  font-weight: 600;
  pointer-events: none;
}
.player .guess-handle {
  cursor: grab;
  touch-action: none;
  outline: none;
}
.player .guess-handle circle:last-child {
  fill: var(--guess);
  stroke: var(--paper);
  stroke-width: 2;
}
.player .guess-handle:focus-visible circle:last-child {
  stroke: var(--ink);
  stroke-width: 3;
}
.player .guess {
  display: flex;
  flex-wrap: wrap;
  gap: 8px 14px;
  align-items: center;
  font-size: 15px;
  margin-top: 4px;
}
.player .guess-words {
  color: var(--guess);
  flex: 1 1 220px;
}
`;
