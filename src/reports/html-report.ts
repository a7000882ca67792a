import { createHash } from 'node:crypto';
import MarkdownIt from 'markdown-it';
import { visible } from '../base/index.ts';
import { besideWords, cellWords, changeWords, filesRead } from './cell-words.ts';
import type { Report, ReportedCell, ReportedRows } from './report.ts';
import { reportStyle } from './report-style.ts';

const markdown = new MarkdownIt({ html: false, linkify: false });
markdown.validateLink = (url) => /^(?:https?:|mailto:|#)/i.test(url);
markdown.renderer.rules['link_open'] = (tokens, at, options, _, renderer) => {
  tokens[at]?.attrSet('rel', 'noopener noreferrer');
  return renderer.renderToken(tokens, at, options);
};

// Of a picture its words: a report fetches nothing.
markdown.renderer.rules['image'] = (tokens, at) => text(tokens[at]?.content ?? '');

/**
 * A report as one HTML file that needs nothing else: no script, no network, and a policy that forbids both. Log text
 * stands in it as text.
 */
export function htmlReport({ run, cells, made, earlier }: Report): string {
  const { document } = run;
  const title = document.title ?? document.file;
  const styleHash = createHash('sha256').update(reportStyle).digest('base64');
  const body = document.blocks.map((block) => {
    if (block.kind === 'prose') return `<div class="prose">${markdown.render(block.text)}</div>`;
    const cell = cells.get(block);
    return cell ? cellHtml(cell) : '';
  });
  const about: [string, string][] = [
    ['Hunt', document.file],
    ['Made', `${made.at.toISOString().slice(0, 19)}Z by Huntbook ${made.version}`],
    ...(earlier
      ? [
          ['Compared with', [`the run of ${earlier.since}`, ...earlier.notes].join('. ')] as [
            string,
            string,
          ],
        ]
      : []),
    ...(run.time ? [['Time', `${run.time.from} to ${run.time.to} UTC`] as [string, string]] : []),
    ...[...run.parameters].map(([name, literal]): [string, string] => [name, literal]),
  ];
  const read = filesRead(cells.values());
  const files = read.length === 0 ? '' : `<h2>Read</h2>\n<ul>${read.map(item).join('')}</ul>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${text(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
${document.title === null ? '' : `<h1>${text(document.title)}</h1>`}
${body.join('\n')}
</main>
<footer>
<dl>${about.map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`).join('')}</dl>
${files}
</footer>
</body>
</html>
`;
}

function cellHtml(reported: ReportedCell): string {
  const { cell, state, result } = reported.status;
  const bad = state !== 'fresh' || result?.holds === false;
  return `<section class="cell${bad ? ' bad' : ''}" aria-label="${text(cell.label)}">
<details open><summary>${text(cell.label)}</summary><pre><code>${text(cell.kql.trimEnd(), true)}</code></pre></details>
${tableHtml(reported, cell.label)}
<ul class="covers">${cellWords(reported).map(item).join('')}</ul>
${changeHtml(reported)}
</section>`;
}

function changeHtml({ change, status }: ReportedCell): string {
  if (!change) return '';
  const { label } = status.cell;
  return `<details class="change" open><summary>Since the earlier run: ${text(changeWords(change))}</summary>
${besideHtml('New', change.appeared, label)}
${besideHtml('Gone', change.gone, label)}
<ul class="covers">${change.notes.map(item).join('')}</ul>
</details>`;
}

function besideHtml(word: string, beside: ReportedRows | null, label: string): string {
  if (!beside || beside.count === 0) return '';
  return `<p>${text(besideWords(word, beside))}</p>
${tableHtml(beside, `${label}: ${word.toLowerCase()}`)}`;
}

const numeric = new Set(['int', 'long', 'real', 'decimal']);

function tableHtml(
  { columns, rows }: Pick<ReportedCell, 'columns' | 'rows'>,
  label: string,
): string {
  if (rows.length === 0) return '';
  const head = columns.map(({ name }) => `<th scope="col">${text(name)}</th>`).join('');
  const line = (row: readonly string[]): string =>
    row
      .map(
        (value, i) =>
          `<td${numeric.has(columns[i]?.type ?? '') ? ' class="number"' : ''}>${cellValue(value)}</td>`,
      )
      .join('');
  const lines = rows.map((row) => `<tr>${line(row)}</tr>`).join('\n');
  return `<div class="rows" tabindex="0" role="region" aria-label="Rows of ${text(label)}"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${lines}
</tbody>
</table></div>`;
}

/** A value that would push its row apart can be opened. */
function cellValue(value: string): string {
  if (value.length <= longest) return text(value);
  const beginning = text(`${value.slice(0, longest - 40).trimEnd()}…`);
  return `<details class="long"><summary>${beginning}</summary>${text(value)}</details>`;
}

const longest = 200;

const item = (line: string): string => `<li>${text(line)}</li>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, between tags or in quotes; line breaks stay only where they are asked for. */
function text(value: string, lines = false): string {
  const shown = lines
    ? value
        .split('\n')
        .map((line) => visible(line.replaceAll('\t', '  ')))
        .join('\n')
    : visible(value);
  return shown.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
