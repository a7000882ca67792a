import { type CSSResult, css } from 'lit';

/** What the process tree looks like beside what all views do. */
export const processStyles: CSSResult = css`
  :host { container-type: inline-size; }
  .whole { position: absolute; inset: 0; display: flex; flex-direction: column; }
  .split { flex: 1; min-height: 0; display: flex; }
  .tree { flex: 1 1 60%; min-width: 0; overflow: auto; outline-offset: -2px; user-select: none; }
  .head, .space { min-width: 720px; }
  .head, .process { display: grid; grid-template-columns: var(--process-grid); }
  .head { position: sticky; top: 0; z-index: 2; height: 26px; line-height: 26px; font-weight: 600; background: var(--view-bar); border-bottom: 1px solid var(--view-line); }
  .space { position: relative; }
  .process { position: absolute; left: 0; right: 0; height: 24px; line-height: 24px; border-bottom: 1px solid var(--view-faint); cursor: default; }
  .process:hover { background: var(--view-hover); }
  .process.current { background: var(--view-selected); }
  .tree:focus-visible .current { outline: 2px solid var(--view-focus); outline-offset: -2px; }
  .process > span, .head > span { padding: 0 8px; overflow: hidden; text-overflow: ellipsis; white-space: pre; }
  .mono { font-family: var(--hunt-mono, ui-monospace, monospace); }
  .number { text-align: right; font-variant-numeric: tabular-nums; }
  .process .what { display: flex; padding: 0 4px 0 0; align-items: center; }
  .swatch { flex: none; width: 5px; align-self: stretch; margin: 1px 5px 1px 0; border-radius: 2px; }
  .fold { flex: none; width: 20px; height: 22px; display: inline-flex; align-items: center; justify-content: center; color: var(--view-muted); cursor: pointer; }
  .fold svg { width: 10px; height: 10px; fill: none; stroke: currentColor; stroke-width: 1.8; transition: transform 80ms; }
  .fold.open svg { transform: rotate(90deg); }
  .name { overflow: hidden; text-overflow: ellipsis; font-weight: 600; }
  .count { flex: none; margin-left: 6px; padding: 0 5px; border-radius: 8px; line-height: 16px; font-size: 11px; background: var(--view-faint); color: var(--view-muted); }
  .inferred .name { font-style: italic; font-weight: 400; }
  .quiet { color: var(--view-muted); font-variant-numeric: tabular-nums; }
  .hit .name { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; text-decoration-color: var(--view-warn); }
  .decoded { margin-left: 10px; padding: 1px 6px; border-radius: 4px; background: var(--view-faint); }
  .decoded b { font-weight: 600; color: var(--view-muted); margin-right: 5px; font-family: var(--hunt-sans, system-ui, sans-serif); }
  .legend { display: flex; flex-wrap: wrap; gap: 2px 12px; flex: none; padding: 0 10px 5px; min-width: 0; }
  .legend span { display: inline-flex; align-items: center; max-width: 26ch; }
  .legend span > span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: pre; color: var(--view-text); }
  .legend i { flex: none; width: 10px; height: 10px; border-radius: 2px; margin-right: 5px; }
  .bar input { width: 15em; min-height: 24px; box-sizing: border-box; padding: 0 6px; border: 1px solid var(--view-line); border-radius: 5px; background: var(--view-panel); color: var(--view-text); }
  aside { flex: 0 1 380px; min-width: 0; display: flex; flex-direction: column; border-left: 1px solid var(--view-line); }
  aside .bar { border-bottom: 1px solid var(--view-line); background: var(--view-bar); }
  aside hunt-record { flex: 1; min-height: 0; }
  @container (max-width: 760px) {
    .split { flex-direction: column; }
    .tree { flex-basis: 50%; min-height: 0; }
    aside { flex: 1 1 50%; min-height: 0; border-left: 0; border-top: 1px solid var(--view-line); }
    .bar input { width: 9em; }
  }
`;
