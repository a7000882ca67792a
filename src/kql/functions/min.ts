import { defineAggregate, type FunctionDefinition } from '../define.ts';

const definitions: readonly FunctionDefinition[] = (['min', 'max'] as const).map((name) =>
  defineAggregate({
    signature: `${name}(value: any)`,
    conditional: [`${name}if`],
    about: `The ${name === 'min' ? 'least' : 'greatest'} value; null where there is none. An empty text is none.`,
    source: `https://learn.microsoft.com/kusto/query/${name}-aggregation-function`,
    returns: ([value]) => value?.type ?? 'long',
    sql: {
      duckdb: (_, call) => {
        const [value] = call.args;
        if (!value) return call.refuse('needs a value');
        if (call.type === 'string')
          return `coalesce(${name}(nullif(${call.as(value, 'string')}, ''))${call.where}, '')`;
        return `${name}(${call.raw(value)})${call.where}`;
      },
    },
    examples: [
      {
        query: `datatable(a:long, s:string)[2, "b", 1, "", 3, "a", long(null), "c"] | summarize ${name}(a), ${name}(s), c = ${name}if(a, a == 2)`,
        columns: [`${name}_a:long`, `${name}_s:string`, 'c:long'],
        rows: [name === 'min' ? [1, 'a', 2] : [3, 'c', 2]],
      },
    ],
  }),
);

export default definitions;
