import { visible } from '../base/index.ts';
import {
  besideWords,
  cellWords,
  changeWords,
  filesRead,
  runWords,
  sentences,
} from './cell-words.ts';
import type { Report, ReportedCell, ReportedRows } from './report.ts';

/** A report as Markdown: the hunt's own text, each cell with its query, its first rows and what they cover. */
export function markdownReport({ run, cells, made, earlier }: Report): string {
  const { title, file, blocks } = run.document;
  const body = blocks.map((block) => {
    if (block.kind === 'prose') return block.text.trim();
    const cell = cells.get(block);
    return cell ? cellMarkdown(cell) : '';
  });
  const about = [
    `Cells: ${runWords(cells.values())}`,
    `Hunt: ${code(file)}`,
    `Made: ${made.at.toISOString().slice(0, 19)}Z by Huntbook ${made.version}`,
    ...(earlier
      ? [
          `Compared with: the run of ${earlier.since}`,
          ...earlier.notes.map((note) => escaped(visible(note))),
        ]
      : []),
    `Time: ${run.time ? `${run.time.from} to ${run.time.to} UTC` : 'all there is'}`,
    ...[...run.parameters].map(([name, literal]) => `Parameter ${code(name)}: ${code(literal)}`),
    ...filesRead(cells.values()).map((line) => `Read: ${code(line)}`),
  ];
  const heading = title === null ? [] : [`# ${escaped(title)}`];
  return `${[...heading, ...body, '---', about.map((line) => `- ${line}`).join('\n')].join('\n\n')}\n`;
}

function cellMarkdown(reported: ReportedCell): string {
  const { cell } = reported.status;
  const fence = longerThan(cell.kql, '`', 3);
  const query = `${fence}kql${cell.name === null ? '' : ` ${cell.name}`}\n${cell.kql.trimEnd()}\n${fence}`;
  const words = cellWords(reported).map((line) => `- ${escaped(line)}`);
  const { view } = reported;
  const told = view ? [view.about || view.view, ...view.notes].map(visible) : [];
  const picture = escaped(sentences(told));
  return [query, picture, tableMarkdown(reported), words.join('\n'), changeMarkdown(reported)]
    .filter(Boolean)
    .join('\n\n');
}

function changeMarkdown({ change }: ReportedCell): string {
  if (!change) return '';
  const head = `Since the earlier run: ${changeWords(change)}.`;
  const notes = change.notes.map((note) => `- ${escaped(visible(note))}`).join('\n');
  const parts = [head, beside('New', change.appeared), beside('Gone', change.gone), notes];
  return parts.filter(Boolean).join('\n\n');
}

function beside(word: string, found: ReportedRows | null): string {
  if (!found || found.count === 0) return '';
  return `${besideWords(word, found)}\n\n${tableMarkdown(found)}`;
}

function tableMarkdown({ columns, rows }: Pick<ReportedCell, 'columns' | 'rows'>): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.map(code).join(' | ')} |`;
  const names = columns.map(({ name }) => name);
  return [line(names), `|${' --- |'.repeat(names.length)}`, ...rows.map(line)].join('\n');
}

/** Log text as a code span, in which Markdown reads no link, picture or tag. */
function code(value: string): string {
  const text = visible(value);
  if (text === '') return '';
  if (/^[\w .:+-]*$/.test(text) && !/^\s|\s$|:\/|www\./.test(text)) return escaped(text);
  const fence = longerThan(text, '`', 1);
  const padded = /^[`\s]|[`\s]$/.test(text) ? ` ${text} ` : text;
  return `${fence}${padded.replaceAll('|', '\\|')}${fence}`;
}

/** Every sign that could mean something in Markdown, with a backslash before it. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&');
}

function longerThan(text: string, sign: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return sign.repeat(Math.max(least, longest + 1));
}
