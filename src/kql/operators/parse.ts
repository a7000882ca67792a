import type { KustoType } from '../../base/index.ts';
import { translate } from '../dialects/duckdb-regex.ts';
import { Refusal } from '../error.ts';
import { captured, escapedPattern } from '../lower/captures.ts';
import { rowFunctions } from '../lower/catalog.ts';
import { allOf, isNotNull, matchesPattern } from '../lower/conditions.ts';
import { declaredType } from '../lower/declared.ts';
import { extended } from '../lower/named.ts';
import { parametersOf } from '../lower/parameters.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { filter, passed, project } from '../tree/build.ts';
import type { NamedValue, Relation } from '../tree/nodes.ts';
import { cast, literal } from '../tree/scalar.ts';

interface Pattern {
  text: string;
  columns: { name: string; type: KustoType }[];
}

const numberPatterns: Partial<Record<KustoType, string>> = {
  int: '([-+]?\\d+)',
  long: '([-+]?\\d+)',
  real: '([-+]?[\\d.]+(?:[eE][-+]?\\d+)?)',
};

/** What of a text a value of a type takes where anything may follow it. */
const shapes: Partial<Record<KustoType, string>> = {
  ...numberPatterns,
  datetime: '(\\d[-\\d:./TZ+ ]*)',
  timespan: '(-?\\d[\\d:.]*[a-z]*)',
  guid: '([-0-9a-fA-F]*)',
  bool: '(\\w+)',
};

/** A regular expression between columns, its own groups not counted. */
function regexStep(step: Syntax, text: string): string {
  const refuse = (why: string): never => {
    throw new Refusal(`parse: ${why}.`, step.span);
  };
  return `(?:${translate(text, refuse, { captures: false }).text})`;
}

/** The steps of the operator as one regular expression with a group for each column. */
function patternOf(call: OperatorCall): Pattern {
  const parameters = parametersOf(call.node);
  const kind = (parameters.get('kind') ?? 'simple').toLowerCase();
  const flags = parameters.get('flags') ?? '';
  const regex = kind === 'regex';
  const greedy = regex && !flags.includes('U');
  const steps = call.node.list('Patterns');
  const columns: Pattern['columns'] = [];
  const parts = steps.map((step, i) => {
    const last = i === steps.length - 1;
    if (step.kind === 'StarExpression') return last ? '' : '.*?';
    if (step.stringValue !== null)
      return regex ? regexStep(step, step.stringValue) : escapedPattern(step.stringValue);
    const column = columnOf(step);
    columns.push(column);
    const shape = steps[i + 1]?.kind === 'StarExpression' ? shapes : numberPatterns;
    const bounded = shape === numberPatterns && kind === 'relaxed' ? undefined : shape[column.type];
    return bounded ?? (last || greedy ? '(.*)' : '(.*?)');
  });
  const open = steps.at(-1)?.kind === 'StarExpression';
  const asked = flags.replace(/[^ims]/g, '');
  const modes = regex ? (asked ? `(?${asked})` : '') : '(?s)';
  const text = `${modes}${regex ? '' : '^'}${parts.join('')}${open || regex ? '' : '$'}`;
  return { text, columns };
}

function columnOf(step: Syntax): Pattern['columns'][number] {
  if (step.kind === 'NameAndTypeDeclaration')
    return { name: step.part('Name').name, type: declaredType(step.part('Type')) };
  if (step.kind === 'NameDeclaration') return { name: step.name, type: 'string' };
  throw new Refusal(`${step.text} cannot stand in a parse pattern.`, step.span);
}

/** Types that a text of the right shape may still fail to be. */
const mayFail = (type: KustoType): boolean =>
  type !== 'string' && numberPatterns[type] === undefined;

/** Unless the parse is relaxed, a row in which one value does not fit its type fits nowhere. */
function together(values: readonly NamedValue[], call: OperatorCall): NamedValue[] {
  const doubtful = values.filter((v) => mayFail(v.value.type));
  const relaxed = parametersOf(call.node).get('kind') === 'relaxed';
  const iff = rowFunctions.get('iff');
  if (relaxed || doubtful.length === 0 || iff?.kind !== 'scalar') return [...values];
  const fits = call.scope.hoist(allOf(doubtful.map((v) => isNotNull(v.value))));
  return values.map(({ name, value }) => {
    const { type } = value;
    const args = [fits, value, literal(type, type === 'string' ? '' : null)];
    return { name, value: { kind: 'call', fn: iff, args, type, nullable: type !== 'string' } };
  });
}

function parse(call: OperatorCall, keepAll: boolean): Relation {
  const { node, scope, lowering } = call;
  const text = cast(lowering.scalar(node.part('Expression'), scope), 'string');
  const { text: pattern, columns } = patternOf(call);
  if (!keepAll) scope.relation = filter(rowsOf(call), matchesPattern(text, pattern));
  const values = captured(text, pattern, columns.length, scope);
  const typed = columns.flatMap(({ name, type }, i) => {
    const value = values[i];
    return value ? [{ name, value: cast(value, type) }] : [];
  });
  const fitting = keepAll ? together(typed, call) : typed;
  const rows = rowsOf(call);
  const conditions = keepAll ? [] : typed.filter((v) => v.value.type !== 'string');
  const kept = conditions.reduce<Relation>((r, v) => filter(r, isNotNull(v.value)), rows);
  return project(kept, extended(passed(rows), fitting, null));
}

const definitions: readonly Operator[] = [
  defineOperator({
    name: 'parse',
    syntax: ['ParseOperator'],
    about:
      'Cuts a text into columns by the texts between them; a row that does not fit gets empty ones.',
    source: 'https://learn.microsoft.com/kusto/query/parse-operator',
    apply: (call) => parse(call, true),
    examples: [
      {
        query:
          'datatable(s:string)["name=al age=30", "other"] | parse s with "name=" name " age=" age:int | project name, age',
        columns: ['name:string', 'age:int'],
        rows: [
          ['al', 30],
          ['', null],
        ],
      },
      {
        query: 'print s = "x [a] y" | parse s with * "[" v "]" *',
        columns: ['s:string', 'v:string'],
        rows: [['x [a] y', 'a']],
      },
      {
        query:
          'print s = "abc123def" | parse kind=regex s with letters @"\\d+" rest | project letters, rest',
        rows: [['abc12', 'def']],
      },
      {
        query:
          'print s = "v=x;w=2" | parse kind=relaxed s with "v=" v:long ";w=" w:long | project v, w',
        rows: [[null, 2]],
      },
      {
        query:
          'print s = "n=20, t=1" | parse kind=relaxed s with "n=" n:long * "t=" t:long | project n, t',
        rows: [[20, 1]],
      },
      {
        query:
          'print s = "job=a, lock=x, next" | parse kind=regex s with "(j|J)ob=" job ", (lock)?=?" rest | project job, rest',
        rows: [['a, lock=x', 'next']],
      },
    ],
  }),
  defineOperator({
    name: 'parse-where',
    syntax: ['ParseWhereOperator'],
    about: 'As parse, but keeps only the rows that fit.',
    source: 'https://learn.microsoft.com/kusto/query/parse-where-operator',
    apply: (call) => parse(call, false),
    examples: [
      {
        query:
          'datatable(s:string)["name=al age=30", "other"] | parse-where s with "name=" name " age=" age:int | project name, age',
        rows: [['al', 30]],
      },
    ],
  }),
];

export default definitions;
