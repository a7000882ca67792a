import { type CSSResult, css } from 'lit';

/** What the alerts look like beside what all views do. */
export const alertStyles: CSSResult = css`
  :host { container-type: inline-size; }
  .split { position: absolute; inset: 0; display: flex; }
  .list { flex: 1 1 46%; min-width: 0; overflow: auto; outline-offset: -2px; }
  .alert { display: grid; grid-template-columns: 112px minmax(0, 1fr) auto; gap: 0 8px; align-items: baseline; padding: 5px 10px; border-bottom: 1px solid var(--view-faint); cursor: default; }
  .alert:hover { background: var(--view-hover); }
  .alert[aria-selected='true'] { background: var(--view-selected); }
  .list:focus-visible .alert[aria-selected='true'] { outline: 2px solid var(--view-focus); outline-offset: -2px; }
  .alert strong { font-weight: 600; overflow-wrap: anywhere; }
  .alert small { grid-column: 2 / 4; font-size: 11px; color: var(--view-muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .alert time { color: var(--view-muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
  .level { display: inline-flex; align-items: baseline; gap: 6px; min-width: 0; overflow-wrap: anywhere; }
  .level svg { flex: none; width: 14px; height: 12px; fill: var(--view-line); }
  .level.l3 .on { fill: var(--view-danger); }
  .level.l2 .on { fill: var(--view-warn); }
  .level.l1 .on { fill: var(--view-accent); }
  .level.l3 { color: var(--view-danger); font-weight: 600; }
  .more { padding: 6px 10px; }
  .bar input { width: 14em; min-height: 24px; box-sizing: border-box; padding: 0 6px; border: 1px solid var(--view-line); border-radius: 5px; background: var(--view-panel); color: var(--view-text); }
  aside { flex: 1 1 54%; min-width: 0; overflow: auto; border-left: 1px solid var(--view-line); display: flex; flex-direction: column; }
  aside header { padding: 8px 12px; }
  aside h3 { margin: 0 0 2px; font-size: 15px; overflow-wrap: anywhere; }
  aside p { margin: 2px 0; overflow-wrap: anywhere; color: var(--view-muted); }
  aside p.about { color: var(--view-text); }
  aside .acts { display: flex; flex-wrap: wrap; gap: 4px; margin-top: 6px; }
  aside ul { flex: none; list-style: none; margin: 0; padding: 0 6px 6px; display: flex; flex-wrap: wrap; gap: 3px; }
  aside li button { border-color: var(--view-line); color: var(--view-text); text-align: left; overflow-wrap: anywhere; }
  aside li small { flex: none; color: var(--view-muted); white-space: nowrap; }
  aside hunt-graph { flex: none; height: 360px; border-block: 1px solid var(--view-line); }
  aside hunt-record { flex: none; border-top: 1px solid var(--view-line); }
  @container (max-width: 700px) {
    .split { flex-direction: column; }
    .list { flex: 1 1 45%; min-height: 0; }
    aside { border-left: 0; border-top: 1px solid var(--view-line); min-height: 0; }
    .alert { grid-template-columns: 100px minmax(0, 1fr); }
    .alert time { grid-column: 2; }
    .alert small { grid-column: 2; }
  }
`;
