import { Refusal } from '../error.ts';
import { type Binding, Scope, type Tuple } from '../lower/context.ts';
import { declaredType } from '../lower/declared.ts';
import { parametersOf } from '../lower/parameters.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { newColumns, passed, project } from '../tree/build.ts';
import type {
  NamedValue,
  Relation,
  RelationColumn,
  Remembered,
  Scalar,
  ScanRelation,
  ScanStep,
} from '../tree/nodes.ts';
import { columnsIn, partsOf, withParts } from '../tree/rewrite.ts';
import { cast, column, literal } from '../tree/scalar.ts';

function declaredOf({ node, lowering, environment }: OperatorCall): NamedValue[] {
  const outside = new Scope({ relation: null, environment });
  return (node.child('DeclareClause')?.list('Declarations') ?? []).map((d) => {
    const declared = d.part('NameAndType');
    const type = declaredType(declared.part('Type'));
    const given = d.child('DefaultValue')?.child('Value');
    const value = given
      ? cast(lowering.scalar(given, outside), type)
      : literal(type, type === 'string' ? '' : null);
    return { name: declared.part('Name').name, value };
  });
}

/** What each step remembers: found while expressions are lowered, by the names that they read. */
class Memory {
  readonly columns = new Set<RelationColumn>();
  readonly steps: Remembered[][];
  readonly #input: readonly RelationColumn[];
  readonly #declared: readonly NamedValue[];

  constructor(steps: number, input: Relation, declared: readonly NamedValue[]) {
    this.steps = Array.from({ length: steps }, () => []);
    this.#input = input.columns;
    this.#declared = declared;
  }

  tuple(step: number): Tuple {
    return (name) => {
      const at = this.#declared.findIndex((d) => d.name === name);
      const of = at >= 0 ? at : this.#input.find((c) => c.name === name);
      if (of === undefined) return undefined;
      const known = this.steps[step]?.find((m) => m.of === of);
      if (known) return column(known.as);
      const type = typeof of === 'number' ? this.#declared[of]?.value.type : of.type;
      if (!type) return undefined;
      const as = { name, physical: name, type, nullable: type !== 'string' };
      this.steps[step]?.push({ as, of });
      this.columns.add(as);
      return column(as);
    };
  }
}

/** Lowers an expression of a step; what does not depend on the state is computed ahead for all rows. */
function settled(value: Scalar, memory: Memory, scope: Scope): Scalar {
  const depends = (x: Scalar): boolean => columnsIn(x).some((c) => memory.columns.has(c));
  const visit = (x: Scalar): Scalar => {
    if (depends(x)) return withParts(x, visit);
    if (x.kind === 'literal' || x.kind === 'column') return x;
    return scope.hoist(x);
  };
  return visit(value);
}

/** Refuses what was computed ahead although it depends on the state. */
function checkAhead(relation: Relation, until: Relation, memory: Memory, node: Syntax): void {
  for (let r = relation; r !== until && r.kind === 'project'; r = r.input)
    for (const { value } of r.items)
      if (
        value.kind !== 'column' &&
        [value, ...partsOf(value)].flatMap(columnsIn).some((c) => memory.columns.has(c))
      )
        throw new Refusal(
          'A function of the rows around cannot read the state of a scan.',
          node.span,
        );
}

function outputOf(step: Syntax): ScanStep['output'] {
  const kind = step.child('ScanStepOutput')?.part('OutputKind').text ?? 'all';
  if (kind === 'all' || kind === 'last' || kind === 'none') return kind;
  throw new Refusal(`output=${kind} is not all, last or none.`, step.span);
}

function apply(call: OperatorCall): Relation {
  const { node, lowering } = call;
  const input = rowsOf(call);
  if (node.child('OrderByClause') || node.child('PartitionByClause'))
    throw new Refusal('Sort and partition the rows before scan.', node.span);
  const declared = declaredOf(call);
  const nodes = node.list('Steps');
  const memory = new Memory(nodes.length, input, declared);
  const environment = new Map<string, Binding>(call.environment);
  for (const { name, value } of declared) environment.set(name, { kind: 'scalar', value });
  const tuples = new Map(nodes.map((n, i) => [n.part('Name').name, memory.tuple(i)]));
  const scope = new Scope({ relation: input, environment, tuples });
  const lower = (n: Syntax): Scalar => {
    const before = scope.relation ?? input;
    const value = lowering.scalar(n, scope);
    checkAhead(scope.relation ?? input, before, memory, n);
    return settled(value, memory, scope);
  };
  const steps = nodes.map((n) => {
    const assigned = new Map(
      (n.child('ComputationClause')?.list('Assignments') ?? []).map((a) => [
        a.part('Name').name,
        a.part('Expression'),
      ]),
    );
    const values = declared.map(({ name, value }) => {
      const given = assigned.get(name);
      return given ? cast(lower(given), value.type) : value;
    });
    return { condition: lower(n.part('Condition')), output: outputOf(n), values };
  });
  return scanned(scope.relation ?? input, {
    declared,
    steps: steps.map((s, i): ScanStep => ({ ...s, remembers: memory.steps[i] ?? [] })),
    matchId: parametersOf(node).get('with_match_id') ?? null,
  });
}

function scanned(
  input: Relation,
  parts: { declared: readonly NamedValue[]; steps: readonly ScanStep[]; matchId: string | null },
): Relation {
  const { declared, steps, matchId } = parts;
  const long = { type: 'long', nullable: false } as const;
  const made = newColumns(
    [
      ...declared.map((d) => ({ name: d.name, type: d.value.type, nullable: true })),
      { name: matchId ?? '$match', ...long },
      { name: '$place', ...long },
      { name: '$step', ...long },
    ],
    [...input.columns, ...input.hidden].map((c) => c.physical),
  );
  const [match, place, step] = made.slice(declared.length);
  if (!match || !place || !step) throw new Error('no column made');
  const shown = made.slice(0, declared.length + (matchId === null ? 0 : 1));
  const relation: ScanRelation = {
    kind: 'scan',
    input,
    steps,
    declared: declared.flatMap(({ value }, i) => {
      const as = made[i];
      return as ? [{ as, otherwise: value }] : [];
    }),
    matchId: match,
    place,
    step,
    columns: [...input.columns, ...shown],
    hidden: [...input.hidden, ...made.filter((c) => !shown.includes(c))],
    order: [
      { column: place, descending: false, nullsFirst: false },
      { column: step, descending: true, nullsFirst: false },
    ],
    sorted: input.sorted,
    label: input.label,
    groups: input.groups,
  };
  return project(relation, passed(relation));
}

const events =
  'datatable(t:long, e:string)[0,"A", 1,"Start", 2,"B", 3,"D", 4,"Stop", 6,"C", 8,"Start", 11,"E", 12,"Stop"] | sort by t asc | ';

const definition: Operator = defineOperator({
  name: 'scan',
  syntax: ['ScanOperator'],
  about:
    'Walks rows in their order and keeps those that match steps, each of which remembers what it matched.',
  source: 'https://learn.microsoft.com/kusto/query/scan-operator',
  ordered: true,
  apply,
  examples: [
    {
      query:
        'range x from 1 to 5 step 1 | scan declare (sum:long=0) with (step s1: true => sum = x + s1.sum;)',
      columns: ['x:long', 'sum:long'],
      rows: [
        [1, 1],
        [2, 3],
        [3, 6],
        [4, 10],
        [5, 15],
      ],
    },
    {
      query:
        'range x from 1 to 3 step 1 | scan declare (n:long=7) with (step s: x != 2 => n = n + x;)',
      rows: [
        [1, 8],
        [3, 10],
      ],
    },
    {
      query: `${events}scan with_match_id=m with (step s1: e == "Start"; step s2: e != "Start" and e != "Stop" and t - s1.t <= 5; step s3: e == "Stop" and t - s1.t <= 5;)`,
      columns: ['t:long', 'e:string', 'm:long'],
      rows: [
        [1, 'Start', 0],
        [2, 'B', 0],
        [3, 'D', 0],
        [4, 'Stop', 0],
        [8, 'Start', 1],
        [11, 'E', 1],
        [12, 'Stop', 1],
      ],
    },
    {
      query: `${events}scan declare (what:string="between") with (step s1 output=none: e == "Start"; step s2 output=last: e != "Stop"; step s3: e == "Stop" => what = strcat(s2.e, "-", s1.t);)`,
      rows: [
        [3, 'D', 'between'],
        [4, 'Stop', 'D-1'],
        [11, 'E', 'between'],
        [12, 'Stop', 'E-8'],
      ],
    },
    {
      query:
        'datatable(t:timespan, e:string)[0m,"A", 1m,"A", 2m,"B", 32m,"B", 36m,"C", 75m,"A"] | sort by t asc | scan with_match_id=id declare (start:timespan) with (step inside: true => start = iff(isnull(inside.start), t, inside.start); step over output=none: t - inside.start > 30m;) | project id, start',
      rows: [
        [0, '00:00:00'],
        [0, '00:00:00'],
        [0, '00:00:00'],
        [1, '00:32:00'],
        [1, '00:32:00'],
        [2, '01:15:00'],
      ],
    },
    {
      query:
        'range x from 1 to 200 step 1 | extend g = x % 3 | partition by g (sort by x asc | scan declare (n:long=0) with (step s: true => n = s.n + 1;)) | summarize max(n), sum(n) by g | sort by g asc',
      rows: [
        [0, 66, 2211],
        [1, 67, 2278],
        [2, 67, 2278],
      ],
    },
  ],
});

export default definition;
