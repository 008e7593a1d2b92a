// This is the style of the dose curve: what it shares with the player (colours, type, charts), and its own.

import { BASE } from "../style/base.js";
import { CHART } from "../style/chart.js";
import { NUMBERS } from "../style/numbers.js";
import { SHARE } from "../style/share.js";

const OWN = /* css */ `
.dose .controls {
  display: flex;
  flex-wrap: wrap;
  align-items: end;
  gap: 10px 34px;
  margin-bottom: 20px;
}
.dose .slider {
  flex: 2 1 320px;
}
.dose .slider + .slider {
  flex: 1 1 200px;
}
.dose .head {
  display: flex;
  justify-content: space-between;
  gap: 12px;
}
.dose .slider:first-child strong {
  color: var(--replay);
}
.dose .head output {
  font-weight: 650;
}
.dose .slider input {
  display: block;
  width: 100%;
  height: 36px;
  accent-color: var(--ink);
  cursor: pointer;
}
.dose .slider:first-child :is(input, output) {
  accent-color: var(--replay);
  color: var(--replay);
}
.dose .views {
  display: flex;
  border: 1px solid var(--control);
  border-radius: 6px;
  overflow: hidden;
}
.dose .choice {
  position: relative;
}
.dose .choice label {
  display: block;
  padding: 7px 14px;
  font-size: 14px;
  line-height: 20px;
  cursor: pointer;
}
.dose .choice input:checked + label {
  color: var(--paper);
  background: var(--ink);
}
.dose .choice input:focus-visible + label {
  outline: 2px solid var(--old);
  outline-offset: -3px;
}
.dose .panel {
  --task: var(--ink);
}
.dose .sentence {
  margin-top: 14px;
  max-width: 46em;
  font-size: 17px;
}
@container (min-width: 800px) {
  .dose .curves {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
}
.dose .chart {
  --colour: var(--ink-2);
  cursor: crosshair;
  touch-action: pan-y;
}
.dose [data-colour="replay"] {
  --colour: var(--replay);
}
.dose [data-colour="old"] {
  --colour: var(--old);
}
.dose [data-colour="new"] {
  --colour: var(--new);
}
.dose .band {
  fill: var(--colour);
  fill-opacity: 0.18;
}
.dose :is(.ours, .theirs) :is(circle, rect) {
  fill: var(--colour);
}
.dose .theirs :is(circle, rect),
.dose .diamond {
  fill: var(--paper);
  stroke: var(--colour);
  stroke-width: 1.5;
}
.dose .line {
  stroke: var(--colour);
}
.dose .theirs .line {
  stroke-width: 1.6;
  stroke-dasharray: 6 4;
}
.dose .now-line {
  stroke: var(--ink);
  stroke-opacity: 0.5;
}
.dose .ring {
  fill: none;
  stroke: var(--ink);
  stroke-width: 2.5;
}
.dose .keep path {
  stroke: var(--ink-2);
  stroke-dasharray: 2 4;
}
.dose .chart :is(.name, .keep text, .star text) {
  fill: var(--colour);
  font-weight: 600;
  paint-order: stroke;
  stroke: var(--paper);
  stroke-width: 4px;
  stroke-linejoin: round;
}
.dose .star path {
  fill: var(--colour);
  stroke: var(--ink);
  stroke-width: 1.5;
}
.dose .star text {
  fill: var(--ink);
}
@media (pointer: coarse) {
  .dose .slider input,
  .dose .choice label {
    min-height: 44px;
    line-height: 30px;
  }
}
`;

export const DOSE = BASE + CHART + NUMBERS + SHARE + OWN;
