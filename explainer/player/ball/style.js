// This is the style of the ball's figure: what it shares with the player (colours, type, timeline, charts), and its own.

import { BASE } from "../style/base.js";
import { CHART } from "../style/chart.js";
import { SHARE } from "../style/share.js";
import { TIME } from "../style/time.js";

const OWN = /* css */ `
.ball .opening {
  margin-bottom: 14px;
}
.ball .presets {
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
}
.ball .chip label {
  display: block;
  padding: 5px 13px;
  font-size: 14px;
  line-height: 20px;
  border: 1px solid var(--line);
  border-radius: 16px;
  cursor: pointer;
}
.ball .chip label:hover {
  border-color: var(--ink-2);
}
.ball .chip input:checked + label {
  color: var(--paper);
  background: var(--ink);
  border-color: var(--ink);
}
.ball .chip input:focus-visible + label {
  outline: 2px solid var(--old);
  outline-offset: 2px;
}
.ball .note {
  margin-top: 12px;
  max-width: 46em;
  font-size: 17px;
  line-height: 1.45;
}
.ball .wrong {
  margin-top: 6px;
  max-width: 52em;
  color: var(--ink-2);
  font-size: 15px;
}

.ball .stage {
  display: grid;
  gap: 20px;
  grid-template-columns: minmax(0, 1fr);
}
.ball .view {
  position: relative;
  min-width: 0;
  touch-action: pan-y;
  user-select: none;
  -webkit-user-select: none;
  border-radius: 10px;
}
.ball .surface {
  aspect-ratio: 3 / 2;
  cursor: grab;
}
.ball .surface[data-turning] {
  cursor: grabbing;
}
.ball .map {
  aspect-ratio: 1;
  cursor: crosshair;
}
.ball .layer {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
  border-radius: 10px;
  pointer-events: none;
}
.ball .layer.relief {
  inset: auto;
}
.ball .handle {
  position: absolute;
  left: -24px;
  top: -24px;
  width: 48px;
  height: 48px;
  border-radius: 50%;
  touch-action: none;
  cursor: grab;
}
.ball .map[data-dragging] .handle {
  cursor: grabbing;
}
.ball .handle:focus-visible {
  outline: 2.5px solid var(--old);
  outline-offset: -7px;
  border-radius: 50%;
  box-shadow: inset 0 0 0 10px color-mix(in srgb, var(--paper) 45%, transparent);
}
@container (min-width: 760px) {
  .ball .stage {
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    gap: 26px;
  }
}

.ball .replay {
  --share: 0;
  margin-top: 20px;
}
.ball .head {
  display: flex;
  align-items: baseline;
  justify-content: space-between;
  font-size: 17px;
}
.ball .replay strong {
  color: var(--replay);
}
.ball .replay output {
  font-size: 24px;
  font-weight: 650;
  line-height: 1.2;
  color: var(--replay);
}
.ball .replay input {
  appearance: none;
  display: block;
  width: 100%;
  height: 44px;
  background: transparent;
  cursor: pointer;
}
.ball .replay input::-webkit-slider-runnable-track {
  height: 10px;
  border-radius: 5px;
  background: linear-gradient(to right, var(--new), var(--old));
}
.ball .replay input::-moz-range-track {
  height: 10px;
  border-radius: 5px;
  background: linear-gradient(to right, var(--new), var(--old));
}
.ball .replay input::-webkit-slider-thumb {
  appearance: none;
  width: 28px;
  height: 28px;
  margin-top: -9px;
  border-radius: 50%;
  border: 4px solid var(--paper);
  background: var(--replay);
  box-shadow: 0 0 0 2px var(--replay), 0 2px 6px 2px rgb(0 0 0 / 0.22);
}
.ball .replay input::-moz-range-thumb {
  width: 20px;
  height: 20px;
  border-radius: 50%;
  border: 4px solid var(--paper);
  background: var(--replay);
  box-shadow: 0 0 0 2px var(--replay), 0 2px 6px 2px rgb(0 0 0 / 0.22);
}
.ball .replay input:focus-visible {
  outline: 2px solid var(--old);
  outline-offset: 0;
}
.ball .marks {
  position: relative;
  inset: auto;
  height: 24px;
  margin: -8px 14px 0;
}
.ball .marks button {
  position: absolute;
  left: calc(100% * var(--at));
  transform: translateX(-50%);
  padding: 2px 6px;
  font-size: 13px;
  line-height: 20px;
  color: var(--ink-2);
  border: 0;
  border-radius: 4px;
  background: none;
}
.ball .marks button:hover {
  color: var(--ink);
  background: var(--wash);
}
.ball .ends {
  display: flex;
  justify-content: space-between;
  font-size: 14px;
}
.ball .ends span:first-child {
  color: var(--new);
}
.ball .ends span:last-child {
  color: var(--old);
}

.ball .captions .caption {
  margin: 16px 0 4px;
  max-width: 52em;
  min-height: 2.9em;
}
.ball .timeline {
  position: static;
  border-bottom: 0;
  background: none;
}

.ball .losses {
  display: grid;
  gap: 18px 34px;
  grid-template-columns: minmax(0, 1fr);
  margin-top: 14px;
}
@container (min-width: 620px) {
  .ball .losses:not([data-single]) {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
}
.ball .losses figcaption {
  font-size: 16px;
  margin-bottom: 2px;
}
.ball .losses .unit {
  display: inline;
}
.ball .losses .line {
  stroke-width: 2.2;
}
.ball .losses .ghosts .line {
  stroke-width: 1.4;
}
.ball .losses .now-line {
  stroke: var(--ink);
  stroke-width: 1;
  opacity: 0.35;
}

.ball .legend {
  margin: 16px 0 6px;
}
.ball .legend h4 {
  font-size: 16px;
  font-weight: 650;
}
.ball .legend table {
  border-collapse: collapse;
  margin-top: 6px;
  font-size: 15px;
}
.ball .legend :is(th, td) {
  padding: 4px 18px 4px 0;
  text-align: right;
  font-weight: 400;
  border-bottom: 1px solid var(--line);
}
.ball .legend :is(th:first-child) {
  display: flex;
  align-items: center;
  gap: 10px;
  text-align: left;
}
.ball .legend thead th {
  font-size: 13px;
  color: var(--ink-2);
}
.ball .legend td[data-task="old"] {
  color: var(--old);
}
.ball .legend td[data-task="new"] {
  color: var(--new);
}
.ball .legend tr[data-ground] .quiet {
  border-color: var(--replay);
  box-shadow: inset 0 0 0 1px var(--replay);
}

.ball .dials {
  display: grid;
  gap: 16px 30px;
  grid-template-columns: repeat(auto-fill, minmax(min(210px, 42%), 1fr));
  margin-top: 22px;
  padding-top: 18px;
  border-top: 1px solid var(--line);
}
.ball .dial label {
  display: flex;
  justify-content: space-between;
  gap: 12px;
  font-size: 15px;
  line-height: 24px;
}
.ball .dial .scrub {
  height: 36px;
}
.ball .dial .scrub input {
  height: 36px;
}
.ball .dial output {
  font-weight: 650;
}
.ball .dial .hint {
  display: block;
  margin-top: -7px;
  font-size: 13px;
  color: var(--ink-2);
}
.ball .dial :is(select, input[type="number"]) {
  height: 36px;
  padding: 0 8px;
  width: 100%;
  font-size: 15px;
  border: 1px solid var(--control);
  border-radius: 6px;
  background: var(--paper);
}
.ball .row {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 18px;
}
.ball .dial.row {
  grid-column: 1 / -1;
}
.ball .dial span.row {
  flex-wrap: nowrap;
  gap: 8px;
}
.ball .dial {
  min-width: 0;
}
.ball .dial span.row input {
  min-width: 0;
}
.ball .dial span.row .quiet {
  flex: none;
  padding: 5px 8px;
}
.ball .switch {
  display: flex;
  align-items: center;
  gap: 8px;
}
.ball .switch input {
  width: 18px;
  height: 18px;
  accent-color: var(--ink);
}
.ball .table {
  margin-top: 20px;
}
.ball summary {
  cursor: pointer;
  font-size: 15px;
}
.ball .scroll {
  overflow-x: auto;
}
.ball .scroll table {
  border-collapse: collapse;
  font-size: 14px;
  margin: 8px 0;
}
.ball .scroll :is(th, td) {
  padding: 3px 16px 3px 0;
  text-align: right;
  font-weight: 400;
  border-bottom: 1px solid var(--line);
}
.ball .scroll :is(th:first-child) {
  text-align: left;
}
.ball .from {
  margin-top: 8px;
  max-width: 60em;
}
.ball[data-small] :is(.dials, .losses, .presets, .from) {
  display: none;
}
@media (pointer: coarse) {
  .ball .chip label {
    padding: 11px 15px;
    border-radius: 22px;
  }
  .ball .dial :is(select, input[type="number"]) {
    height: 44px;
  }
}
`;

export const BALL = BASE + CHART + TIME + SHARE + OWN;
