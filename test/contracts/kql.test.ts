import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Example } from '../../src/kql/define.ts';
import { functions } from '../../src/kql/lower/catalog.ts';
import { operators } from '../../src/kql/lower/pipeline.ts';
import { plugins } from '../../src/kql/operators/evaluate.ts';
import { knownFunctions } from '../../src/kql/parse/bind.ts';
import { type Engine, openEngine } from '../kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

async function check(example: Example): Promise<void> {
  const answer = await engine.kql(example.query);
  if (example.columns)
    expect(answer.columns.map((c) => `${c.name}:${c.type}`)).toEqual(example.columns);
  const close = (value: unknown): unknown =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;
  expect(
    answer.rows.map((r) => r.map(close)),
    answer.sql,
  ).toEqual(example.rows.map((r) => r.map(close)));
}

describe('every KQL operator', () => {
  it('is defined', () => expect(operators.length).toBeGreaterThan(5));
  for (const operator of operators)
    operator.examples.forEach((example, i) => {
      it(`${operator.name} gives the rows of its example ${i + 1}`, () => check(example));
    });
});

describe('every KQL plugin', () => {
  const known = knownFunctions('plugin');
  it('is defined', () => expect(plugins.length).toBeGreaterThan(1));
  for (const plugin of plugins) {
    it(`${plugin.name} is known to Kusto`, () => expect(known.has(plugin.name)).toBe(true));
    plugin.examples.forEach((example, i) => {
      it(`${plugin.name} gives the rows of its example ${i + 1}`, () => check(example));
    });
  }
});

describe('every KQL function', () => {
  it('is defined once', () => {
    const names = functions.flatMap((f) => f.names);
    expect(names.length).toBeGreaterThan(50);
    const seen = new Set<string>();
    // count and any are a name of several kinds of function in Kusto too.
    const twice = functions
      .flatMap((f) =>
        f.names.map(
          (n) => `${f.kind === 'aggregate' || f.kind === 'tuple' ? 'aggregate' : 'row'} ${n}`,
        ),
      )
      .filter((n) => seen.has(n) || !seen.add(n));
    expect(twice).toEqual([]);
  });

  for (const fn of functions) {
    fn.examples.forEach((example, i) => {
      it(`${fn.name} gives the rows of its example ${i + 1}`, () => check(example));
    });
    it(`${fn.name} says where its behaviour is described`, () => {
      expect(fn.source).toMatch(/^https:\/\//);
    });
  }
});

describe('names and numbers of arguments', () => {
  const scalar = knownFunctions('scalar');
  const aggregate = knownFunctions('aggregate');
  it('are read from the language service', () => expect(scalar.size).toBeGreaterThan(300));

  for (const fn of functions) {
    if (fn.kind === 'scalar' && fn.syntax.length > 0) continue;
    it(`${fn.name} is known to Kusto, and takes no fewer and no more arguments`, () => {
      const known = fn.kind === 'scalar' || fn.kind === 'window' ? scalar : aggregate;
      const other = known === scalar ? aggregate : scalar;
      for (const name of fn.names) {
        const kusto = known.get(name) ?? other.get(name);
        expect(kusto, `Kusto has no function ${name}`).toBeDefined();
        if (!kusto) continue;
        expect(fn.least, `${name}: fewest arguments`).toBeGreaterThanOrEqual(kusto.least);
        if (Number.isFinite(fn.most))
          expect(fn.most, `${name}: most arguments`).toBeLessThanOrEqual(kusto.most);
      }
    });
  }
});
