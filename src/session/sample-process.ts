import { guardMemory, type Part, type PartWriter, writePart } from '../engine/index.ts';
import { type SampleTable, sampleTables } from '../samples/index.ts';

/** What the process is told: where the part goes, and from which seed. */
export interface SampleRequest {
  path: string;
  seed: number | undefined;
}

/** What it answers: the part, or why there is none. */
export type SampleAnswer = { part: Part } | { broken: string };

async function fill(writer: PartWriter, tables: readonly SampleTable[]): Promise<void> {
  const source = writer.source('sample', 'sample');
  for (const table of tables) {
    const sink = source.table(table.name);
    for (const { rowCount, values } of table.batches()) {
      const columns = table.columns.map((column, i) => ({ ...column, values: values[i] ?? [] }));
      await sink.write({ rowCount, columns });
    }
    const time = table.columns.find((c) => c.type === 'datetime');
    if (time) sink.zone(time.name, true);
  }
  source.keep();
}

guardMemory();
process.once('message', ({ path, seed }: SampleRequest) => {
  writePart(path, (writer) => fill(writer, sampleTables(seed))).then(
    (part) => process.send?.({ part } satisfies SampleAnswer),
    (error: unknown) => process.send?.({ broken: String(error) } satisfies SampleAnswer),
  );
});
