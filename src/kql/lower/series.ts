import type { KustoType } from '../../base/index.ts';
import { type CallSql, defineScalar, type ScalarFunction } from '../define.ts';
import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Scalar } from '../tree/nodes.ts';
import { cast, literal } from '../tree/scalar.ts';
import type { Lowering, Scope } from './context.ts';

/** The ends and the width of the steps of a series, as the query gives them. */
export interface SeriesRange {
  from: Scalar | null;
  to: Scalar | null;
  step: Scalar;
  /** True where the last value belongs to the range (`in range(…)`). */
  closed: boolean;
}

export function seriesRange(node: Syntax, scope: Scope, lowering: Lowering): SeriesRange {
  const clause = node.part('RangeClause');
  const lower = (part: Syntax | null): Scalar | null =>
    part && lowering.scalar(part.part('Expression'), scope);
  if (clause.kind === 'MakeSeriesFromToStepClause') {
    const step = lower(clause.child('MakeSeriesStepClause'));
    if (!step) throw new Refusal('make-series needs a step.', clause.span);
    const [from, to] = [clause.child('MakeSeriesFromClause'), clause.child('MakeSeriesToClause')];
    return { from: lower(from), to: lower(to), step, closed: false };
  }
  const given = clause.part('Arguments').list('Expressions');
  const [from, to, step] = given.map((e) => lowering.scalar(e, scope));
  if (!from || !to || !step)
    throw new Refusal('make-series needs a start, an end and a step.', clause.span);
  return { from, to, step, closed: true };
}

/** The type in which places on the axis are computed. */
export function axisType(axis: Scalar, { from, to, step }: SeriesRange): KustoType {
  if (axis.type === 'datetime' || axis.type === 'timespan') return axis.type;
  if (axis.type === 'dynamic') return step.type === 'timespan' ? 'datetime' : 'real';
  return [axis, from, to, step].some((x) => x?.type === 'real') ? 'real' : 'long';
}

const internal = {
  source: 'https://learn.microsoft.com/kusto/query/make-series-operator',
  examples: [
    {
      query:
        'range x from 1 to 3 step 2 | make-series n = count() on x from 1 to 4 step 1 | project n',
      rows: [[[1, 0, 1]]],
    },
  ],
} as const;

/** SQL of a value of the axis as a number, and of the step in the same unit. */
function scale(call: CallSql): {
  number: (index: number) => string;
  step: (index: number) => string;
} {
  const type = call.args[0]?.type ?? 'long';
  const at = (index: number): string => {
    const arg = call.args[index];
    return arg ? call.raw(arg) : call.refuse('needs more values');
  };
  return {
    number: (index) => (type === 'datetime' ? `epoch_us(${at(index)})` : at(index)),
    step: (index) => (type === 'datetime' ? `(${at(index)} // 10)` : at(index)),
  };
}

const position: ScalarFunction = defineScalar({
  ...internal,
  signature: '$position(value: any, from: any, step: any): long',
  about: 'In which step of a series a value lies, from 0.',
  sql: {
    duckdb: (_, call) => {
      const { number, step } = scale(call);
      const away = `(${number(0)} - ${number(1)})`;
      return call.args[0]?.type === 'real'
        ? `CAST(floor(${away} / ${step(2)}) AS BIGINT)`
        : `(${away} // ${step(2)})`;
    },
  },
});

const steps: ScalarFunction = defineScalar({
  ...internal,
  signature: '$last(from: any, to: any, step: any, closed: any): long',
  about: 'The number of the last step of a series.',
  sql: {
    duckdb: (_, call) => {
      const { number, step } = scale(call);
      const count = `(${number(1)} - ${number(0)})::DOUBLE / ${step(2)}`;
      return call.constant(3) === true
        ? `CAST(floor(${count}) AS BIGINT)`
        : `(CAST(ceil(${count}) AS BIGINT) - 1)`;
    },
  },
});

const place: ScalarFunction = defineScalar({
  ...internal,
  signature: '$place(from: any, step: any, position: any)',
  about: 'The value of the axis at a step of a series.',
  returns: ([from]) => from?.type ?? 'long',
  sql: {
    duckdb: (_, call) => {
      const { number, step } = scale(call);
      const at = call.args[2];
      const value = `(${number(0)} + ${at ? call.raw(at) : '0'} * ${step(1)})`;
      return call.type === 'datetime' ? `make_timestamp(${value})` : value;
    },
  },
});

export function positionOf(value: Scalar, from: Scalar, step: Scalar): Scalar {
  return { kind: 'call', fn: position, args: [value, from, step], type: 'long', nullable: true };
}

export function lastStep(from: Scalar, to: Scalar, step: Scalar, closed: boolean): Scalar {
  const args = [from, to, step, literal('bool', closed)];
  return { kind: 'call', fn: steps, args, type: 'long', nullable: true };
}

export function placeOf(from: Scalar, step: Scalar, at: Scalar): Scalar {
  return { kind: 'call', fn: place, args: [from, step, at], type: from.type, nullable: true };
}

/** What stands where a series has no rows: 0, or nothing where a 0 makes no sense. */
export function emptyValue(type: KustoType, given: Scalar | null): Scalar {
  if (given) return cast(given, type);
  if (type === 'real') return literal('real', 0);
  if (type === 'long' || type === 'int' || type === 'timespan') return literal(type, 0n);
  return literal(type, type === 'string' ? '' : null);
}
