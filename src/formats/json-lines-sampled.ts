import { quoteText } from '../base/index.ts';
import { insertAs, misfit } from './checked-insert.ts';
import { strictSource } from './json-lines-source.ts';
import { columnsOf, type JsonFile, sampledName } from './json-lines-table.ts';
import type { JsonSample } from './json-sample.ts';
import { bracketLimit, isBrokenLine, type Shape } from './json-shape.ts';
import { type StrictReading, strictReading } from './json-strict.ts';

/**
 * Read the lines with the keys and types of a sample in one pass that holds every line to them: `unlike`
 * where a line has another key or type, `broken` where one is no JSON, and then nothing was read.
 */
export async function insertSampled(
  file: JsonFile,
  sample: JsonSample,
  shape: Shape,
): Promise<'read' | 'unlike' | 'broken'> {
  const { context, path } = file;
  if (shape.repeats || shape.keys.length === 0 || shape.keys.length > context.budget.width)
    return 'unlike';
  const { keys, columns } = columnsOf(shape, sample);
  const { name, typeAt } = sampledName(file, sample, keys);
  const readings = columns.flatMap((column, at) => {
    if (at === typeAt) return always(name);
    const reading = strictReading(column, {
      types: keys[at]?.types ?? new Set(),
      bracketed: sample.bracketed.has(keys[at]?.key ?? ''),
      maxBrackets: bracketLimit(context.budget.depth),
    });
    return reading ?? [];
  });
  if (readings.length < columns.length) return 'unlike';
  const source = await strictSource(
    context,
    path,
    keys,
    readings.map((reading) => reading.source),
  );
  if (source === null) return 'unlike';
  try {
    const sink = context.table(name);
    const rows = await insertAs({ sink, columns, source: () => source }, readings);
    return rows === null ? 'unlike' : 'read';
  } catch (error) {
    if (isBrokenLine(error)) return 'broken';
    throw error;
  }
}

/** A column that has this text in every row. */
function always(text: string): StrictReading {
  return {
    type: 'string',
    source: 'VARCHAR',
    check: null,
    value: (c) =>
      `CASE WHEN ${c} IS NOT DISTINCT FROM ${quoteText(text)} THEN ${c} ELSE ${misfit} END`,
    textCheck: null,
  };
}
