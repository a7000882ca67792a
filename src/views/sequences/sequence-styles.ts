import { type CSSResult, css } from 'lit';

/** What sequences look like beside what all drawn views do. */
export const sequenceStyles: CSSResult = css`
  :host { container-type: inline-size; }
  .sequences { position: absolute; inset: 0; display: flex; flex-direction: column; }
  .plot { position: relative; flex: 0 1 42%; min-height: 130px; border-bottom: 1px solid var(--view-line); }
  .plot .level { position: absolute; top: 3px; bottom: 19px; right: 6px; width: 18px; margin: 0; writing-mode: vertical-lr; direction: rtl; accent-color: var(--view-danger); cursor: ns-resize; }
  .lower { flex: 1 1 58%; min-height: 0; display: flex; }
  .sessions { flex: 1 1 60%; min-width: 0; overflow: auto; outline-offset: -2px; }
  .session { display: grid; grid-template-columns: 72px 58px 134px minmax(0, 2fr) minmax(0, 3fr); gap: 0 10px; align-items: baseline; padding: 3px 10px; border-bottom: 1px solid var(--view-faint); cursor: default; font-variant-numeric: tabular-nums; }
  .session:hover { background: var(--view-hover); }
  .session[aria-selected='true'] { background: var(--view-selected); }
  .sessions:focus-visible .session[aria-selected='true'] { outline: 2px solid var(--view-focus); outline-offset: -2px; }
  .session.head { position: sticky; top: 0; z-index: 1; background: var(--view-bar); color: var(--view-muted); font-weight: 600; }
  .session > * { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .session .number { text-align: right; }
  .session b { font-weight: 600; }
  .session .names { color: var(--view-muted); }
  .session.head .names { color: inherit; }
  .more { padding: 6px 10px; color: var(--view-muted); }
  .bar input.limit { width: 6.5em; min-height: 24px; box-sizing: border-box; padding: 0 6px; border: 1px solid var(--view-line); border-radius: 5px; background: var(--view-panel); color: var(--view-text); font-variant-numeric: tabular-nums; }
  aside { flex: 1 1 40%; min-width: 0; overflow: auto; border-left: 1px solid var(--view-line); display: flex; flex-direction: column; }
  aside header, aside .help { padding: 8px 12px; }
  aside h3 { margin: 0 0 2px; font-size: 13px; overflow-wrap: anywhere; }
  aside h4 { margin: 0; padding: 2px 12px; font-size: 12px; color: var(--view-muted); }
  aside p { margin: 2px 0 4px; max-width: 75ch; overflow-wrap: anywhere; }
  aside p.quiet { color: var(--view-muted); }
  aside .acts { display: flex; flex-wrap: wrap; gap: 4px; margin-top: 4px; }
  aside ol { flex: none; margin: 0 0 8px; padding: 0 12px; list-style: none; }
  aside li { display: grid; grid-template-columns: 34px minmax(0, 1fr); gap: 0 8px; padding: 2px 0; border-top: 1px solid var(--view-faint); overflow-wrap: anywhere; }
  aside li > .place { text-align: right; color: var(--view-muted); font-variant-numeric: tabular-nums; }
  aside li.beside { color: var(--view-muted); }
  aside li.rare .what { font-weight: 600; box-shadow: -3px 0 0 var(--view-danger); padding-left: 5px; }
  aside dl { margin: 1px 0 2px 5px; display: grid; grid-template-columns: fit-content(40%) minmax(0, 1fr); gap: 0 10px; font-weight: 400; }
  aside dt { color: var(--view-muted); overflow-wrap: anywhere; }
  aside dd { margin: 0; font-family: var(--hunt-mono, ui-monospace, monospace); overflow-wrap: anywhere; }
  aside hunt-record { flex: none; border-top: 1px solid var(--view-line); }
  @container (max-width: 700px) {
    .sequences { overflow: auto; }
    .plot { flex: none; height: 170px; }
    .lower { flex: none; flex-direction: column; }
    .sessions { flex: none; max-height: 220px; }
    .session { grid-template-columns: 72px minmax(0, 1fr) auto; }
    .session .beside { display: none; }
    .session .whose { grid-row: 1; grid-column: 2; }
    .session time, .session .when { grid-row: 1; grid-column: 3; }
    .session .names { grid-column: 2 / 4; }
    aside { border-left: 0; border-top: 1px solid var(--view-line); }
  }
`;
