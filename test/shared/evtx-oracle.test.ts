import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  CHUNK_BYTES,
  FILE_HEADER_BYTES,
  openChunk,
  recordsOf,
} from '../../src/formats/evtx/chunk.ts';
import { Damage } from '../../src/formats/evtx/damage.ts';
import { EventReader } from '../../src/formats/evtx/event.ts';
import { escapeJson, recordJson } from '../../src/formats/evtx/json.ts';
import { Templates } from '../../src/formats/evtx/template.ts';
import { TextDecoderUtf16 } from '../../src/formats/evtx/text.ts';

/** A folder of event logs, and a Python that has the package `evtx`, the Rust reader. */
const { HUNTBOOK_BENCH_SAMPLES: samples, HUNTBOOK_BENCH_PYTHON: python } = process.env;

const oracle = `
import sys, json
from evtx import PyEvtxParser
records = PyEvtxParser(sys.argv[1]).records_json()
while True:
    try: r = next(records)
    except StopIteration: break
    except Exception: print(json.dumps({"error": True})); continue
    print(json.dumps({"id": r["event_record_id"], "data": json.dumps(json.loads(r["data"], strict=False), separators=(",", ":"), ensure_ascii=False)}))
`;

/** Id and JSON of every record of a file, and how many could not be read. */
function ours(path: string): { records: string[]; errors: number } {
  const bytes = readFileSync(path);
  const texts = new TextDecoderUtf16();
  const templates = new Templates();
  const records: string[] = [];
  let errors = 0;
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      errors++;
    }
  };
  for (let at = FILE_HEADER_BYTES; at + CHUNK_BYTES <= bytes.length; at += CHUNK_BYTES) {
    const slice = bytes.subarray(at, at + CHUNK_BYTES);
    if (slice.every((byte) => byte === 0)) continue;
    attempt(() => {
      const chunk = openChunk(slice, texts);
      const reader = new EventReader({ chunk, texts, templates, spare: [], work: { left: 0 } });
      for (const span of recordsOf(chunk, () => errors++))
        attempt(() => {
          reader.read(span);
          records.push(`${span.id} ${recordJson(reader.tree(span))}`);
        });
    });
  }
  return { records, errors };
}

it.skipIf(!samples || !python)(
  'reads the records of the Rust reader, given HUNTBOOK_BENCH_SAMPLES and HUNTBOOK_BENCH_PYTHON',
  () => {
    const files = readdirSync(samples ?? '', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.toLowerCase().endsWith('.evtx'))
      .sort();
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const path = join(samples ?? '', name);
      const out = execFileSync(python ?? '', ['-c', oracle, path], { maxBuffer: 2 ** 31 });
      const lines = out.toString('utf8').trimEnd().split('\n').filter(Boolean);
      const answers = lines.map((line) => JSON.parse(line) as { id: number; data: string });
      const wanted = answers.filter((answer) => 'id' in answer);
      const read = ours(path);
      const spelled = wanted.map(({ id, data }) => `${id} ${canonical(data)}`);
      expect(
        read.records.map((r) => r.replace(/ .*/s, (json) => ` ${canonical(json)}`)),
        name,
      ).toEqual(spelled);
      expect(read.errors, name).toBe(answers.length - wanted.length);
    }
  },
  3_600_000,
);

/** The same value spelled one way; control characters, which the oracle leaves raw, as escapes. */
function canonical(json: string): string {
  return JSON.stringify(JSON.parse(json.replace(/\p{Cc}/gu, (c) => escapeJson(c))));
}
