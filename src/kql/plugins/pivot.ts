import { Refusal } from '../error.ts';
import { makeAggregate } from '../lower/call.ts';
import { aggregateFunctions } from '../lower/catalog.ts';
import { allOf, operatorCall } from '../lower/conditions.ts';
import { Scope } from '../lower/context.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin, type PluginCall } from '../plugin.ts';
import { aggregate } from '../tree/build.ts';
import type { NamedValue, Scalar } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';

interface Parts {
  /** The column whose values become columns, as text. */
  turned: Scalar;
  value: Scalar;
  keys: NamedValue[];
}

function countOf(call: PluginCall): Scalar {
  const fn = aggregateFunctions.get('count')?.fn;
  if (fn?.kind !== 'aggregate') throw new Error('count is missing');
  return makeAggregate(fn, [], null, call.node, call.scope, call.lowering);
}

function parts(call: PluginCall): Parts {
  const { args, scope, lowering, environment, node } = call;
  const [turnedNode, valueNode, ...by] = args;
  if (!turnedNode) throw new Refusal('pivot needs a column.', node.span);
  const turned = lowering.scalar(turnedNode, scope);
  const input = rowsOf(call);
  const inner = new Scope({ relation: input, environment, aggregates: true });
  const value = valueNode ? lowering.scalar(valueNode, inner) : countOf(call);
  const used = new Set(
    [turnedNode, ...(valueNode ? [...valueNode.descendants()] : [])].flatMap((n) =>
      n.kind === 'NameReference' ? [n.name] : [],
    ),
  );
  const keys =
    by.length > 0
      ? by.flatMap((e) => lowering.named(e, scope))
      : input.columns
          .filter((c) => !used.has(c.name))
          .map((c) => ({ name: c.name, value: column(c) }));
  return { turned: cast(turned, 'string'), value, keys };
}

/** The same value over only those rows for which a condition holds. */
function over(value: Scalar, condition: Scalar): Scalar {
  if (value.kind === 'aggregate')
    return { ...value, filter: value.filter ? allOf([value.filter, condition]) : condition };
  if (value.kind === 'call') return { ...value, args: value.args.map((a) => over(a, condition)) };
  if (value.kind === 'cast') return { ...value, value: over(value.value, condition) };
  return value.kind === 'path' ? { ...value, base: over(value.base, condition) } : value;
}

const definition: Plugin = definePlugin({
  name: 'pivot',
  about: 'Turns the values of a column into columns, with an aggregate in each.',
  source: 'https://learn.microsoft.com/kusto/query/pivot-plugin',
  probe(call) {
    const { turned, value, keys } = parts(call);
    const relation = aggregate(rowsOf(call), [{ name: 'value', value: turned }], []);
    return {
      relation,
      read: (rows) => {
        const names = rows
          .map(([v]) => String(v ?? ''))
          .filter((n) => n !== '')
          .sort();
        return [
          ...keys.map((k) => ({ name: k.name, type: k.value.type })),
          ...names.map((name) => ({ name, type: value.type })),
        ];
      },
    };
  },
  apply(call) {
    const { turned, value, keys } = parts(call);
    const columns = (call.node.columns ?? []).slice(keys.length);
    const values = columns.map(({ name }) => {
      const same = operatorCall('EqualExpression', [turned, literal('string', name)]);
      return { name, value: over(value, same) };
    });
    return aggregate(rowsOf(call), keys, values);
  },
  examples: [
    {
      query:
        'datatable(g:string, k:string, v:long)["x","a",1, "x","b",2, "y","a",3, "x","a",4] | evaluate pivot(k, sum(v)) | sort by g asc',
      columns: ['g:string', 'a:long', 'b:long'],
      rows: [
        ['x', 5, 2],
        ['y', 3, 0],
      ],
    },
    {
      query:
        'datatable(g:string, k:string)["x","a", "x","b", "y","a"] | evaluate pivot(k) | sort by g asc',
      rows: [
        ['x', 1, 1],
        ['y', 1, 0],
      ],
    },
    {
      query:
        'datatable(g:string, h:long, k:string)["x",1,"a", "x",2,"b"] | evaluate pivot(k, count(), g)',
      columns: ['g:string', 'a:long', 'b:long'],
      rows: [['x', 1, 1]],
    },
  ],
});

export default definition;
