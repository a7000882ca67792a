import { type AggregateFunction, defineAggregate } from '../define.ts';

/** What values at one place were: plain types, and of bags and arrays what is in them. */
interface Shape {
  plain: Set<string>;
  properties: Map<string, Shape> | null;
  elements: Shape | null;
}

const maxDepth = 100;

const nothing = (): Shape => ({ plain: new Set(), properties: null, elements: null });

function plainType(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'double';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

function take(shape: Shape, value: unknown, depth: number): void {
  if (value === null || depth > maxDepth) return;
  if (Array.isArray(value)) {
    shape.elements ??= nothing();
    for (const item of value) take(shape.elements, item, depth + 1);
  } else if (typeof value === 'object') {
    shape.properties ??= new Map();
    for (const [name, inner] of Object.entries(value)) {
      const known = shape.properties.get(name) ?? nothing();
      shape.properties.set(name, known);
      take(known, inner, depth + 1);
    }
  } else shape.plain.add(plainType(value));
}

function shown({ plain, properties, elements }: Shape): unknown {
  const types: unknown[] = [...plain];
  if (properties) types.push(Object.fromEntries([...properties].map(([n, s]) => [n, shown(s)])));
  if (elements) types.push({ '`indexer`': shown(elements) });
  return types.length === 1 ? types[0] : types;
}

const definition: AggregateFunction = defineAggregate({
  signature: 'buildschema(value: dynamic): dynamic',
  about: 'The least schema that all values have: the types of each property.',
  source: 'https://learn.microsoft.com/kusto/query/buildschema-aggregation-function',
  compute: (values) => {
    const shape = nothing();
    for (const value of values ?? []) take(shape, value, 0);
    return values ? shown(shape) : null;
  },
  examples: [
    {
      query:
        'datatable(value: dynamic)[dynamic({"x":1, "y":3.5}), dynamic({"x":"somevalue", "z":[1, 2, 3]}), dynamic({"y":{"w":"zzz"}, "t":["aa", "bb"], "z":["foo"]})] | summarize buildschema(value)',
      columns: ['schema_value:dynamic'],
      rows: [
        [
          {
            x: ['long', 'string'],
            y: ['double', { w: 'string' }],
            z: { '`indexer`': ['long', 'string'] },
            t: { '`indexer`': 'string' },
          },
        ],
      ],
    },
  ],
});

export default definition;
