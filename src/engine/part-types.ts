import { type KustoType, quoteName, storedAs } from '../base/index.ts';
import type { PartColumn } from './part.ts';

/**
 * The narrowest type that holds the values of both: int and long give long, whole numbers with real give
 * real and with decimal give decimal, anything with dynamic gives dynamic, all else gives string. Only
 * whole numbers past 2^53 that meet reals are rounded.
 */
export function commonType(a: KustoType, b: KustoType): KustoType {
  if (a === b) return a;
  const pair = new Set([a, b]);
  if (pair.has('dynamic')) return 'dynamic';
  if (pair.has('int') || pair.has('long'))
    for (const wider of ['real', 'decimal', 'long'] as const)
      if (pair.has(wider) && (wider !== 'long' || pair.has('int'))) return wider;
  return 'string';
}

/** SQL that turns a stored value of one type into another, as `commonType` chose it; text is Kusto's own spelling. */
export function castStored(sql: string, from: KustoType, to: KustoType): string {
  if (from === to) return sql;
  if (to === 'long' || to === 'real' || to === 'decimal') return `CAST(${sql} AS ${storedAs[to]})`;
  const text = asText(sql, from);
  if (to === 'string') return text;
  if (from === 'int' || from === 'long' || from === 'bool') return `CAST(to_json(${sql}) AS JSON)`;
  if (from === 'real')
    return `CASE WHEN isfinite(${sql}) THEN CAST(to_json(${sql}) AS JSON) ELSE CAST(to_json(${text}) AS JSON) END`;
  return `CAST(to_json(${text}) AS JSON)`;
}

const tick = 10_000_000;

function asText(sql: string, from: KustoType): string {
  switch (from) {
    case 'bool':
      return `CASE ${sql} WHEN true THEN 'True' WHEN false THEN 'False' END`;
    case 'datetime':
      return `(strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%f') || '0Z')`;
    case 'timespan': {
      const days = `(abs(${sql}) // ${86400 * tick})`;
      const part = (unit: number, span: number): string =>
        `lpad(CAST((abs(${sql}) // ${unit * tick}) % ${span} AS VARCHAR), 2, '0')`;
      return `(CASE WHEN ${sql} < 0 THEN '-' ELSE '' END || CASE WHEN ${days} > 0 THEN CAST(${days} AS VARCHAR) || '.' ELSE '' END || ${part(3600, 24)} || ':' || ${part(60, 60)} || ':' || ${part(1, 60)} || CASE WHEN ${sql} % ${tick} = 0 THEN '' ELSE '.' || lpad(CAST(abs(${sql}) % ${tick} AS VARCHAR), 7, '0') END)`;
    }
    case 'string':
      return sql;
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
}

/** SQL of a part's column as a value of the given type, which `commonType` chose. */
export function partColumn({ physical, type, stored }: PartColumn, to: KustoType): string {
  return stored ? castStored(quoteName(physical), type, to) : `NULL::${storedAs[to]}`;
}
