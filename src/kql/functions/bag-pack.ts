import {
  type CallSql,
  defineScalar,
  type FunctionDefinition,
  type ScalarFunction,
} from '../define.ts';
import { Refusal } from '../error.ts';
import type { Scalar } from '../tree/nodes.ts';
import { literal } from '../tree/scalar.ts';

const source = 'https://learn.microsoft.com/kusto/query/bag-pack-function';

function pairs(call: CallSql): [key: Scalar, value: Scalar][] {
  if (call.args.length % 2 > 0) return call.refuse('needs a value for every key');
  return call.args.flatMap((key, i): [Scalar, Scalar][] => {
    const value = call.args[i + 1];
    return i % 2 === 0 && value ? [[key, value]] : [];
  });
}

const bagPack: ScalarFunction = defineScalar({
  signature: 'bag_pack(key: any, value: any, ...more: any): dynamic',
  aliases: ['pack', 'pack_dictionary'],
  about: 'A property bag of keys and values that follow each other.',
  source,
  nullable: 'never',
  sql: {
    duckdb: (_, call) =>
      `json_object(${pairs(call)
        .map(([key, value]) => `${call.as(key, 'string')}, ${call.as(value, 'dynamic')}`)
        .join(', ')})`,
  },
  examples: [
    {
      query:
        'print a = bag_pack("a", 1, "b", dynamic([1]), "c", long(null), "d", 1h), b = pack("x", "y")',
      rows: [[{ a: 1, b: [1], c: null, d: '01:00:00' }, { x: 'y' }]],
    },
  ],
});

/** A bag that leaves out nulls and empty texts. */
const bagOfPresent: ScalarFunction = defineScalar({
  signature: 'bag_of_present(key: any, value: any, ...more: any): dynamic',
  about: 'A property bag of those values that are neither null nor empty.',
  source,
  nullable: 'never',
  sql: {
    duckdb: (_, call) => {
      const [keys, values] = [0, 1].map((side) =>
        pairs(call).map((pair) =>
          call.as(pair[side] ?? pair[0], side === 0 ? 'string' : 'dynamic'),
        ),
      );
      return `k_bag_present([${keys?.join(', ')}], [${values?.join(', ')}])`;
    },
  },
  examples: [
    {
      query:
        'datatable(a:long, b:string, c:string)[long(null), "", "x"] | project p = pack_all(true)',
      rows: [[{ c: 'x' }]],
    },
  ],
});

const empty: ScalarFunction = defineScalar({
  signature: 'empty_bag(): dynamic',
  about: 'A property bag without properties.',
  source,
  nullable: 'never',
  sql: { duckdb: () => "'{}'::JSON" },
  examples: [{ query: 'print a = pack_all()', rows: [[{}]] }],
});

function packed(fn: ScalarFunction, args: readonly Scalar[]): Scalar {
  return { kind: 'call', fn: args.length > 0 ? fn : empty, args, type: 'dynamic', nullable: false };
}

const definitions: readonly FunctionDefinition[] = [
  bagPack,
  defineScalar({
    signature: 'pack_all(ignore_null_empty?: bool): dynamic',
    about: 'A property bag of all columns; with true without those that are null or empty.',
    source: 'https://learn.microsoft.com/kusto/query/pack-all-function',
    lower: ([ignore], { columns }) => {
      const args = columns.flatMap(({ name, value }) => [literal('string', name), value]);
      if (ignore && ignore.kind !== 'literal') return undefined;
      return packed(ignore?.value === true ? bagOfPresent : bagPack, args);
    },
    sql: { duckdb: (_, call) => call.refuse('needs a constant true or false', 0) },
    examples: [
      {
        query:
          'datatable(a:long, b:string)[long(null), "x"] | project p = pack_all(), q = pack_all(true)',
        rows: [[{ a: null, b: 'x' }, { b: 'x' }]],
      },
      ...bagOfPresent.examples,
      ...empty.examples,
    ],
  }),
  defineScalar({
    signature: 'bag_pack_columns(column: any, ...columns: any): dynamic',
    about: 'A property bag of columns by their names.',
    source: 'https://learn.microsoft.com/kusto/query/bag-pack-columns-function',
    lower: (columns, { span }) => {
      const args = columns.flatMap((value): Scalar[] => {
        if (value.kind === 'column') return [literal('string', value.column.name), value];
        throw new Refusal('bag_pack_columns takes columns only.', value.span ?? span);
      });
      return packed(bagPack, args);
    },
    sql: { duckdb: (_, call) => call.refuse('takes columns only') },
    examples: [
      {
        query:
          'datatable(Id:string, Value:string, Other:long)["A", "val_a", 1] | extend Packed = bag_pack_columns(Id, Value)',
        rows: [['A', 'val_a', 1, { Id: 'A', Value: 'val_a' }]],
      },
    ],
  }),
  defineScalar({
    signature: 'pack_array(value: any, ...values: any): dynamic',
    about: 'An array of the arguments.',
    source: 'https://learn.microsoft.com/kusto/query/pack-array-function',
    nullable: 'never',
    sql: {
      duckdb: (_, call) => `json_array(${call.args.map((x) => call.as(x, 'dynamic')).join(', ')})`,
    },
    examples: [
      {
        query: 'print a = pack_array(1, "x", true, long(null), dynamic({"y": 2}))',
        rows: [[[1, 'x', true, null, { y: 2 }]]],
      },
    ],
  }),
];

export default definitions;
