import { type CSSResult, css } from 'lit';

/** What the graph looks like beside what all views do. */
export const graphStyles: CSSResult = css`
  :host { container-type: inline-size; }
  .whole { position: absolute; inset: 0; display: flex; flex-direction: column; }
  .split { flex: 1; min-height: 0; display: flex; }
  .field { position: relative; flex: 1 1 60%; min-width: 0; min-height: 0; }
  .canvas { position: absolute; inset: 0; overflow: hidden; outline-offset: -2px; }
  .kinds { display: flex; flex-wrap: wrap; gap: 0 4px; flex: none; padding: 0 6px 3px; margin: 0; border: 0; min-width: 0; }
  .kinds button { max-width: 26ch; }
  .kinds button[aria-pressed='false'] { text-decoration: line-through; }
  .kinds button[aria-pressed='true'] { background: none; }
  .kinds svg { flex: none; width: 14px; height: 14px; }
  .kinds span { overflow: hidden; text-overflow: ellipsis; white-space: pre; }
  .kinds small { font-size: 11px; color: var(--view-muted); }
  aside { flex: 0 1 300px; min-width: 0; display: flex; flex-direction: column; border-left: 1px solid var(--view-line); overflow: auto; }
  aside h3 { margin: 0; font-size: 13px; overflow-wrap: anywhere; }
  aside p { margin: 2px 0; overflow-wrap: anywhere; color: var(--view-muted); }
  aside header { padding: 8px 10px; border-bottom: 1px solid var(--view-line); }
  aside ul { list-style: none; margin: 0; padding: 4px; }
  aside li button { width: 100%; justify-content: flex-start; text-align: left; overflow-wrap: anywhere; color: var(--view-text); }
  aside li svg { flex: none; width: 12px; height: 12px; }
  aside li small { margin-left: auto; white-space: nowrap; color: var(--view-muted); }
  aside .acts { display: flex; flex-wrap: wrap; gap: 4px; margin-top: 6px; }
  .zoom { position: absolute; z-index: 2; right: 8px; bottom: 8px; display: flex; flex-direction: column; gap: 3px; }
  .zoom button { justify-content: center; background: var(--view-panel); border-color: var(--view-line); color: var(--view-text); }
  @container (max-width: 700px) {
    .split { flex-direction: column; }
    aside { flex: 0 1 40%; border-left: 0; border-top: 1px solid var(--view-line); }
  }
`;
