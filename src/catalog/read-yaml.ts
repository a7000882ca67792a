import { readYaml as read } from '../yaml/index.ts';

/** A value as YAML gives it; mappings are Maps, so that no key of a file can be special. */
export type Yaml =
  | string
  | number
  | boolean
  | bigint
  | null
  | Date
  | Yaml[]
  | Map<unknown, Yaml>
  | object;

/** Read a file of queries. Errors: `catalog/bad-yaml`, with the file and line. */
export function readYaml(text: string, file: string): Yaml {
  const hint = 'Put the file right, or take it out of the folder of queries.';
  return read(text, { file, code: 'catalog/bad-yaml', hint }) as Yaml;
}

/** The mapping that a value is; empty for null, undefined for anything else. */
export function mapping(value: Yaml | undefined): ReadonlyMap<unknown, Yaml> | undefined {
  if (value === null || value === undefined) return new Map();
  return value instanceof Map ? value : undefined;
}

/** The texts of a list, or the one text that stands for a list. */
export function texts(value: Yaml | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.filter((item) => typeof item === 'string');
}
