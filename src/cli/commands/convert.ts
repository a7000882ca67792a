import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bracketedName, HuntError, rowsText } from '../../base/index.ts';
import type { ExportFormat } from '../../tables/index.ts';
import { type CliCommand, defineCommand, exitCodes } from '../define-command.ts';
import { dataOptions, withHunt } from '../with-hunt.ts';

const formats = ['parquet', 'csv', 'jsonl'] as const;

const convert: CliCommand = defineCommand({
  name: 'convert',
  about: 'Write every table that files hold to a folder, one file a table.',
  arguments: [{ syntax: '[files...]', about: 'files, folders or globs' }],
  options: [
    { flags: '-o, --out <folder>', about: 'where the files go; made if it is not there' },
    {
      flags: '-f, --format <name>',
      about: 'the format of the files',
      choices: formats,
      default: 'parquet',
    },
    { flags: '-t, --table <name>', about: 'only this table' },
    {
      flags: '--raw',
      about: 'in CSV, leave texts alone that a spreadsheet would take for formulas',
    },
    ...dataOptions,
  ],
  examples: [
    {
      command: "huntbook convert 'logs/*.evtx' --out parquet/",
      about: 'Windows event logs to Parquet',
    },
    {
      command: 'huntbook convert --sample --format csv --table SecurityAlert --out alerts/',
      about: 'one table of the sample as CSV',
    },
  ],
  async run({ values, options }, io) {
    const { out, format, table: only } = options;
    if (typeof out !== 'string')
      throw new HuntError({
        code: 'cli/no-folder',
        message: 'convert needs a folder for its files.',
        hint: 'Add --out FOLDER.',
      });
    const chosen: ExportFormat = formats.find((f) => f === format) ?? 'parquet';
    return withHunt(values, options, io, async (hunt) => {
      const tables = hunt.tables().filter(({ name }) => typeof only !== 'string' || name === only);
      if (tables.length === 0)
        throw new HuntError({
          code: 'cli/unknown-table',
          message:
            typeof only === 'string'
              ? `No table is called '${only}'.`
              : 'The files hold no tables.',
          hint: `There are ${
            hunt
              .tables()
              .map(({ name }) => name)
              .join(', ') || 'none'
          }.`,
        });
      await mkdir(out, { recursive: true });
      for (const { name, coverage } of tables) {
        const path = join(out, `${name.replace(/[^\w.-]/g, '_')}.${chosen}`);
        const rows = await hunt.kql(bracketedName(name));
        const escapeFormulas = options['raw'] !== true;
        await rows.export({ format: chosen, path, escapeFormulas, signal: io.signal });
        io.stderr.write(`${path}: ${rowsText(coverage.rowsRead)}\n`);
      }
      return exitCodes.ok;
    });
  },
});

export default convert;
