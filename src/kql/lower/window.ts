import type { KustoType, Span } from '../../base/index.ts';
import { newColumns } from '../tree/build.ts';
import type {
  ColumnRef,
  Relation,
  RelationColumn,
  Scalar,
  ScanRelation,
  Walk,
  WindowCall,
} from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';
import { rowFunctions } from './catalog.ts';
import { anyOf } from './conditions.ts';
import type { Scope } from './context.ts';

interface Typed {
  type: KustoType;
  nullable: boolean;
  span: Span;
}

/** The value of a window function, computed a step ahead, so that it may stand anywhere, also inside another. */
export function windowValue(
  fn: WindowCall['fn'],
  args: readonly Scalar[],
  typed: Typed,
  scope: Scope,
): Scalar {
  const restart = args[fn.restart];
  const rest = args.filter((_, i) => i !== fn.restart || !restart);
  if (fn.walk) return walked(fn.walk, { args: rest, restart, typed, scope });
  const order = scope.relation?.order ?? [];
  const partition = restart ? runsOf(restart, scope) : [...(scope.relation?.groups ?? [])];
  return scope.hoist({ kind: 'window', fn, args: rest, ...typed, order, partition });
}

function overRows(name: string, args: readonly Scalar[], type: KustoType, scope: Scope): ColumnRef {
  const fn = rowFunctions.get(name);
  if (fn?.kind !== 'window') throw new Error(`${name} is missing`);
  const { order = [], groups = [] } = scope.relation ?? {};
  return scope.hoist({ kind: 'window', fn, args, type, nullable: true, order, partition: groups });
}

/** The groups of the rows and the number of the run that a row is in: each row where the condition holds begins one. */
function runsOf(begins: Scalar, scope: Scope): RelationColumn[] {
  const run = overRows('row_cumsum', [cast(begins, 'long')], 'long', scope);
  return [...(scope.relation?.groups ?? []), run.column];
}

/** Values that follow from each other, by a scan of one step that every row matches. */
function walked(
  { value, begins }: Walk,
  given: { args: readonly Scalar[]; restart: Scalar | undefined; typed: Typed; scope: Scope },
): Scalar {
  const { typed, scope } = given;
  const args = given.args.map((a) => (a.kind === 'literal' ? a : scope.hoist(a)));
  const before = args.map((a) => (a.kind === 'literal' ? a : overRows('prev', [a], a.type, scope)));
  const gap: Scalar = {
    kind: 'call',
    fn: begins,
    args: [...args, ...before],
    type: 'bool',
    nullable: true,
  };
  const groups = runsOf(given.restart ? anyOf([given.restart, gap]) : gap, scope);
  const input = scope.relation;
  if (!input) throw new Error('nothing to walk');
  const all = [...input.columns, ...input.hidden].map((c) => c.physical);
  const long = { type: 'long', nullable: false } as const;
  const [made, matchId, place, step] = newColumns(
    [
      { name: '$ahead', type: typed.type, nullable: true },
      { name: '$match', ...long },
      { name: '$place', ...long },
      { name: '$step', ...long },
    ],
    all,
  );
  if (!made || !matchId || !place || !step) throw new Error('no column made');
  const held: RelationColumn = { ...made, name: '$before' };
  const next: Scalar = {
    kind: 'call',
    fn: value,
    args: [...args, column(held), ...before],
    type: typed.type,
    nullable: true,
  };
  const relation: ScanRelation = {
    ...input,
    kind: 'scan',
    input: { ...input, groups },
    steps: [
      {
        condition: literal('bool', true),
        output: 'all',
        values: [next],
        remembers: [{ as: held, of: 0 }],
      },
    ],
    declared: [{ as: made, otherwise: literal(typed.type, null) }],
    matchId,
    place,
    step,
    hidden: [...input.hidden, made, matchId, place, step],
  };
  scope.relation = relation satisfies Relation;
  return column(made, typed.span);
}
