import { aggregateFunctions, functions, rowFunctions } from '../../src/kql/lower/catalog.ts';
import { operators } from '../../src/kql/lower/pipeline.ts';
import { plugins } from '../../src/kql/operators/evaluate.ts';
import { knownFunctions } from '../../src/kql/parse/bind.ts';
import { syntaxKinds } from '../../src/kql/parse/kusto.ts';
import { proposals } from '../../src/kql/parse/service.ts';
import { refused } from '../../src/kql/refused.ts';
import { differences } from '../shared/kql-differences.ts';

interface Defined {
  about: string;
  differs?: string | undefined;
  source: string;
  examples: readonly unknown[];
}

/** One name of Kusto's and what becomes of it here. */
interface Entry {
  name: string;
  state: 'done' | 'differs' | 'refused' | 'missing';
  says: string;
  source: string | null;
}

interface Chapter {
  title: string;
  about: string;
  entries: readonly Entry[];
}

function entryOf(name: string, definition: Defined | undefined): Entry {
  if (!definition) {
    const reason = refused.get(name);
    if (reason) return { name, state: 'refused', says: `It ${reason}.`, source: null };
    return { name, state: 'missing', says: 'Not written yet.', source: null };
  }
  const { about, differs, source, examples } = definition;
  // A definition that nothing can be shown of only says why it is refused, unless it says where it differs.
  if (examples.length === 0 && !differs) return { name, state: 'refused', says: about, source };
  if (differs) return { name, state: 'differs', says: `${about} ${differs}`, source };
  return { name, state: 'done', says: about, source };
}

function entriesOf(
  names: Iterable<string>,
  find: (name: string) => Defined | undefined,
): readonly Entry[] {
  return [...new Set(names)].sort().map((name) => entryOf(name, find(name)));
}

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The operators that Kusto's own completion proposes at the head of a query and after a pipe. */
function knownOperators(): string[] {
  const schema = { tables: [{ name: 'T', columns: [], relation: 'T' }] };
  const prefixes = new Set(['QueryPrefix', 'TabularPrefix', 'TabularSuffix']);
  const kinds = syntaxKinds();
  return ['', 'T | ']
    .flatMap((text) => proposals(text, text.length, schema).items)
    .filter((p) => prefixes.has(p.kind) && /^[a-z][a-z-]*$/.test(p.match))
    .map((p) => p.match)
    .filter(
      (name) => !kinds.some((kind) => kind.endsWith('Statement') && kind.startsWith(pascal(name))),
    );
}

/** Operators of the grammar that nothing here handles, named for their kind: those that completion does not tell of. */
function unhandledOperators(): string[] {
  const handled = new Set(operators.flatMap((o) => o.syntax));
  return syntaxKinds()
    .filter((kind) => /^(?!Bad|Unknown).*[a-z]Operator$/.test(kind) && !handled.has(kind))
    .map((kind) =>
      kind
        .replace(/(By)?Operator$/, '')
        .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
        .toLowerCase(),
    );
}

/** Other words for the same operator. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['filter', 'where'],
  ['limit', 'take'],
  ['order', 'sort'],
]);

function chapters(): Chapter[] {
  const operator = new Map<string, Defined>(operators.map((o) => [o.name, o]));
  const plugin = new Map<string, Defined>(plugins.map((p) => [p.name, p]));
  const between = functions.flatMap((fn) =>
    fn.kind === 'scalar' && fn.syntax.length > 0 ? fn.names : [],
  );
  // Names that begin so are the service's own and documented nowhere.
  const scalar = [...knownFunctions('scalar').keys()].filter((name) => !name.startsWith('__'));
  const brought = new Map<string, Defined>(
    operators.flatMap((o) =>
      (o.brings ?? []).map((name) => [name, { ...o, about: `Stands inside ${o.name}.` }] as const),
    ),
  );
  const table: Defined = {
    about: 'The table of that name, which a constant of the query may hold.',
    source: 'https://learn.microsoft.com/kusto/query/table-function',
    examples: [true],
  };
  return [
    {
      title: 'Operators',
      about: 'Steps of a pipeline, and what can stand at the head of one.',
      entries: entriesOf(
        [...knownOperators(), ...unhandledOperators(), ...operator.keys()],
        (name) => operator.get(otherNames.get(name) ?? name),
      ),
    },
    {
      title: 'Plugins of evaluate',
      about: '`T | evaluate NAME(…)`.',
      entries: entriesOf([...knownFunctions('plugin').keys(), ...plugin.keys()], (name) =>
        plugin.get(name),
      ),
    },
    {
      title: 'Aggregate functions',
      about: 'What `summarize` and its like compute of the rows of a group.',
      entries: entriesOf(
        knownFunctions('aggregate').keys(),
        (name) => aggregateFunctions.get(name)?.fn,
      ),
    },
    {
      title: 'Operators between values',
      about: 'Comparisons, arithmetic, and what looks into texts.',
      entries: entriesOf(between, (name) => rowFunctions.get(name)),
    },
    {
      title: 'Scalar functions',
      about: 'Of the values of one row; window functions of the rows around it.',
      entries: entriesOf(scalar, (name) =>
        name === 'table' ? table : (rowFunctions.get(name) ?? brought.get(name)),
      ),
    },
  ];
}

const states: readonly [Entry['state'], string][] = [
  ['done', 'done'],
  ['differs', 'differs'],
  ['refused', 'refused'],
  ['missing', 'not yet'],
];

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function summary(all: readonly Chapter[]): string[] {
  const count = ({ entries }: Chapter, state: Entry['state']): string =>
    String(entries.filter((e) => e.state === state).length);
  return [
    row(['', 'Kusto has', ...states.map(([, word]) => word)]),
    row(['---', '--:', ...states.map(() => '--:')]),
    ...all.map((c) =>
      row([c.title, String(c.entries.length), ...states.map(([state]) => count(c, state))]),
    ),
  ];
}

function chapterText({ title, about, entries }: Chapter): string[] {
  const words = new Map(states);
  const lines = entries.map(({ name, state, says, source }) => {
    const shown = `\`${escaped(name)}\``;
    return row([
      source ? `[${shown}](${source})` : shown,
      words.get(state) ?? state,
      escaped(says),
    ]);
  });
  return [
    `## ${title}`,
    '',
    about,
    '',
    row(['Name', 'Here', 'What it does']),
    row(['---', '---', '---']),
    ...lines,
    '',
  ];
}

const whys: readonly [why: string, heading: string][] = [
  ['limit', "Kusto's answer is right, and Huntbook gives another one"],
  ['theirs', "The answer given is not Kusto's"],
  ['random', 'The answer changes from run to run'],
];

/** The cases with known answers that are not met, by reason. */
function differenceText(): string[] {
  const lines = ['## Cases with known answers that are not met', ''];
  for (const [why, heading] of whys) {
    const reasons = new Map<string, string[]>();
    for (const [id, d] of differences)
      if (d.why === why) reasons.set(d.reason, [...(reasons.get(d.reason) ?? []), id]);
    if (reasons.size === 0) continue;
    const listed = [...reasons].map(([reason, ids]) => `- ${reason} (${ids.join(', ')})`);
    lines.push(`### ${heading}`, '', ...listed, '');
  }
  return lines;
}

const introduction = `# KQL in Huntbook

Written by \`npm run gen\` from the definitions and from the lists of Microsoft's own language service; do not edit.

_done_ gives what Kusto gives. _differs_ runs, and the sentence says where it gives something else. _refused_ is an
error with its place in the query. _not yet_ is refused too, because nobody has written it.

Of everything: datetimes written in a query are exact to the tick of 100 ns, those stored in tables to the microsecond.
`;

/** The text of docs/kql.md. */
export function reference(): string {
  const all = chapters();
  return [introduction, ...summary(all), '', ...all.flatMap(chapterText), ...differenceText()].join(
    '\n',
  );
}
