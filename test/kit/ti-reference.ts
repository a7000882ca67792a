import { allowancesText, type TiSource, tiSources } from '../../src/enrich/index.ts';

const start = '<!-- sources, written by npm run gen -->\n';
const end = '<!-- end of sources -->\n';

const cell = (said: string): string => said.replaceAll('|', '\\|');

function settingsOf({ settings }: TiSource): string {
  const said = settings.map(({ name, environment, needed }) => {
    const names = [...environment.slice(0, 2), `HUNTBOOK_${name.toUpperCase()}`];
    return `${names.map((one) => `\`${one}\``).join(', ')}${needed ? '' : ' (may be left out)'}`;
  });
  return said.join('; ') || 'none';
}

function tableOf(sources: Iterable<TiSource>): string {
  const rows = [...sources].map((source) => [
    `\`${source.name}\``,
    source.about,
    source.takes.length === 7 ? 'all' : source.takes.join(', '),
    source.sends ? `${source.sends.what}, to ${source.sends.to}` : 'nothing',
    settingsOf(source),
    source.sends ? allowancesText(source.allowances) : '',
    source.severity,
    source.source,
  ]);
  const head = ['Source', 'Knows', 'Of', 'Sends', 'Needs', 'Budget', 'Severity', 'Follows'];
  return [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(cell).join(' | ')} |\n`)
    .join('');
}

/** The page of threat intelligence with the table of sources as they are defined. */
export function tiReference(page: string): string {
  const [before, after] = [page.indexOf(start), page.indexOf(end)];
  if (before === -1 || after === -1) throw new Error('the page has no place for the sources');
  return `${page.slice(0, before)}${start}\n${tableOf(tiSources.values())}\n${page.slice(after)}`;
}
