// This is the style of sharing: the tabs, the preview and the texts to copy.

export const SHARE = /* css */ `
.player .share {
  margin-top: 14px;
  font-size: 15px;
}
.player .share-box {
  margin-top: 10px;
  padding: 12px 14px 14px;
  border: 1px solid var(--line);
  border-radius: 8px;
}
.player [role="tablist"] {
  display: flex;
  gap: 4px;
  border-bottom: 1px solid var(--line);
}
.player [role="tab"] {
  min-height: 44px;
  padding: 6px 14px;
  border: 0;
  border-bottom: 3px solid transparent;
  background: none;
}
.player [role="tab"][aria-selected="true"] {
  border-bottom-color: var(--replay);
  font-weight: 650;
}
.player [role="tabpanel"] {
  padding-top: 14px;
}
.player .choices {
  display: flex;
  flex-wrap: wrap;
  gap: 10px 22px;
  align-items: center;
}
.player .share :is(select, textarea) {
  background: var(--paper);
  border: 1px solid var(--control);
  border-radius: 6px;
  padding: 5px 8px;
  max-width: 100%;
}
.player .share fieldset {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 18px;
  margin: 0;
  padding: 0;
  border: 0;
  min-width: 0;
}
.player .share legend {
  float: left;
  margin-right: 18px;
  padding: 0;
}
.player .share label {
  display: inline-flex;
  gap: 7px;
  align-items: center;
  min-height: 32px;
}
.player .share input[type="checkbox"] {
  width: 18px;
  height: 18px;
  accent-color: var(--replay);
}
.player .trial {
  margin: 12px 0;
  padding: 10px;
  max-height: 620px;
  overflow: auto;
  background: var(--wash);
  border-radius: 6px;
}
.player .preview {
  display: block;
  height: 620px;
  border: 1px solid var(--line);
  background: var(--paper);
}
.player .copyable {
  margin: 12px 0;
}
.player .copyable textarea {
  display: block;
  width: 100%;
  margin: 4px 0 8px;
  font: 13px/1.5 var(--code);
  resize: vertical;
}
.player .files li {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 12px;
  align-items: center;
  padding: 4px 0;
}
.player .files span {
  color: var(--ink-2);
}
`;
