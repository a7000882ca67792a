import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { functions } from '../../src/kql/lower/catalog.ts';
import { operators } from '../../src/kql/lower/pipeline.ts';
import { plugins } from '../../src/kql/operators/evaluate.ts';
import { refused } from '../../src/kql/refused.ts';
import { reference } from '../kit/kql-reference.ts';

const text = reference();

it('docs/kql.md is what the definitions say (npm run gen writes it)', () => {
  expect(readFileSync('docs/kql.md', 'utf8')).toBe(text);
});

it('tells of every operator, plugin and function that is defined, and of what each differs in', () => {
  const defined = [...operators, ...plugins, ...functions];
  expect(defined.length).toBeGreaterThan(100);
  const told = (name: string): boolean => text.includes(`\`${name.replaceAll('|', '\\|')}\``);
  expect(defined.map((d) => d.name).filter((name) => !told(name))).toEqual([]);
  for (const { differs } of defined) if (differs) expect(text).toContain(differs);
});

it('says why of all that is refused', () => {
  expect(refused.size).toBeGreaterThan(10);
  for (const line of text.split('\n')) expect(line).not.toMatch(/\| refused \| *\|/);
});
