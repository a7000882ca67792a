import type { CheckedColumn, Reading } from './checked-insert.ts';
import type { StrictType } from './json-lines-source.ts';
import { brackets } from './json-shape.ts';

/** A reading whose source is one of those that let the check see the JSON type of a value. */
export interface StrictReading extends Reading {
  source: StrictType;
}

const text = (c: string): string => `CAST(${c} AS VARCHAR)`;
const isFlat = (c: string): string =>
  `NOT starts_with(${text(c)}, '{') AND NOT starts_with(${text(c)}, '[')`;

/**
 * The first reading of a column in a form that no value of another JSON type passes, as a text `"7"` would
 * pass for a number when DuckDB converts it; null where there is none. `types` are those of its values in the
 * sample; `bracketed`: some of its texts begin as nested JSON does; `maxBrackets` bounds the nesting.
 */
export function strictReading(
  { readings: [reading] }: CheckedColumn,
  about: { types: ReadonlySet<string>; bracketed: boolean; maxBrackets: number },
): StrictReading | null {
  const types = [...about.types].filter((type) => type !== 'NULL');
  if (types.length === 0) return { ...reading, source: 'JSON', check: () => 'false' };
  switch (reading.source) {
    case 'BIGINT':
      return {
        ...reading,
        source: 'JSON',
        check: (c) => `NOT contains(${text(c)}, '.')`,
        value: (c) => `CAST(${text(c)} AS BIGINT)`,
      };
    case 'DOUBLE': {
      const value = (c: string): string => `CAST(${text(c)} AS DOUBLE)`;
      // Fewer than 16 characters are no whole number past 2^53.
      const check = (c: string): string =>
        `strlen(${text(c)}) < 16 OR ${reading.check?.(value(c)) ?? 'true'}`;
      return { ...reading, source: 'JSON', check, value };
    }
    case 'BOOLEAN':
      return {
        ...reading,
        source: 'JSON',
        check: (c) => `${text(c)} IN ('true', 'false')`,
        value: (c) => `${text(c)} = 'true'`,
      };
    case 'JSON': {
      const check = (c: string): string => `${brackets(text(c))} <= ${about.maxBrackets}`;
      return { ...reading, source: 'JSON', check };
    }
    case 'VARCHAR': {
      if (!about.bracketed)
        return { ...reading, source: 'VARCHAR', check: reading.check ?? isFlat };
      if (types.some((type) => type !== 'VARCHAR') || reading.check) return null;
      return {
        ...reading,
        source: 'JSON',
        check: (c) => `starts_with(${text(c)}, '"')`,
        value: (c) => `json_extract_string(${c}, '$')`,
      };
    }
    default:
      return null;
  }
}
