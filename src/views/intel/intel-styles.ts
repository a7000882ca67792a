import { type CSSResult, css } from 'lit';

/** What threat intelligence looks like beside what alerts do. */
export const intelStyles: CSSResult = css`
  .split { flex-direction: column; }
  .both { flex: 1; min-height: 0; display: flex; }
  .gaps { flex: none; max-height: 40%; overflow: auto; padding: 3px 10px; border-bottom: 1px solid var(--view-line); background: var(--view-bar); color: var(--view-warn); overflow-wrap: anywhere; }
  .gaps summary { cursor: pointer; }
  .gaps ul { margin: 2px 0; padding-left: 18px; }
  .alert { grid-template-columns: 100px minmax(0, 1fr) auto; }
  .alert .key { font: 600 12px / 1.45 var(--hunt-mono, ui-monospace, monospace); }
  .alert .type { color: var(--view-muted); }
  .alert small { grid-column: 2; }
  .alert time { font-size: 11px; }
  em { font-style: normal; color: var(--view-warn); }
  .answer { flex: none; padding: 6px 12px; border-top: 1px solid var(--view-faint); }
  .answer h4 { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; margin: 0; font-size: 12px; }
  .answer .outcome { font-weight: 400; color: var(--view-muted); overflow-wrap: anywhere; }
  .answer.gap .outcome { color: var(--view-warn); }
  .answer a { color: var(--view-accent); }
  .answer details { position: relative; }
  .answer summary { width: fit-content; padding: 2px 0; color: var(--view-accent); cursor: pointer; }
  .answer details button { position: absolute; top: 0; right: 0; border-color: var(--view-line); }
  .answer pre { margin: 4px 0 2px; max-height: 300px; overflow: auto; padding: 6px 8px; border: 1px solid var(--view-faint); border-radius: 5px; background: var(--view-stripe); font: 11.5px / 1.45 var(--hunt-mono, ui-monospace, monospace); white-space: pre-wrap; overflow-wrap: anywhere; user-select: text; }
  aside h3 button { font: 600 14px / 1.4 var(--hunt-mono, ui-monospace, monospace); color: var(--view-text); padding: 0; border: 0; text-align: left; overflow-wrap: anywhere; }
  @container (max-width: 700px) {
    .both { flex-direction: column; }
    .alert small, .alert time { grid-column: 2 / 4; }
  }
`;
