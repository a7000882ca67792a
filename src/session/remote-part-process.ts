import { HuntError } from '../base/index.ts';
import {
  guardMemory,
  type Part,
  type PartSource,
  PartWriter,
  type TableSink,
} from '../engine/index.ts';
import type { RemotePart, RemoteValue } from '../providers/index.ts';

/**
 * What the process is told: where the part goes; then rows of answers, each answer by its number, as they come; of each answer
 * that it was all or that its rows are not wanted; at the end that there are no more.
 */
export type RemoteRequest =
  | { ask: 'open'; path: string; format: string }
  | {
      ask: 'rows';
      answer: number;
      source: string;
      columns: RemotePart['columns'];
      rows: readonly (readonly RemoteValue[])[];
    }
  | { ask: 'keep'; answer: number; notes: readonly string[] }
  | { ask: 'drop'; answer: number }
  | { ask: 'finish' };

/** What it answers to each: that it is done, with the part at the end, or why there is none. */
export type RemoteAnswer =
  | { done: true; part?: Part }
  | { refused: { code: string; message: string; hint?: string } }
  | { broken: string };

/** The rows of one answer while they come. Each answer has a table of its own, named by its number. */
interface Answer {
  source: PartSource;
  sink: TableSink;
  zoned: Set<string>;
}

let writer: PartWriter | null = null;
let format = '';
const answers = new Map<number, Answer>();

async function answer(request: RemoteRequest): Promise<RemoteAnswer> {
  if (request.ask === 'open') {
    writer = await PartWriter.open(request.path);
    format = request.format;
    return { done: true };
  }
  if (!writer) throw new Error('no part was begun');
  if (request.ask === 'finish') return { done: true, part: await writer.finish() };
  if (request.ask === 'rows') await write(request, writer);
  else await end(request);
  return { done: true };
}

async function write(
  { answer: number, source: from, columns, rows }: RemoteRequest & { ask: 'rows' },
  part: PartWriter,
): Promise<void> {
  let known = answers.get(number);
  if (!known) {
    const source = part.source(from, format);
    known = { source, sink: source.table(String(number)), zoned: new Set() };
    answers.set(number, known);
  }
  const { sink, zoned } = known;
  const values = columns.map((_, i) => rows.map((row) => row[i] ?? null));
  await sink.write({
    rowCount: rows.length,
    columns: columns.map(({ name, type }, i) => ({ name, type, values: values[i] ?? [] })),
  });
  for (const { name, type } of columns) {
    if (type !== 'datetime' || zoned.has(name)) continue;
    zoned.add(name);
    sink.zone(name, true);
  }
}

async function end(request: RemoteRequest & { ask: 'keep' | 'drop' }): Promise<void> {
  const known = answers.get(request.answer);
  if (!known) return;
  answers.delete(request.answer);
  if (request.ask === 'drop') {
    await known.source.discard();
    return;
  }
  for (const note of request.notes) known.sink.note(note);
  known.source.keep();
}

function wrong(error: unknown): RemoteAnswer {
  if (!(error instanceof HuntError)) return { broken: String(error) };
  const { code, message, hint } = error;
  return { refused: { code, message, ...(hint ? { hint } : {}) } };
}

guardMemory();
process.on('message', (request: RemoteRequest) => {
  answer(request).then(
    (told) => process.send?.(told),
    (error: unknown) => process.send?.(wrong(error)),
  );
});
