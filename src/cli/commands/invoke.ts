import { createInterface } from 'node:readline';
import { didYouMean, HuntError } from '../../base/index.ts';
import { lookUp, whatLookUpSends } from '../../session/index.ts';
import { type EachTool, type LookupTool, runTool, type Tool, tools } from '../../toolbox/index.ts';
import { type CliCommand, defineCommand, exitCodes } from '../define-command.ts';
import { plannedText } from '../planned-text.ts';
import { textTable } from '../text-table.ts';
import { networkOf, networkOptions, settingsOfOthers } from '../with-hunt.ts';

const invoke: CliCommand = defineCommand({
  name: 'invoke',
  about: 'Run an investigative function on values: arguments, or lines of stdin.',
  arguments: [
    { syntax: '<function>', about: 'its name; `huntbook functions` lists them' },
    {
      syntax: '[values...]',
      about: 'what to run it on; stdin, a value a line, where there are none',
    },
  ],
  options: [
    { flags: '-s, --set <name=value...>', about: 'a parameter of the function' },
    {
      flags: '-f, --format <name>',
      about: 'table or jsonl',
      choices: ['table', 'jsonl'],
      default: 'table',
    },
    ...networkOptions,
    { flags: '--config <file>', about: 'the huntbook.yaml or msticpyconfig.yaml to use' },
    {
      flags: '--dry-run',
      about: 'say what a function that asks others would send to whom, and send nothing',
    },
  ],
  examples: [
    {
      command: 'huntbook invoke ip_type 10.0.0.1 8.8.8.8',
      about: 'what kinds of address they are',
    },
    {
      command:
        "huntbook query --sample 'SigninLogs | invoke ip_type(IPAddress) | summarize count() by ip_type'",
      about: 'the same on a column of a table',
    },
  ],
  async run({ values: [name = '', ...values], options }, io) {
    const tool = tools.get(name);
    if (tool?.kind !== 'each' && tool?.kind !== 'lookup') throw notForValues(name, tool);
    const given = values.length > 0 ? values : await lines();
    const settings = settingsFrom(tool, options['set']);
    const asking: Asking = {
      ...networkOf(options),
      ...(tool.kind === 'lookup' ? { settings: await settingsOfOthers(options, io) } : {}),
      parameters: settings,
      signal: io.signal,
    };
    if (options['dryRun'] === true) {
      io.stdout.write(`${planned(tool, given, asking, io.columns)}\n`);
      return exitCodes.ok;
    }
    const rows = await rowsOf(tool, given, settings, asking);
    if (rows.length === 0) io.stderr.write(`${nothingOf(tool, given)}\n`);
    const fields = Object.entries({ ...tool.input, ...tool.output });
    if (options['format'] === 'jsonl') {
      for (const row of rows) io.stdout.write(`${JSON.stringify(row, asJson)}\n`);
      return exitCodes.ok;
    }
    const columns = fields.map(([field, { type }]) => ({ name: field, type }));
    const cells = rows.map((row) => fields.map(([field]) => cell(row[field])));
    io.stdout.write(`${textTable(columns, cells, io.columns)}\n`);
    return exitCodes.ok;
  },
});

export default invoke;

type Asking = NonNullable<Parameters<typeof lookUp>[2]>;

async function rowsOf(
  tool: EachTool | LookupTool,
  given: readonly string[],
  settings: Readonly<Record<string, unknown>>,
  asking: Asking,
): Promise<readonly Record<string, unknown>[]> {
  if (tool.kind === 'lookup') return lookUp(tool, given, asking);
  return runTool(tool, given as never, settings as never) as Record<string, unknown>[];
}

/** That there are no rows, and what would have some. */
function nothingOf({ name, input, passesOver }: Tool, given: readonly string[]): string {
  const about = Object.values(input)[0]?.about ?? '';
  const values = `${given.length} value${given.length === 1 ? '' : 's'}`;
  return [`${name} has no rows for ${values}. It takes: ${about}`, passesOver ?? '']
    .join(' ')
    .trim();
}

function planned(
  tool: EachTool | LookupTool,
  given: readonly string[],
  asking: Asking,
  columns: number | null,
): string {
  if (tool.kind !== 'lookup') return `${tool.name} asks nobody.`;
  return plannedText(whatLookUpSends(tool, given, asking), columns);
}

function notForValues(name: string, tool: Tool | undefined): HuntError {
  return tool
    ? new HuntError({
        code: 'cli/needs-table',
        message: `${name} works on all rows of a table, not on single values.`,
        hint: `huntbook query FILES 'TABLE | invoke ${name}()'`,
      })
    : new HuntError({
        code: 'cli/unknown-function',
        message: `There is no function ${name}.${didYouMean(name, tools.keys())}`,
        hint: 'huntbook functions lists all.',
      });
}

async function lines(): Promise<string[]> {
  const found: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) found.push(line);
  return found;
}

/** Parameters as the definition wants them: numbers and truth values are read from their text. */
function settingsFrom(tool: Tool, said: unknown): Record<string, unknown> {
  const pairs = Array.isArray(said) ? said.map(String) : [];
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1)
        throw new HuntError({
          code: 'cli/bad-parameter',
          message: `'${pair}' names no parameter.`,
          hint: '--set takes name=value.',
        });
      const [name, text] = [pair.slice(0, at), pair.slice(at + 1)];
      const type = tool.parameters[name]?.type;
      return [name, type === 'string' || type === undefined ? text : fromJson(text)];
    }),
  );
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function asJson(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function cell(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value, asJson);
}
