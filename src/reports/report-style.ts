import { colourNames, palette } from '../base/index.ts';

const colours = colourNames
  .map((name) => `--hunt-${name}: light-dark(${palette[name].join(', ')});`)
  .join(' ');
const indents = Array.from(
  { length: 25 },
  (_, level) => `.tree td[data-level="${level}"] { padding-left: ${0.4 + level * 0.95}rem; }`,
).join('\n');

/** The one style sheet of a report: readable on a screen, light and dark, and on paper. */
export const reportStyle: string = `
:root { color-scheme: light dark; ${colours} --hunt-sans: system-ui, sans-serif; --hunt-mono: ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--hunt-ground); color: var(--hunt-text); font: 15px/1.55 var(--hunt-sans); }
main, footer, header { max-width: 76rem; margin: 0 auto; padding: 1.25rem; }
header { padding-bottom: 0; }
header p { margin: .2rem 0; color: var(--hunt-muted); }
header .attention { color: var(--hunt-danger); }
header ul { margin: .2rem 0; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 1.6rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
a { color: var(--hunt-accent); }
:focus-visible { outline: 2px solid var(--hunt-focus); outline-offset: 1px; }
.prose { max-width: 46rem; overflow-wrap: break-word; }
.cell { background: var(--hunt-panel); border: 1px solid var(--hunt-line); border-radius: 6px; margin: 1rem 0; padding: .75rem 1rem; }
.cell.bad { border-color: var(--hunt-danger); border-left-width: 4px; }
summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
summary .fault { color: var(--hunt-danger); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--hunt-ground); padding: .6rem .8rem; border-radius: 4px; margin: .5rem 0; }
code, pre, .rows td, .code, .step { font-family: var(--hunt-mono); font-size: .8rem; }
figure { margin: .6rem 0; }
figcaption { color: var(--hunt-muted); font-size: .8rem; }
.still { overflow: auto; max-height: 62rem; border: 1px solid var(--hunt-faint); border-radius: 4px; padding: .4rem; }
.still > svg { display: block; width: 100%; min-width: 44rem; height: auto; }
.legend { display: flex; flex-wrap: wrap; gap: .1rem 1rem; list-style: none; margin: 0 0 .4rem; padding: 0; font-size: .8rem; }
.legend li { overflow-wrap: anywhere; }
.swatch { width: .65rem; height: .65rem; margin-right: .35rem; }
.cards { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; justify-content: center; margin: 1rem 0; }
.cards div { display: block; text-align: center; } .cards dt { color: var(--hunt-muted); } .cards dd { font-size: 1.9rem; font-weight: 600; }
.alerts { list-style: none; margin: 0; padding: 0; font-size: .85rem; }
.alerts li { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr) auto; gap: 0 .6rem; padding: .3rem .2rem; border-bottom: 1px solid var(--hunt-faint); overflow-wrap: anywhere; }
.alerts small { grid-column: 2 / 4; color: var(--hunt-muted); } .alerts time { color: var(--hunt-muted); white-space: nowrap; }
.severity { display: flex; gap: .4rem; align-items: baseline; } .severity svg { flex: none; width: 14px; height: 12px; fill: var(--hunt-line); }
[data-level="1"] .on { fill: var(--hunt-accent); } [data-level="2"] .on { fill: var(--hunt-warn); } [data-level="3"] .on { fill: var(--hunt-danger); }
.tree { min-width: 48rem; font-size: .8rem; } .tree td { max-width: 34rem; overflow-wrap: anywhere; } .tree td:first-child { max-width: 24rem; } .tree p { margin: 0; }
.tree .inferred strong { font-style: italic; font-weight: 400; }
${indents}
.rows { overflow: auto; max-height: 32rem; margin-top: .6rem; }
table { border-collapse: collapse; width: max-content; min-width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .7rem .2rem 0; border-bottom: 1px solid var(--hunt-line); }
th { font-size: .8rem; white-space: nowrap; background: var(--hunt-panel); }
.rows th { position: sticky; top: 0; }
.rows td { overflow-wrap: break-word; max-width: 56ch; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.place { color: var(--hunt-muted); }
td summary { font-weight: normal; }
.covers { list-style: none; margin: .6rem 0 0; padding: 0; color: var(--hunt-muted); font-size: .8rem; overflow-wrap: anywhere; }
.bad .covers li:first-child { color: var(--hunt-danger); }
footer { color: var(--hunt-muted); border-top: 1px solid var(--hunt-line); font-size: .85rem; overflow-wrap: anywhere; }
dl div { display: flex; gap: .7rem; } dt { min-width: 6rem; } dd { margin: 0; overflow-wrap: anywhere; }
.live { border: 1px solid var(--hunt-line); border-radius: 4px; overflow: hidden; }
.live > * { height: 100%; }
.lively .still { display: none; }
.toggle { font: inherit; font-size: .8rem; color: var(--hunt-accent); background: none; border: 0; padding: .25rem 0; min-height: 24px; text-decoration: underline; cursor: pointer; }
.step { display: block; margin: .3rem 0; overflow-wrap: anywhere; } .step:empty { display: none; }
@media (max-width: 40rem) { main, footer, header { padding: .8rem; } .cell { padding: .6rem; } .alerts li { grid-template-columns: 7rem minmax(0, 1fr); } .alerts time, .alerts small { grid-column: 2; } dl div { display: block; } }
@media print {
  :root { color-scheme: light; }
  @page { margin: 14mm; }
  body { background: none; font-size: 10pt; }
  main, footer, header { max-width: none; padding: 0; }
  .cell { break-inside: auto; padding: .4rem .6rem; }
  h1, h2, h3, summary { break-after: avoid; }
  tr, svg, pre, .alerts li { break-inside: avoid; }
  .rows, .still { overflow: visible; max-height: none; border: 0; }
  .rows table, .tree { width: 100%; min-width: 0; font-size: 7.5pt; }
  .rows td, .rows th { font-size: 6.5pt; max-width: none; white-space: normal; position: static; }
  .rows td { overflow-wrap: anywhere; }
  .wide thead, .wide td:empty { display: none; }
  .wide table, .wide tbody, .wide tr { display: block; }
  .wide tr { padding: .2rem 0; border-bottom: 1px solid var(--hunt-line); }
  .wide td, .wide td.number { display: inline; border: 0; padding: 0 .8em 0 0; white-space: normal; }
  .wide td[data-name]::before { content: attr(data-name) ' '; font-family: var(--hunt-sans); color: var(--hunt-muted); }
  .wide details, .wide summary { display: inline; }
  .still > svg { min-width: 0; }
  .live, .toggle, .step { display: none; }
  .lively .still { display: block; }
}
`;
