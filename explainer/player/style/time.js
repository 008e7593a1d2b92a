// This is the style of the training line, the caption and the timeline.

export const TIME = /* css */ `
.player .status {
  margin-bottom: 18px;
}
.player .status-row {
  display: flex;
  flex-wrap: wrap;
  gap: 8px 16px;
  align-items: center;
  justify-content: space-between;
  min-height: 34px;
}
.player .status-text {
  font-size: 15px;
  flex: 1 1 260px;
}
.player .status-text::before {
  content: "";
  display: inline-block;
  width: 9px;
  height: 9px;
  margin-right: 9px;
  border-radius: 50%;
  background: var(--control);
}
.player .status[data-state="running"] .status-text::before {
  background: var(--new);
  animation: player-pulse 1.4s ease-in-out infinite;
}
.player .status:is([data-state="queued"], [data-state="paused"]) .status-text::before {
  background: transparent;
  border: 2px solid var(--control);
}
.player .status:is([data-state="failed"], [data-state="unreadable"], [data-state="interrupted"]) .status-text::before {
  border-radius: 0;
  background: var(--wrong);
}
.player .training {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
}
.player .progress {
  height: 3px;
  margin-top: 8px;
  background: var(--line);
}
.player .progress i {
  display: block;
  height: 100%;
  background: var(--new);
}
@keyframes player-pulse {
  50% {
    opacity: 0.25;
  }
}

.player .caption {
  min-height: 2.9em;
  margin: 14px 0 6px;
  font-size: 17px;
  line-height: 1.45;
}

.player .timeline {
  position: sticky;
  top: var(--sticky);
  z-index: 2;
  display: grid;
  align-items: center;
  gap: 0 14px;
  grid-template-columns: auto minmax(0, 1fr) auto auto;
  padding: 8px 0;
  background: var(--paper);
  border-bottom: 1px solid var(--line);
}
.player .timeline .buttons {
  display: flex;
  align-items: center;
  gap: 2px;
}
.player .play,
.player .step {
  display: grid;
  place-items: center;
  width: 44px;
  height: 44px;
  border: 0;
  border-radius: 50%;
  background: transparent;
  padding: 0;
}
.player .step {
  width: 36px;
  color: var(--ink-2);
}
.player .step .icon {
  width: 16px;
}
.player .step:hover:not(:disabled) {
  color: var(--ink);
  background: var(--wash);
}
.player .play {
  background: var(--ink);
  color: var(--paper);
}
.player .play:hover {
  background: color-mix(in srgb, var(--ink) 84%, var(--paper));
}
.player .now {
  font-size: 15px;
  min-width: 8.2em;
  text-align: right;
  color: var(--ink-2);
  white-space: nowrap;
}
.player .speed {
  font-size: 14px;
  height: 32px;
  padding: 0 4px;
  border: 1px solid var(--control);
  border-radius: 6px;
  background: var(--paper);
}
.player .scrub {
  position: relative;
  height: 44px;
}
.player .scrub input {
  --share: 0;
  --known: 1;
  --thumb: 18px;
  appearance: none;
  position: absolute;
  inset: 0;
  width: 100%;
  height: 44px;
  margin: 0;
  background: transparent;
  cursor: pointer;
}
.player .scrub input:focus-visible {
  outline: none;
}
.player .scrub input::-webkit-slider-runnable-track {
  height: 4px;
  border-radius: 2px;
  background: linear-gradient(
    to right,
    var(--ink) calc(100% * var(--share)),
    var(--control) 0 calc(100% * var(--known)),
    var(--line) 0
  );
}
.player .scrub input::-moz-range-track {
  height: 4px;
  border-radius: 2px;
  background: var(--line);
}
.player .scrub input::-moz-range-progress {
  height: 4px;
  border-radius: 2px;
  background: var(--ink);
}
.player .scrub input::-webkit-slider-thumb {
  appearance: none;
  width: var(--thumb);
  height: var(--thumb);
  margin-top: -7px;
  border-radius: 50%;
  border: 3px solid var(--paper);
  background: var(--ink);
  box-shadow: 0 0 0 1px var(--ink);
}
.player .scrub input::-moz-range-thumb {
  width: 12px;
  height: 12px;
  border-radius: 50%;
  border: 3px solid var(--paper);
  background: var(--ink);
  box-shadow: 0 0 0 1px var(--ink);
}
.player .scrub input:focus-visible::-webkit-slider-thumb {
  box-shadow: 0 0 0 3px var(--old);
}
.player .scrub input:focus-visible::-moz-range-thumb {
  box-shadow: 0 0 0 3px var(--old);
}
.player .marks {
  position: absolute;
  inset: 30px 9px auto;
  height: 6px;
}
.player .marks i {
  position: absolute;
  left: calc(100% * var(--at));
  width: 1px;
  height: 6px;
  background: var(--ink-2);
}
@container (max-width: 619px) {
  .player .timeline {
    grid-template-columns: auto 1fr auto;
  }
  .player .scrub {
    grid-row: 1;
    grid-column: 1 / -1;
  }
  .player .now {
    text-align: left;
  }
  .player .caption {
    font-size: 16px;
    min-height: 4.4em;
  }
}
`;
