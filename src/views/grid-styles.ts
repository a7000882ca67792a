import { type CSSResult, css } from 'lit';

/** What a grid looks like besides its theme. */
export const gridStyles: CSSResult = css`
  :host { display: block; position: relative; min-height: 0; }
  .frame { position: absolute; inset: 0; }
  .number { text-align: right; font-variant-numeric: tabular-nums; }
  .quiet { color: var(--hunt-muted); }
  .text { white-space: pre; }
  .ag-cell { line-height: 24px; }
  .ag-cell-focus { outline: none; }
  .ag-header-cell-text { min-width: 0; }
  .head { display: flex; align-items: center; min-width: 0; }
  .head .title { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; }
  .head .open-menu { flex: none; width: 20px; height: 24px; margin-left: 2px; padding: 0; border: 0; border-radius: 4px; background: none; color: var(--hunt-muted); font: inherit; cursor: pointer; opacity: 0.45; }
  .ag-header-cell:hover .open-menu, .ag-header-cell:focus-within .open-menu { opacity: 1; }
  .head .open-menu:hover { background: var(--hunt-hover); color: var(--hunt-text); opacity: 1; }
  .menu { width: min(372px, calc(100vw - 16px)); max-height: min(560px, calc(100vh - 16px)); margin: 0; padding: 0; overflow: hidden; border: 1px solid var(--hunt-line); border-radius: 7px; background: var(--hunt-panel); color: var(--hunt-text); box-shadow: var(--hunt-shadow); }
  .menu:popover-open { display: flex; flex-direction: column; }
`;
