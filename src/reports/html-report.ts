import { createHash } from 'node:crypto';
import MarkdownIt from 'markdown-it';
import { element, type Markup, markupText } from '../base/index.ts';
import { cellHtml } from './cell-html.ts';
import { faultOf, filesRead, runWords } from './cell-words.ts';
import type { Report } from './report.ts';
import { reportScripts } from './report-scripts.ts';
import { reportStyle } from './report-style.ts';

const markdown = new MarkdownIt({ html: false, linkify: false });
markdown.validateLink = (url) => /^(?:https?:|mailto:|#)/i.test(url);
markdown.renderer.rules['link_open'] = (tokens, at, options, _, renderer) => {
  tokens[at]?.attrSet('rel', 'noopener noreferrer');
  return renderer.renderToken(tokens, at, options);
};

// Of a picture its words: a report fetches nothing.
markdown.renderer.rules['image'] = (tokens, at) => markupText(tokens[at]?.content ?? '');

/**
 * A report as one HTML file that needs nothing else: no network, no script to read it, and a policy that forbids what
 * is not in it. Log text stands in it as text.
 */
export async function htmlReport(report: Report): Promise<string> {
  const { document } = report.run;
  const title = document.title ?? document.file;
  const live = await reportScripts(report);
  const hashes = live?.scripts.map((script) => ` '${hashOf(script)}'`).join('') ?? '';
  let number = 0;
  const body = document.blocks.map((block) => {
    if (block.kind === 'prose') return `<div class="prose">${markdown.render(block.text)}</div>`;
    const cell = report.cells.get(block);
    return cell ? markupText(cellHtml(cell, ++number)) : '';
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(reportStyle)}';${live ? ` script-src${hashes};` : ''} base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${markupText(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
${markupText(head(report))}
<main>
${body.join('\n')}
</main>
${markupText(foot(report))}
${live ? `<script type="application/json" id="recorded">${live.recorded}</script>` : ''}
${live?.scripts.map((script) => `<script>${script}</script>`).join('\n') ?? ''}
</body>
</html>
`;
}

const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** What the report is of, and which of its cells need a second look. */
function head({ run, cells, made }: Report): Markup {
  const { title, file } = run.document;
  const faulty = [...cells.values()].flatMap(({ status }, i) => {
    const fault = faultOf(status);
    const link = element('a', { href: `#cell-${i + 1}` }, status.cell.label);
    return fault ? [element('li', {}, link, `: ${fault}`)] : [];
  });
  return element(
    'header',
    {},
    title === null ? null : element('h1', {}, title),
    element('p', {}, `${file}, ${madeWords(made)}. ${runWords(cells.values())}`),
    faulty.length === 0 ? null : element('ul', { class: 'attention' }, faulty),
  );
}

const madeWords = ({ at, version }: Report['made']): string =>
  `made ${at.toISOString().slice(0, 19)}Z by Huntbook ${version}`;

function foot({ run, cells, made, earlier }: Report): Markup {
  const about: [string, string][] = [
    ['Hunt', run.document.file],
    ['Made', madeWords(made).replace('made ', '')],
    ...(earlier
      ? [
          ['Compared with', [`the run of ${earlier.since}`, ...earlier.notes].join('. ')] as [
            string,
            string,
          ],
        ]
      : []),
    ['Time', run.time ? `${run.time.from} to ${run.time.to} UTC` : 'all there is'],
    ...[...run.parameters].map(([name, literal]): [string, string] => [name, literal]),
  ];
  const list = about.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value)),
  );
  const read = filesRead(cells.values());
  const files = read.map((line) => element('li', {}, line));
  return element(
    'footer',
    {},
    element('dl', {}, list),
    files.length === 0 ? null : [element('h2', {}, 'Read'), element('ul', {}, files)],
  );
}
