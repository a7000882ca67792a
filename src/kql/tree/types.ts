import type { KustoType } from '../../base/index.ts';

const numbers: readonly KustoType[] = ['int', 'long', 'decimal', 'real'];

export function isNumber(type: KustoType): boolean {
  return numbers.includes(type);
}

/** The type that values of all these types can be given without loss, as Kusto chooses it. */
export function commonType(types: readonly KustoType[]): KustoType {
  const distinct = [...new Set(types)];
  const [only] = distinct;
  if (only === undefined) return 'dynamic';
  if (distinct.length === 1) return only;
  if (distinct.every(isNumber))
    return distinct.reduce((a, b) => (numbers.indexOf(a) > numbers.indexOf(b) ? a : b));
  if (distinct.includes('string')) return 'string';
  const scalars = distinct.filter((t) => t !== 'dynamic');
  return scalars.length === 1 && scalars[0] ? scalars[0] : 'dynamic';
}
