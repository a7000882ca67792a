import {
  bracketedName,
  HuntError,
  rowsText,
  sourceText,
  spanText,
  valueText,
} from '../../base/index.ts';
import type { Hunt, TableInfo } from '../../session/index.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { textTable } from '../text-table.ts';
import { dataOptions, withHunt } from '../with-hunt.ts';

const describe: CliCommand = defineCommand({
  name: 'describe',
  about:
    'Show what tables hold: columns, types, how full and varied they are, their most frequent values.',
  arguments: [{ syntax: '[files...]', about: 'files, folders or globs' }],
  options: [
    { flags: '-t, --table <name>', about: 'only this table' },
    { flags: '--top <n>', about: 'most frequent values to show for each column', default: '3' },
    { flags: '-f, --format <name>', about: 'table or json', choices: ['table', 'json'] },
    ...dataOptions,
  ],
  examples: [
    {
      command: 'huntbook describe --sample --table SigninLogs',
      about: 'the columns of one table and what is in them',
    },
    { command: 'huntbook describe signins.csv', about: 'what a file holds' },
  ],
  async run({ values, options }, io) {
    return withHunt(values, options, io, async (hunt) => {
      const wanted = chosen(hunt, options['table']);
      const top = Math.max(1, Math.min(100, Number(options['top']) || 3));
      const described = [];
      for (const table of wanted)
        described.push({ table, columns: await profiles(hunt, table, top, io) });
      if (options['format'] === 'json') io.stdout.write(`${JSON.stringify(described, null, 2)}\n`);
      else for (const { table, columns } of described) io.stdout.write(text(table, columns, io));
      return exitCodes.ok;
    });
  },
});

export default describe;

type Profile = Awaited<ReturnType<typeof profiles>>[number];

function chosen(hunt: Hunt, name: unknown): TableInfo[] {
  const all = hunt.tables();
  if (typeof name !== 'string') return all.filter((table) => table.companionOf === null);
  const found = all.filter((table) => table.name === name);
  if (found.length > 0) return found;
  throw new HuntError({
    code: 'cli/unknown-table',
    message: `No table is called '${name}'.`,
    hint: `There are ${all.map((table) => table.name).join(', ')}.`,
  });
}

async function profiles(hunt: Hunt, table: TableInfo, top: number, { signal }: Io) {
  const rows = await hunt.kql(bracketedName(table.name));
  const found = [];
  for (const { name, type } of table.columns)
    found.push({ type, ...(await rows.profile(name, { top, signal })) });
  await rows.close();
  return found;
}

function text({ name, coverage }: TableInfo, columns: readonly Profile[], io: Io): string {
  const head = [name, rowsText(coverage.rowsRead), spanText(coverage.span)].filter(Boolean);
  const rows = columns.map((c) => [
    c.name,
    c.type,
    c.rows === 0 ? '' : `${Math.round((100 * (c.rows - c.empty)) / c.rows)} %`,
    c.distinct,
    c.top.map(({ value, count }) => `${valueText(value).slice(0, 60)} (${count})`).join(', '),
  ]);
  const table = textTable(
    [
      { name: 'Column', type: 'string' },
      { name: 'Type', type: 'string' },
      { name: 'Filled', type: 'string' },
      { name: 'Distinct', type: 'long' },
      { name: 'Most frequent', type: 'string' },
    ],
    rows,
    io.columns,
  );
  return `${head.join(' · ')}\n${sourceText(coverage).join('\n')}\n\n${table}\n\n`;
}
