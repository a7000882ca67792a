import { writeFile } from 'node:fs/promises';
import { quoteText } from '../base/index.ts';
import { misfit, type Source } from './checked-insert.ts';
import type { ReadContext } from './define-format.ts';
import type { JsonKey } from './json-types.ts';

/** Keys that DuckDB cannot give to a column of its own. */
const isOdd = ({ key }: JsonKey): boolean => key === '' || key.includes('\0');

/** The lines as a relation with columns `c0`, `c1` … */
export function linesSource(
  path: string,
  lineBytes: number,
  keys: readonly JsonKey[],
  repeats: boolean,
): Source {
  const folded = new Set(keys.map(({ key }) => key.toLowerCase()));
  const size = `maximum_object_size = ${lineBytes}`;
  if (repeats || folded.size < keys.length || keys.some(isOdd)) {
    const pointers = keys.map(({ key }) =>
      quoteText(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
    return (types) => {
      const part = (type: string, at: number): string => {
        const list = type === 'JSON' ? 'parts' : 'texts';
        const value = type === 'JSON' ? `nullif(${list}[${at + 1}], 'null')` : `${list}[${at + 1}]`;
        return `CAST(${value} AS ${type}) AS c${at}`;
      };
      const lists = [`json_extract_string(json, [${pointers.join(', ')}]) AS texts`];
      if (types.includes('JSON'))
        lists.push(`json_extract(json, [${pointers.join(', ')}]) AS parts`);
      return `(SELECT ${types.map(part).join(', ')} FROM (SELECT ${lists.join(', ')} FROM read_ndjson_objects(${quoteText(path)}, ${size})))`;
    };
  }
  return (types) => {
    const columns = keys.map(({ key }, at) => `${quoteText(key)}: '${types[at] ?? 'VARCHAR'}'`);
    return `read_json(${quoteText(path)}, format = 'newline_delimited', auto_detect = false, ${size}, columns = {${columns.join(', ')}}) AS line(${renamed(keys)})`;
  };
}

const renamed = (keys: readonly JsonKey[]): string => keys.map((_, at) => `c${at}`).join(', ');

/** What `strictSource` can hand a column over as. */
export type StrictType = 'VARCHAR' | 'JSON';

/**
 * The lines as a relation with columns `c0`, `c1` … whose reading fails where a line has another key or one
 * twice, or is no object; null where that cannot be had. DuckDB fails on unknown keys only where it found
 * the keys by itself: so it finds them in a model of ours, which it reads as the first of two files.
 */
export async function strictSource(
  { query, scratchFile, budget }: ReadContext,
  path: string,
  keys: readonly JsonKey[],
  types: readonly StrictType[],
): Promise<string | null> {
  const model = await scratchFile();
  if (keys.some(isOdd) || [model, path].some((one) => /[*?[\]{}]/.test(one))) return null;
  await writeFile(model, modelLines(keys, types));
  const relation = `read_json([${quoteText(model)}, ${quoteText(path)}], format = 'newline_delimited', records = 'true', auto_detect = true, sample_size = -1, maximum_sample_files = 1, map_inference_threshold = -1, field_appearance_threshold = 0, maximum_object_size = ${budget.lineBytes})`;
  const found = await query(`DESCRIBE SELECT * FROM ${relation}`);
  if (found.map((row) => row[1]).join() !== types.join()) return null;
  // A line that is `null` comes as a row without a value.
  const texts = keys.map((_, at) => `CAST(c${at} AS VARCHAR)`).join(', ');
  const isRecord = `CASE WHEN coalesce(${texts}) IS NULL THEN ${misfit} ELSE true END`;
  return `(SELECT ${renamed(keys)} FROM ${relation} AS line(${renamed(keys)}) WHERE file_index = 1 AND ${isRecord})`;
}

/** Records in which DuckDB finds these keys with these types: what is an array here and an object there is JSON. */
function modelLines(keys: readonly JsonKey[], types: readonly StrictType[]): string {
  const record = (json: string, others: string): string => {
    const members = keys.map(
      ({ key }, at) => `${JSON.stringify(key)}:${types[at] === 'JSON' ? json : others}`,
    );
    return `{${members.join(',')}}\n`;
  };
  return record('[0]', '"text"') + record('{"key":0}', '"text"');
}
