import type { CheckedColumn, Reading } from './checked-insert.ts';
import {
  allKinds,
  kindCheck,
  kindTypes,
  kindValue,
  type TextKind,
  widerKinds,
} from './text-kinds.ts';

const zones: Partial<Record<TextKind, readonly boolean[]>> = {
  stated: [true],
  unstated: [false],
  mixed: [true, false],
};

/** The reading of a column of texts as a kind. */
export function textReading(kind: TextKind): Reading {
  const check = kindCheck[kind];
  const value = kindValue[kind];
  const said = zones[kind];
  return {
    type: kindTypes[kind],
    source: 'VARCHAR',
    check: kind === 'string' ? null : check,
    value,
    textCheck: kind === 'string' ? null : (c) => `${check(c)} AND TRY(${value(c)}) IS NOT NULL`,
    ...(said ? { zones: said } : {}),
  };
}

/** A column taken for null throughout, until a value turns up. */
const onlyNulls: Reading = {
  type: 'string',
  source: 'VARCHAR',
  check: () => 'false',
  value: (c) => c,
  textCheck: (c) => `${c} IS NULL`,
};

const readings = (kinds: readonly TextKind[]): [Reading, ...Reading[]] => {
  const [first = 'string', ...others] = kinds;
  return [textReading(first), ...others.map(textReading)];
};

/**
 * A column of texts whose sample was of a kind; null where the sample had no value. `kinds` are those that
 * its values may be read as.
 */
export function textColumn(
  name: string,
  sql: string,
  kind: TextKind | null,
  kinds: readonly TextKind[] = allKinds,
): CheckedColumn {
  if (kind === null)
    return { name, sql, readings: [onlyNulls], second: [onlyNulls, ...readings(kinds)] };
  const wider = widerKinds[kind].filter((k) => kinds.includes(k));
  return { name, sql, readings: [textReading(kind)], second: readings(wider) };
}
