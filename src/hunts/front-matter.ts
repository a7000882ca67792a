import { didYouMean, HuntError } from '../base/index.ts';
import type { QueryTimeSpan } from '../catalog/index.ts';
import { readYamlTree, type YamlTree } from '../yaml/index.ts';

const parameterTypes = ['string', 'long', 'real', 'bool', 'datetime', 'timespan', 'list'] as const;

/** What a parameter may be: Kusto's types, and `list`, an array of texts or numbers. */
export type HuntParameterType = (typeof parameterTypes)[number];

/** A value of a parameter, as YAML and JSON have it. */
export type HuntParameterValue = string | number | boolean | readonly (string | number | boolean)[];

/** Something that is asked at the top of a hunt, and that its cells name as a variable. */
export interface HuntParameter {
  readonly name: string;
  readonly type: HuntParameterType;
  /** What holds where nothing else is said; null where it must be said. */
  readonly default: HuntParameterValue | null;
  /** What it is for. */
  readonly about: string | null;
}

/** What the head of a hunt, between two lines of `---`, says. */
export interface FrontMatter {
  readonly title: string | null;
  readonly parameters: readonly HuntParameter[];
  /** The stretch of time that all cells see; null for all time. */
  readonly time: QueryTimeSpan | null;
  /** Files and globs to open, below the folder of the hunt. */
  readonly data: readonly string[];
  /** Whether the hunt is about the sample investigation. */
  readonly sample: boolean;
}

export const nothingSaid: FrontMatter = {
  title: null,
  parameters: [],
  time: null,
  data: [],
  sample: false,
};

const known = ['title', 'parameters', 'time', 'data', 'sample'];

/** Read the head of a hunt, without the lines of `---`. `line` is its first, for messages. Errors: `hunts/bad-head`. */
export function readFrontMatter(text: string, file: string, line: number): FrontMatter {
  const { tree, faults } = readYamlTree(text, file);
  const at = (there: { line: number }): string => `${file}, line ${there.line + line - 1}`;
  const [first] = faults;
  if (first) throw fault(at(first), first.message);
  if (tree === null || isEmpty(tree)) return nothingSaid;
  const parts = section(tree, at, known);
  const time = parts.get('time');
  return {
    title: textOf(parts.get('title'), at),
    parameters: [...section(parts.get('parameters'), at)].map(([name, one]) =>
      parameterOf(name, one, at),
    ),
    time: time ? timeOf(time, at) : null,
    data: itemsOf(parts.get('data')).map((one) => dataPath(textOf(one, at) ?? '', at(one))),
    sample: flagOf(parts.get('sample'), at),
  };
}

type At = (there: { line: number }) => string;

function section(
  tree: YamlTree | undefined,
  at: At,
  names?: readonly string[],
): Map<string, YamlTree> {
  if (!tree || isEmpty(tree)) return new Map();
  if (tree.kind !== 'map') throw fault(at(tree), 'names with values are expected here');
  for (const [name, part] of tree.entries)
    if (names && !names.includes(name))
      throw fault(at(part), `there is no '${name.slice(0, 80)}'.${didYouMean(name, names)}`);
  return new Map(tree.entries);
}

function parameterOf(name: string, tree: YamlTree, at: At): HuntParameter {
  if (!/^[A-Za-z_]\w{0,99}$/.test(name))
    throw fault(at(tree), `'${name.slice(0, 80)}' is no name that a query can use`);
  if (tree.kind !== 'map') {
    const value = plainValue(tree, at);
    return { name, type: typeOf(value), default: value, about: null };
  }
  const parts = section(tree, at, ['type', 'default', 'about']);
  const said = parts.get('default');
  const value = said ? plainValue(said, at) : null;
  const type = textOf(parts.get('type'), at) ?? typeOf(value);
  const found = parameterTypes.find((one) => one === type);
  if (!found)
    throw fault(
      at(tree),
      `'${type}' is none of ${parameterTypes.join(', ')}.${didYouMean(type, parameterTypes)}`,
    );
  return { name, type: found, default: value, about: textOf(parts.get('about'), at) };
}

function typeOf(value: HuntParameterValue | null): HuntParameterType {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'long' : 'real';
  return Array.isArray(value) ? 'list' : 'string';
}

function plainValue(tree: YamlTree, at: At): HuntParameterValue | null {
  if (tree.kind === 'value') return tree.value;
  if (tree.kind === 'map') throw fault(at(tree), 'a value or a list is expected here');
  return tree.items.map((item) => {
    if (item.kind === 'value' && item.value !== null) return item.value;
    throw fault(at(item), 'a list holds texts or numbers');
  });
}

function timeOf(tree: YamlTree, at: At): QueryTimeSpan {
  const parts = section(tree, at, ['start', 'end', 'period']);
  const text = (name: string): string | undefined => textOf(parts.get(name), at) ?? undefined;
  return { start: text('start'), end: text('end'), period: text('period') };
}

/** A hunt that somebody else wrote reads no file outside its own folder. */
function dataPath(path: string, place: string): string {
  const outside = path === '' || /^(?:[/\\~]|[A-Za-z]:)/.test(path);
  if (!outside && !path.split(/[/\\]/).includes('..')) return path;
  throw fault(
    place,
    `'${path.slice(0, 200)}' is not below the folder of the hunt: name it when you run the hunt`,
  );
}

function itemsOf(tree: YamlTree | undefined): readonly YamlTree[] {
  if (!tree || isEmpty(tree)) return [];
  return tree.kind === 'list' ? tree.items : [tree];
}

function textOf(tree: YamlTree | undefined, at: At): string | null {
  if (!tree || isEmpty(tree)) return null;
  if (tree.kind !== 'value') throw fault(at(tree), 'a text is expected here');
  return String(tree.value);
}

function flagOf(tree: YamlTree | undefined, at: At): boolean {
  if (!tree) return false;
  if (tree.kind === 'value' && typeof tree.value === 'boolean') return tree.value;
  throw fault(at(tree), 'this is true or false');
}

const isEmpty = (tree: YamlTree): boolean => tree.kind === 'value' && tree.value === null;

function fault(place: string, why: string): HuntError {
  return new HuntError({
    code: 'hunts/bad-head',
    message: `${place}: ${why.replace(/[.?]?$/, (end) => end || '.')}`,
    hint: 'The head of a hunt has title, parameters, time (start, end, period), data and sample.',
  });
}
