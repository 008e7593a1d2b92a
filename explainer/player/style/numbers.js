// This is the style of the numbers, the provenance and its table.

export const NUMBERS = /* css */ `
.player .metrics {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr));
  gap: 24px 34px;
  margin-top: 30px;
}
.player .metric {
  --hue: var(--old);
  border-top: 2px solid var(--hue);
  padding-top: 9px;
  min-width: 0;
}
.player .metric[data-kind="new"] {
  --hue: var(--new);
  border-top-style: dashed;
}
.player .metric[data-kind="replay"] {
  --hue: var(--replay);
}
.player .metric[data-kind="pull"] {
  --hue: var(--control);
}
.player .metric h4 {
  font-weight: 650;
  font-size: 16px;
}
.player .metric ul {
  margin-top: 6px;
}
.player .metric li {
  display: grid;
  grid-template-columns: 74px minmax(40px, 1fr) 164px;
  gap: 0 12px;
  align-items: center;
  min-height: 34px;
  font-size: 15px;
}
.player .who {
  display: inline-flex;
  align-items: center;
  gap: 7px;
  color: var(--ink-2);
}
.player .bar {
  height: 8px;
  background: var(--line);
}
.player .bar i {
  display: block;
  height: 100%;
  background: var(--hue);
}
.player .value strong {
  font-size: 19px;
}
.player .note {
  color: var(--ink-2);
  font-size: 14px;
}
.player .compass {
  fill: none;
  stroke-width: 2.6;
  stroke-linecap: round;
  stroke-linejoin: round;
  overflow: visible;
}
.player .compass .of-old {
  stroke: var(--old);
}
.player .compass .of-new {
  stroke: var(--new);
}
.player .compass circle {
  fill: var(--ink);
}

.player .provenance {
  margin-top: 34px;
  padding-top: 12px;
  border-top: 1px solid var(--line);
  font-size: 14px;
  color: var(--ink-2);
}
.player .provenance pre {
  margin: 6px 0 10px;
  padding: 9px 12px;
  background: var(--wash);
  border-radius: 6px;
  overflow-x: auto;
  color: var(--ink);
}
.player .provenance code {
  font: 14px/1.5 var(--code);
  background: none;
  white-space: pre;
}
.player .tools {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  align-items: center;
  color: var(--ink);
}
.player .provenance details {
  margin-top: 10px;
}
.player summary {
  cursor: pointer;
  padding: 4px 0;
  width: fit-content;
}
.player .table {
  max-height: 320px;
  overflow: auto;
}
.player table {
  border-collapse: collapse;
  font-size: 14px;
}
.player caption {
  text-align: left;
  padding: 6px 0;
}
.player :is(th, td) {
  padding: 3px 14px 3px 0;
  text-align: right;
  font-weight: 400;
  border-bottom: 1px solid var(--line);
}
.player thead th {
  position: sticky;
  top: 0;
  background: var(--paper);
  font-weight: 600;
}
`;
