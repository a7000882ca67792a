import { didYouMean, HuntError } from '../../base/index.ts';
import { attributionOf, type Tool, tools } from '../../toolbox/index.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { textTable } from '../text-table.ts';

const functions: CliCommand = defineCommand({
  name: 'functions',
  about: 'List the investigative functions that `| invoke …` can name, or show one in full.',
  arguments: [{ syntax: '[words...]', about: 'the name of one, or words to look for' }],
  options: [
    { flags: '-f, --format <name>', about: 'table or json', choices: ['table', 'json'] },
    { flags: '-e, --entity <name>', about: 'only those offered on this entity, such as IpAddress' },
  ],
  examples: [
    { command: 'huntbook functions', about: 'all of them' },
    { command: 'huntbook functions ip_type', about: 'what one takes and gives' },
    { command: 'huntbook functions --entity IpAddress', about: 'what can be asked of an address' },
  ],
  run({ values, options }, io) {
    const [name] = values;
    const exact = values.length === 1 && name !== undefined ? tools.get(name) : undefined;
    const found = exact ? [exact] : matching(values, options['entity']);
    if (found.length === 0)
      throw new HuntError({
        code: 'cli/unknown-function',
        message: `No function fits ${[...values, options['entity'] ?? ''].join(' ').trim()}.${didYouMean(name ?? '', tools.keys())}`,
        hint: 'huntbook functions lists all.',
      });
    if (options['format'] === 'json')
      io.stdout.write(`${JSON.stringify(found.map(plain), null, 2)}\n`);
    else io.stdout.write(exact ? whole(exact, io) : list(found, io));
    return Promise.resolve(exitCodes.ok);
  },
});

export default functions;

function matching(words: readonly string[], entity: unknown): Tool[] {
  return [...tools.values()].filter((tool) => {
    const text = [tool.name, tool.about, ...Object.keys(tool.output)].join(' ').toLowerCase();
    const offered =
      typeof entity !== 'string' ||
      tool.entities.some((e) => e.toLowerCase() === entity.toLowerCase());
    return offered && words.every((word) => text.includes(word.toLowerCase()));
  });
}

function list(found: readonly Tool[], io: Io): string {
  const columns = ['Function', 'What it gives', 'Entities'].map((name) => {
    return { name, type: 'string' as const };
  });
  const rows = found.map(({ name, about, entities }) => [name, about, entities.join(', ')]);
  return `${textTable(columns, rows, io.columns)}\n`;
}

/** A definition without its functions, which JSON would leave out. */
function plain(tool: Tool): object {
  return tool.attribution ? { ...tool, attribution: attributionOf(tool) } : tool;
}

/** Everything a definition says. */
function whole(tool: Tool, io: Io): string {
  const columns = ['', 'Type', ''].map((name) => ({ name, type: 'string' as const }));
  const section = (title: string, rows: string[][]): string =>
    rows.length === 0 ? '' : `\n${title}\n${textTable(columns, rows, io.columns)}\n`;
  const parameters = Object.entries(tool.parameters).map(([name, field]) => [
    name,
    field.type,
    `${field.about} ${JSON.stringify(field.default)} unless said.`,
  ]);
  const fields = (of: Tool['input'] | Tool['output']): string[][] =>
    Object.entries(of).map(([name, { type, about }]) => [name, type, about]);
  const examples = tool.examples.map(({ query }) => `  ${query}\n`).join('');
  return [
    `${tool.name}: ${tool.about}\n`,
    section('Takes (columns)', fields(tool.input)),
    section('Parameters', [
      ...parameters,
      ...('joins' in tool && tool.joins === false
        ? []
        : [['join', 'string', 'How rows go with those that come in: "none", "inner" or "left".']]),
    ]),
    section('Gives (columns)', fields(tool.output)),
    `\nOffered on: ${tool.entities.join(', ') || 'tables'}\nSource: ${tool.source}\n`,
    tool.kind === 'lookup'
      ? `Sends: ${tool.sends ? `${tool.sends.what}, to ${tool.sends.to}` : 'nothing'}\n`
      : '',
    tool.attribution ? `Data: ${attributionOf(tool)}\n` : '',
    tool.cost ? `Cost: ${tool.cost}\n` : '',
    `\nExamples:\n${examples}`,
  ].join('');
}
