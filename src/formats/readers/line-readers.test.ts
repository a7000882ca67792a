import { expect, it } from 'vitest';
import { memoryInput, readToMemory } from '../../../test/kit/read-to-memory.ts';
import type { Format } from '../define-format.ts';
import accessLog from './access-log.ts';
import auditd from './auditd.ts';
import syslog from './syslog.ts';
import w3c from './w3c.ts';
import zeek from './zeek.ts';
import zeekJson from './zeek-json.ts';

const formats: Format[] = [accessLog, auditd, syslog, w3c, zeek, zeekJson];

/** A stored value as Kusto's REST answers spell it. */
function spelled(value: unknown, type: string): unknown {
  if (value === null) return type === 'string' ? '' : null;
  if (type === 'datetime') {
    const micros = BigInt(value as number);
    const seconds = new Date(Number(micros / 1000n)).toISOString().slice(0, 19);
    return `${seconds}.${String(((micros % 1_000_000n) + 1_000_000n) % 1_000_000n).padStart(6, '0')}0Z`;
  }
  if (type === 'timespan') {
    const ticks = BigInt(value as number);
    const clock = new Date(Number(ticks / 10_000n)).toISOString().slice(11, 19);
    return `${clock}.${String(ticks % 10_000_000n).padStart(7, '0')}`;
  }
  if (type === 'dynamic') return JSON.parse(value as string);
  return value;
}

it.each(formats.map((f) => [f.name, f] as const))('reads the examples of %s', async (_, format) => {
  for (const example of format.examples) {
    const input = memoryInput(example.bytes, { baseName: example.baseName });
    expect(format.sniff(await input.head(), example.baseName)).toBeGreaterThan(0.5);
    const tables = await readToMemory(format, input);
    const got = Object.fromEntries(
      [...tables].map(([name, { columns, rows }]) => [
        name,
        {
          columns,
          rows: rows.map((row) =>
            row.map((v, i) => spelled(v, columns[i]?.split(':').at(-1) ?? '')),
          ),
        },
      ]),
    );
    expect(got).toEqual(example.tables);
  }
});
