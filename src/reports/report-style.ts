/** The one style sheet of a report: readable on a screen, light and dark, and on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #566474; --line: #d5dce4; --paper: #fff; --back: #f4f6f8; --bad: #b3261e; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #dde5ee; --soft: #9fb0c1; --line: #33414f; --paper: #17202a; --back: #10171f; --bad: #ff8a80; --link: #7ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.55 system-ui, sans-serif; }
main, footer { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; margin: 1.6rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
a { color: var(--link); }
.prose { max-width: 46rem; }
.cell { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; padding: .75rem 1rem; }
.cell.bad { border-color: var(--bad); border-left-width: 4px; }
summary { cursor: pointer; font-weight: 600; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--back); padding: .6rem .8rem; border-radius: 4px; }
code, pre, td, .covers { font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; font-size: .8rem; }
.rows { overflow-x: auto; margin-top: .6rem; }
table { border-collapse: collapse; width: max-content; min-width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .7rem .2rem 0; border-bottom: 1px solid var(--line); }
th { font-size: .8rem; white-space: nowrap; }
td { overflow-wrap: break-word; max-width: 56ch; }
td.number { text-align: right; white-space: nowrap; }
td summary { font-weight: normal; }
.covers { list-style: none; margin: .6rem 0 0; padding: 0; color: var(--soft); }
.bad .covers li:first-child { color: var(--bad); }
footer { color: var(--soft); border-top: 1px solid var(--line); font-size: .85rem; }
dl div { display: flex; gap: .7rem; } dt { min-width: 6rem; } dd { margin: 0; overflow-wrap: anywhere; }
@media print { body { background: none; } .cell { break-inside: auto; } tr { break-inside: avoid; } .rows { overflow: visible; } }
`;
