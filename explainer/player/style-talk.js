// Answers, chat, numbers and provenance.

export const TALK = /* css */ `
.player .answers, .player .chat { margin-top: 26px; }
.player .asked { font-size: 14px; font-weight: 400; color: var(--ink-2); margin-left: 10px; }
.player .talk { --columns: 3; }
.player .divider { margin: 16px 0 2px; padding-bottom: 5px; font-size: 15px; font-weight: 650; color: var(--old); border-bottom: 2px solid var(--old); }
.player .divider[data-task=new] { color: var(--new); border-color: var(--new); border-bottom-style: dashed; margin-top: 22px; }
.player .column { display: inline-flex; align-items: center; gap: 7px; }
.player .heads { display: none; }
.player .row { padding: 12px 0; border-bottom: 1px solid var(--line); }
.player .question { font-weight: 600; overflow-wrap: anywhere; }
.player .weights { display: block; font-size: 14px; font-weight: 400; color: var(--ink-2); }
.player .cells { display: grid; gap: 7px; margin-top: 8px; }
.player .cell { display: grid; grid-template-columns: 112px minmax(0, 1fr); align-items: baseline; }
.player dt { font-size: 14px; color: var(--ink-2); }
.player .bubble {
  display: flex; gap: 8px; align-items: baseline; width: fit-content; max-width: 100%; padding: 6px 12px 6px 10px;
  border-radius: 4px 14px 14px 14px; background: var(--wash); overflow-wrap: anywhere;
}
.player .cell[data-before] .bubble { background: transparent; box-shadow: inset 0 0 0 1px var(--line); }
.player .bubble[data-same] .text { color: var(--ink-2); }
.player .bubble[data-note] .text, .player .silent { color: var(--ink-2); font-style: italic; }
.player .text { min-width: 0; }
.player mark {
  color: inherit; background: var(--tint); text-decoration: underline; text-decoration-color: var(--new);
  text-decoration-thickness: 2px; text-underline-offset: 3px; text-decoration-skip-ink: none; border-radius: 2px;
}
.player .verdict { flex: none; line-height: 0; align-self: center; }
.player .verdict svg { display: block; fill: none; stroke: var(--paper); stroke-width: 2; }
.player .right svg circle { fill: var(--ink-2); stroke: none; }
.player .wrong svg rect { fill: none; stroke: var(--wrong); stroke-width: 1.8; }
.player .wrong svg path { stroke: var(--wrong); }
.player .fresh { animation: player-fresh .9s ease-out; }
@keyframes player-fresh { from { box-shadow: 0 0 0 3px color-mix(in srgb, var(--new) 55%, transparent); } }
@container (min-width: 720px) {
  .player .heads, .player .row { display: grid; grid-template-columns: minmax(160px, .82fr) repeat(var(--columns), minmax(0, 1fr)); gap: 0 16px; align-items: center; }
  .player .heads { padding: 10px 0 2px; font-size: 14px; color: var(--ink-2); }
  .player .heads .column:not(:first-child) { padding-left: 10px; }
  .player .row { padding: 7px 0; }
  .player .cells { display: contents; }
  .player .answers .cell, .player .chat .cell { display: block; }
  .player .answers dt { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .player .chat .row { align-items: start; padding: 12px 0; }
  .player .chat .question { padding-top: 26px; }
  .player .chat dt { margin-bottom: 4px; }
}

.player .chat-form { display: flex; gap: 8px; margin-top: 10px; }
.player .prompt { flex: 1; min-width: 0; height: 44px; padding: 0 14px; border: 1px solid var(--control); border-radius: 8px; background: var(--paper); }
.player .prompt::placeholder { color: var(--ink-2); opacity: 1; }
.player .ask { min-height: 44px; padding: 0 20px; border: 0; border-radius: 8px; background: var(--ink); color: var(--paper); font-weight: 600; }
.player .examples { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 10px; }
.player .why { margin-top: 6px; color: var(--ink-2); font-size: 15px; }

.player .metrics { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 24px 34px; margin-top: 30px; }
.player .metric { --hue: var(--old); border-top: 2px solid var(--hue); padding-top: 9px; min-width: 0; }
.player .metric[data-kind=new] { --hue: var(--new); border-top-style: dashed; }
.player .metric[data-kind=replay] { --hue: var(--replay); }
.player .metric[data-kind=pull] { --hue: var(--control); }
.player .metric h4 { font-weight: 650; font-size: 16px; }
.player .metric ul { margin-top: 6px; }
.player .metric li { display: grid; grid-template-columns: 74px minmax(40px, 1fr) 164px; gap: 0 12px; align-items: center; min-height: 34px; font-size: 15px; }
.player .who { display: inline-flex; align-items: center; gap: 7px; color: var(--ink-2); }
.player .bar { height: 8px; background: var(--line); }
.player .bar i { display: block; height: 100%; background: var(--hue); }
.player .value strong { font-size: 19px; }
.player .note { color: var(--ink-2); font-size: 14px; }
.player .compass { fill: none; stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round; overflow: visible; }
.player .compass .of-old { stroke: var(--old); }
.player .compass .of-new { stroke: var(--new); }
.player .compass circle { fill: var(--ink); }

.player .provenance { margin-top: 34px; padding-top: 12px; border-top: 1px solid var(--line); font-size: 14px; color: var(--ink-2); }
.player .provenance pre { margin: 6px 0 10px; padding: 9px 12px; background: var(--wash); border-radius: 6px; overflow-x: auto; color: var(--ink); }
.player .provenance code { font: 14px/1.5 var(--code); background: none; white-space: pre; }
.player .tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; color: var(--ink); }
.player .provenance details { margin-top: 10px; }
.player summary { cursor: pointer; padding: 4px 0; width: fit-content; }
.player .table { max-height: 320px; overflow: auto; }
.player table { border-collapse: collapse; font-size: 14px; }
.player caption { text-align: left; padding: 6px 0; }
.player :is(th, td) { padding: 3px 14px 3px 0; text-align: right; font-weight: 400; border-bottom: 1px solid var(--line); }
.player thead th { position: sticky; top: 0; background: var(--paper); font-weight: 600; }
`;
