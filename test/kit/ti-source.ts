import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Asking,
  ask,
  askSource,
  Budget,
  type LedgerEntry,
  type LocalTables,
  observableOf,
  type TiSource,
  type Told,
} from '../../src/enrich/index.ts';
import { refang } from '../../src/extract/index.ts';
import type { StandIn } from './stand-in.ts';

type Example = TiSource['examples'][number];

/** A key as no answer of a service holds one. */
export const secretOf = (name: string): string => `SeCrEt-${name}-0123456789`;

/** A text of an example, which says `BASE/` for the address of the stand-in. */
export const atBase = (text: string, base: string): string => text.replace('BASE/', base);

/** Settings under which a source talks to a stand-in, with made-up keys and the files of an example. */
export function settingsFor(
  source: TiSource,
  base: string,
  { settings = {}, files = {} }: Pick<Example, 'settings' | 'files'>,
): { settings: ReadonlyMap<string, string>; close: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'huntbook-ti-'));
  const made = Object.entries(files).map(([name, text], i): [string, string] => {
    const path = join(folder, `${i}-${name}`);
    writeFileSync(path, text);
    return [name, path];
  });
  const found = new Map<string, string>([
    ...source.settings
      .filter(({ needed }) => needed)
      .map(({ name }): [string, string] => [name, secretOf(name)]),
    ...source.services.map(({ setting }): [string, string] => [setting, base]),
    ...made,
    ...Object.entries(settings).map(([name, text]): [string, string] => [name, atBase(text, base)]),
  ]);
  return { settings: found, close: () => rmSync(folder, { recursive: true }) };
}

/** Let a stand-in answer as an example shows, and note what it was sent. */
export function answering(standIn: StandIn, answers: Example['answers'] = {}): string[] {
  const bodies: string[] = [];
  standIn.handler = (request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      bodies.push(body);
      const place = `${request.method} ${request.url}`;
      const found = [`${place} ${body}`, place].find((one) => Object.hasOwn(answers, one));
      if (found === undefined) return response.writeHead(404).end('{}');
      const said = answers[found];
      return response.end(typeof said === 'string' ? said : JSON.stringify(said));
    });
  };
  return bodies;
}

/** The tables of an example, as a hunt would give them. */
export function tablesOf({ tables = {} }: Pick<Example, 'tables'>): LocalTables {
  return {
    edition: tables,
    tables: () => Object.keys(tables),
    rows: (kql) => Promise.resolve(tables[kql.split(' ')[0] ?? ''] ?? []),
  };
}

/** What asking one source about a text gives, and what the ledger says of it. */
export async function askOf(
  source: TiSource,
  text: string,
  settings: ReadonlyMap<string, string>,
  more: Partial<Asking> & { signal?: AbortSignal } = {},
): Promise<{ told: Told; ledger: LedgerEntry[] }> {
  const ledger: LedgerEntry[] = [];
  const setting = (name: string): string | undefined => settings.get(name);
  const askable = askSource(source, {
    tool: 'ti_lookup',
    asks: (value) => observableOf(refang(value)),
    setting,
    optional: false,
  });
  const { signal, ...rest } = more;
  const asking: Asking = {
    allowed: new Set(['ti_lookup']),
    stores: [],
    pace: () => new Budget({ who: source.name, allowances: [], file: null }),
    timeoutMs: 20_000,
    most: 100,
    setting,
    ledger: (entry) => ledger.push(entry),
    ...rest,
  };
  const answers = await ask([askable], [text], asking, signal);
  const [told] = answers.get(text) ?? [];
  if (!told) throw new Error(`${source.name} gave no answer`);
  return { told, ledger };
}

const hostile: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x',
  [],
  {},
  [null],
  [[]],
  { a: null },
];

/** A value again and again, with something else in one place of it each time. */
export function* mutations(value: unknown): Generator<unknown> {
  yield* hostile;
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  const copy = (name: string, changed: unknown): unknown =>
    isList
      ? value.map((one, i) => (String(i) === name ? changed : one))
      : { ...value, [name]: changed };
  for (const [name, one] of Object.entries(value).slice(0, 30))
    for (const changed of mutations(one)) yield copy(name, changed);
}
