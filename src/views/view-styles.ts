import { type CSSResult, css, unsafeCSS } from 'lit';
import { colourNames, palette } from '../base/index.ts';

const colours = colourNames
  .map((name) => `--view-${name}: var(--hunt-${name}, light-dark(${palette[name].join(', ')}));`)
  .join('\n    ');

/**
 * What all views look like. `--view-…` are the page's `--hunt-…` where it has them, and colours of our own on a page
 * that knows nothing of us; light or dark there as the page's `color-scheme` says.
 */
export const viewStyles: CSSResult = css`
  :host {
    ${unsafeCSS(colours)}
    display: block;
    position: relative;
    min-height: 0;
    height: 100%;
    color: var(--view-text);
    background: var(--view-panel);
    font: 12px / 1.45 var(--hunt-sans, system-ui, sans-serif);
  }
  :host([hidden]) { display: none; }
  .view { display: flex; flex-direction: column; height: 100%; min-width: 0; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; flex: none; min-height: 32px; padding: 2px 6px 2px 10px; color: var(--view-muted); }
  .bar .gap { flex: 1; }
  .bar .acts { display: inline-flex; margin-left: auto; }
  .bar label { display: inline-flex; align-items: center; gap: 5px; }
  .bar .title { color: var(--view-text); font-weight: 600; font-size: 13px; overflow-wrap: anywhere; }
  .stage { position: relative; flex: 1; min-height: 0; min-width: 0; }
  button, select, input { font: inherit; color: inherit; }
  button { display: inline-flex; align-items: center; gap: 5px; min-height: 24px; min-width: 24px; padding: 1px 7px; border: 1px solid transparent; border-radius: 5px; background: none; color: var(--view-muted); cursor: pointer; }
  button:hover { background: var(--view-hover); color: var(--view-text); }
  button[aria-pressed='true'] { background: var(--view-selected); color: var(--view-text); }
  button:disabled { opacity: 0.5; cursor: default; }
  button.strong { border-color: var(--view-line); background: var(--view-panel); color: var(--view-text); }
  select { min-height: 24px; max-width: 12em; padding: 0 4px; border: 1px solid var(--view-line); border-radius: 5px; background: var(--view-panel); color: var(--view-text); }
  :focus-visible { outline: 2px solid var(--view-focus); outline-offset: -1px; }
  .over { position: absolute; inset: 0; z-index: 3; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 8px; padding: 16px; text-align: center; color: var(--view-muted); overflow-wrap: anywhere; }
  .over.solid { background: var(--view-panel); }
  .over.waiting { animation: wait 200ms 250ms both; pointer-events: none; }
  @keyframes wait { from { opacity: 0; } to { opacity: 1; } }
  .over.corner { inset: 4px 8px auto auto; flex-direction: row; padding: 0; font-size: 11px; }
  .over strong { color: var(--view-text); font-size: 13px; }
  .over .hint { max-width: 60ch; }
  .rows { position: absolute; inset: 0; overflow: auto; }
  .rows table { border-collapse: collapse; font-size: 12px; }
  .rows th { position: sticky; top: 0; background: var(--view-bar); text-align: left; font-weight: 600; }
  .rows th, .rows td { padding: 2px 10px; border-bottom: 1px solid var(--view-faint); white-space: pre; max-width: 60ch; overflow: hidden; text-overflow: ellipsis; }
  .rows td.number { text-align: right; font-variant-numeric: tabular-nums; }
  .quiet { color: var(--view-muted); font-weight: 400; }
  .unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (prefers-reduced-motion: reduce) { * { animation-duration: 0s !important; transition: none !important; } }
`;
