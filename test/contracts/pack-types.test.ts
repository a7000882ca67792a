import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packTypes } from '../kit/pack-types.ts';

it('the types of the named queries are those of the packs', () => {
  expect(readFileSync('src/catalog/packs.gen.ts', 'utf8')).toBe(packTypes());
});
