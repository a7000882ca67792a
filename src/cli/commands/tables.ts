import { rowsText, sourceText, spanText } from '../../base/index.ts';
import { type CliCommand, defineCommand, exitCodes } from '../define-command.ts';
import { textTable } from '../text-table.ts';
import { dataOptions, withHunt } from '../with-hunt.ts';

const tables: CliCommand = defineCommand({
  name: 'tables',
  about: 'List the tables that files hold, with rows, time span and gaps.',
  arguments: [{ syntax: '[files...]', about: 'files, folders or globs' }],
  options: [
    { flags: '-f, --format <name>', about: 'table or json', choices: ['table', 'json'] },
    ...dataOptions,
  ],
  examples: [
    { command: 'huntbook tables --sample', about: 'what the sample investigation holds' },
    { command: 'huntbook tables evidence/', about: 'what a folder of logs holds' },
  ],
  async run({ values, options }, io) {
    return withHunt(values, options, io, async (hunt) => {
      const found = hunt.tables();
      if (options['format'] === 'json') {
        io.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
        return exitCodes.ok;
      }
      const rows = found.map(({ name, columns, coverage }) => [
        name,
        coverage.rowsRead,
        columns.length,
        spanText(coverage.span),
        coverage.rowsUnparsed === 0 ? '' : rowsText(coverage.rowsUnparsed),
      ]);
      const columns = [
        { name: 'Table', type: 'string' as const },
        { name: 'Rows', type: 'long' as const },
        { name: 'Columns', type: 'long' as const },
        { name: 'Span', type: 'string' as const },
        { name: 'Not parsed', type: 'string' as const },
      ];
      io.stdout.write(`${textTable(columns, rows, io.columns)}\n`);
      const gaps = found.flatMap(({ name, coverage }) =>
        coverage.rowsUnparsed > 0 || coverage.zone !== 'stated'
          ? sourceText(coverage)
              .slice(coverage.files.length)
              .map((line) => `! ${name}: ${line}\n`)
          : [],
      );
      io.stderr.write(gaps.join(''));
      return exitCodes.ok;
    });
  },
});

export default tables;
