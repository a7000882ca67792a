import { HuntError } from '../base/index.ts';
import { guardMemory, type Part, PartWriter, type TableSink } from '../engine/index.ts';
import type { RemotePart, RemoteValue } from '../providers/index.ts';

/** What the process is told: where the part goes; then rows, one after the other; then that these were all. */
export type RemoteRequest =
  | { ask: 'open'; path: string; table: string; source: string; format: string }
  | { ask: 'rows'; columns: RemotePart['columns']; rows: readonly (readonly RemoteValue[])[] }
  | { ask: 'finish'; notes: readonly string[] };

/** What it answers to each: that it is done, with the part at the end, or why there is none. */
export type RemoteAnswer =
  | { done: true; part?: Part }
  | { refused: { code: string; message: string; hint?: string } }
  | { broken: string };

let writer: PartWriter | null = null;
let keep: (() => unknown) | null = null;
let sink: TableSink | null = null;
const zoned = new Set<string>();

async function answer(request: RemoteRequest): Promise<RemoteAnswer> {
  if (request.ask === 'open') {
    writer = await PartWriter.open(request.path);
    const source = writer.source(request.source, request.format);
    sink = source.table(request.table);
    keep = () => source.keep();
    return { done: true };
  }
  if (!writer || !sink || !keep) throw new Error('no part was begun');
  if (request.ask === 'rows') {
    const { columns, rows } = request;
    const values = columns.map((_, i) => rows.map((row) => row[i] ?? null));
    await sink.write({
      rowCount: rows.length,
      columns: columns.map(({ name, type }, i) => ({ name, type, values: values[i] ?? [] })),
    });
    for (const { name, type } of columns)
      if (type === 'datetime' && !zoned.has(name)) {
        zoned.add(name);
        sink.zone(name, true);
      }
    return { done: true };
  }
  for (const note of request.notes) sink.note(note);
  keep();
  return { done: true, part: await writer.finish() };
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
