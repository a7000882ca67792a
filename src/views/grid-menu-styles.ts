import { type CSSResult, css } from 'lit';

/** What stands in the menus of a grid, over `viewStyles`. */
export const gridMenuStyles: CSSResult = css`
  :host { position: static; height: auto; max-height: inherit; overflow: auto; padding: 6px; }
  h4 { display: flex; align-items: baseline; gap: 8px; margin: 8px 6px 3px; color: var(--view-muted); font-size: 11px; font-weight: 650; }
  h4:first-child { margin-top: 2px; }
  h4 .name { min-width: 0; overflow: hidden; color: var(--view-text); font-size: 13px; text-overflow: ellipsis; white-space: nowrap; }
  .acts { display: flex; flex-wrap: wrap; gap: 2px; padding: 0 2px 2px; }
  .acts button { padding: 1px 6px; border-color: var(--view-line); color: var(--view-text); }
  .acts button[aria-pressed='true'] { border-color: var(--view-accent); color: var(--view-accent); }
  p { margin: 4px 6px; color: var(--view-muted); overflow-wrap: anywhere; }
  p.fault { color: var(--view-danger); }
  dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 1px 12px; margin: 0 6px 4px; }
  dt { color: var(--view-muted); }
  dd { margin: 0; overflow-wrap: anywhere; text-align: right; font-variant-numeric: tabular-nums; }
  ul { margin: 0; padding: 0; list-style: none; }
  li button { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 10px; width: 100%; min-height: 24px; padding: 1px 6px 3px; border-radius: 4px; color: var(--view-text); text-align: left; }
  li .value { overflow: hidden; font-family: var(--hunt-mono, monospace); text-overflow: ellipsis; white-space: pre; }
  li .count { color: var(--view-muted); font-variant-numeric: tabular-nums; }
  li .share { grid-column: 1 / -1; width: 100%; height: 3px; }
  .share rect, .bins rect { fill: var(--view-accent); }
  .bins { display: block; width: calc(100% - 12px); height: 54px; margin: 2px 6px; border-bottom: 1px solid var(--view-line); }
  .ends { display: flex; justify-content: space-between; gap: 12px; margin: 0 6px 4px; color: var(--view-muted); font-size: 11px; font-variant-numeric: tabular-nums; }
  .find { width: calc(100% - 12px); min-height: 26px; margin: 2px 6px 4px; padding: 0 6px; border: 1px solid var(--view-line); border-radius: 5px; background: var(--view-panel); }
  .columns { max-height: 260px; overflow: auto; }
  .columns li { display: flex; align-items: center; gap: 6px; min-height: 26px; padding: 0 6px; border-radius: 4px; }
  .columns li:hover { background: var(--view-hover); }
  .columns label { display: flex; flex: 1; align-items: center; gap: 6px; min-width: 0; }
  .columns .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .columns button { display: inline-flex; width: auto; padding: 0 6px; color: var(--view-muted); }
`;
