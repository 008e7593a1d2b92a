// This is the style of answers and chat.

export const TALK = /* css */ `
.player .answers,
.player .chat {
  margin-top: 26px;
}
.player .asked {
  font-size: 14px;
  font-weight: 400;
  color: var(--ink-2);
  margin-left: 10px;
}
.player .talk {
  --columns: 3;
}
.player .divider {
  margin: 16px 0 2px;
  padding-bottom: 5px;
  font-size: 15px;
  font-weight: 650;
  color: var(--old);
  border-bottom: 2px solid var(--old);
}
.player .divider[data-task="new"] {
  color: var(--new);
  border-color: var(--new);
  border-bottom-style: dashed;
  margin-top: 22px;
}
.player .column {
  display: inline-flex;
  align-items: center;
  gap: 7px;
}
.player .heads {
  display: none;
}
.player .row {
  padding: 12px 0;
  border-bottom: 1px solid var(--line);
}
.player .question {
  font-weight: 600;
  overflow-wrap: anywhere;
}
.player .weights {
  display: block;
  font-size: 14px;
  font-weight: 400;
  color: var(--ink-2);
}
.player .cells {
  display: grid;
  gap: 7px;
  margin-top: 8px;
}
.player .cell {
  display: grid;
  grid-template-columns: 112px minmax(0, 1fr);
  align-items: baseline;
}
.player dt {
  font-size: 14px;
  color: var(--ink-2);
}
.player .bubble {
  display: flex;
  gap: 8px;
  align-items: baseline;
  width: fit-content;
  max-width: 100%;
  padding: 6px 12px 6px 10px;
  border-radius: 4px 14px 14px 14px;
  background: var(--wash);
  overflow-wrap: anywhere;
}
.player .cell[data-before] .bubble {
  background: transparent;
  box-shadow: inset 0 0 0 1px var(--line);
}
.player .bubble[data-same] .text {
  color: var(--ink-2);
}
.player .bubble[data-note] .text,
.player .silent {
  color: var(--ink-2);
  font-style: italic;
}
.player .text {
  min-width: 0;
}
.player mark {
  color: inherit;
  background: var(--tint);
  text-decoration: underline;
  text-decoration-color: var(--new);
  text-decoration-thickness: 2px;
  text-underline-offset: 3px;
  text-decoration-skip-ink: none;
  border-radius: 2px;
}
.player .verdict {
  flex: none;
  line-height: 0;
  align-self: center;
}
.player .verdict svg {
  display: block;
  fill: none;
  stroke: var(--paper);
  stroke-width: 2;
}
.player .right svg circle {
  fill: var(--ink-2);
  stroke: none;
}
.player .wrong svg rect {
  fill: none;
  stroke: var(--wrong);
  stroke-width: 1.8;
}
.player .wrong svg path {
  stroke: var(--wrong);
}
.player .broken svg path {
  fill: var(--wrong);
  stroke: none;
}
.player .fresh {
  animation: player-fresh 0.9s ease-out;
}
@keyframes player-fresh {
  from {
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--new) 55%, transparent);
  }
}
@container (min-width: 720px) {
  .player .heads,
  .player .row {
    display: grid;
    grid-template-columns: minmax(160px, 0.82fr) repeat(var(--columns), minmax(0, 1fr));
    gap: 0 16px;
    align-items: center;
  }
  .player .heads {
    padding: 10px 0 2px;
    font-size: 14px;
    color: var(--ink-2);
  }
  .player .heads .column:not(:first-child) {
    padding-left: 10px;
  }
  .player .row {
    padding: 7px 0;
  }
  .player .cells {
    display: contents;
  }
  .player .answers .cell,
  .player .chat .cell {
    display: block;
  }
  .player .answers dt {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .player .chat .row {
    align-items: start;
    padding: 12px 0;
  }
  .player .chat .question {
    padding-top: 26px;
  }
  .player .chat dt {
    margin-bottom: 4px;
  }
}

.player .chat-form {
  display: flex;
  gap: 8px;
  margin-top: 10px;
}
.player .prompt {
  flex: 1;
  min-width: 0;
  height: 44px;
  padding: 0 14px;
  border: 1px solid var(--control);
  border-radius: 8px;
  background: var(--paper);
}
.player .prompt::placeholder {
  color: var(--ink-2);
  opacity: 1;
}
.player .ask {
  min-height: 44px;
  padding: 0 20px;
  border: 0;
  border-radius: 8px;
  background: var(--ink);
  color: var(--paper);
  font-weight: 600;
}
.player .examples {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  margin-top: 10px;
}
.player .why {
  margin-top: 6px;
  color: var(--ink-2);
  font-size: 15px;
}
`;
