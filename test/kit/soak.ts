import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../../src/protocol/index.ts';
import type { Sample, Tolerance } from './growth.ts';
import { childrenOf, Refused, Served } from './served.ts';

/** What each figure may rise by over the second half of a soak. */
export const soakTolerances: Readonly<Record<string, Tolerance>> = {
  'server, MB': { least: 32, share: 0.1 },
  'engine, MB': { least: 80, share: 0.1 },
  'open files of the server': { least: 3, share: 0 },
  'open files of the engine': { least: 3, share: 0 },
  children: { least: 0.5, share: 0 },
  'temporary files': { least: 3, share: 0 },
  'temporary, MB': { least: 64, share: 0.1 },
};

const rows = 20_000;

/** What a soak did, how often, and what it was told that it should not have been. */
export interface Soaked {
  readonly samples: readonly Sample[];
  readonly done: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
}

/**
 * Use one workbench for some minutes as a busy analyst with two windows does, and look at what it holds, each time
 * when nothing runs. Files are really opened in the first half only: what is open stays open, and so takes room.
 */
export async function soak(options: {
  minutes: number;
  program?: string;
  tell: (line: string) => void;
}): Promise<Soaked> {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-soak-'));
  const scratch = join(folder, 'scratch');
  const home = join(folder, 'home');
  await mkdir(scratch);
  await mkdir(join(home, 'hunts'), { recursive: true });
  await writeFile(join(home, 'logons.csv'), logons(rows));
  await writeFile(join(home, 'broken.evtx'), Buffer.alloc(8192, 'ElfFile'));
  const served = await Served.start({
    words: ['--sample', 'logons.csv'],
    cwd: home,
    scratch,
    ...(options.program ? { program: options.program } : {}),
  });
  try {
    await served.last('opening', {});
    return await new Soak(served, { home, scratch, ...options }).run();
  } finally {
    await served.kill('SIGTERM');
    const left = await readdir(scratch);
    options.tell(`left behind after the end: ${left.length === 0 ? 'nothing' : left.join(', ')}`);
    await rm(folder, { recursive: true, force: true });
  }
}

const logons = (count: number): string =>
  `TimeGenerated,Account,Computer,Status\n${Array.from(
    { length: count },
    (_, n) =>
      `${new Date(1_760_000_000_000 + n * 1000).toISOString()},user${n % 97},host${n % 31},${n % 5}\n`,
  ).join('')}`;

const queries: readonly string[] = [
  'logons | summarize N = count() by Account | order by N desc',
  'logons | where Account has "user7" | extend Hour = bin(TimeGenerated, 1h) | summarize count() by Hour, Computer',
  'DeviceProcessEvents | where FileName contains "power" | project Timestamp, DeviceName, ProcessCommandLine',
  'DeviceLogonEvents | join kind=inner (DeviceProcessEvents | summarize P = count() by DeviceName) on DeviceName | take 5000',
  'union withsource=T * | summarize count() by T',
  'logons | extend D = pack_all() | mv-expand k = bag_keys(D) to typeof(string) | summarize dcount(Account) by k',
  'print x = base64_decode_tostring("aGVsbG8=")',
];
const long =
  'range a from 1 to 400000000 step 1 | extend h = hash_sha256(tostring(a)) | summarize dcount(h)';

class Soak {
  readonly #served: Served;
  readonly #at: { home: string; scratch: string; minutes: number; tell: (line: string) => void };
  readonly #done = new Map<string, number>();
  readonly #faults: string[] = [];
  #random = 42;

  constructor(
    served: Served,
    at: { home: string; scratch: string; minutes: number; tell: (line: string) => void },
  ) {
    this.#served = served;
    this.#at = at;
  }

  async run(): Promise<Soaked> {
    const samples: Sample[] = [];
    const began = performance.now();
    const { minutes, tell } = this.#at;
    const everyMs = Math.min(20_000, (minutes * 60_000) / 24);
    const minute = (): number => (performance.now() - began) / 60_000;
    while (minute() < minutes) {
      const until = performance.now() + everyMs;
      const busy = { first: minute() * 2 < minutes, until };
      await Promise.all([this.#use(busy), this.#use(busy)]);
      const sample = { minute: minute(), figures: await this.#look() };
      samples.push(sample);
      tell(lineOf(sample));
    }
    return { samples, done: this.#done, faults: this.#faults };
  }

  /** Some use until it is time to look. */
  async #use({ first, until }: { first: boolean; until: number }): Promise<void> {
    const acts: readonly [string, () => Promise<unknown>][] = [
      ['query', () => this.#query()],
      ['query', () => this.#query()],
      ['cancel', () => this.#cancel()],
      ['export', () => this.#export()],
      ['hunt', () => this.#hunt()],
      ['reload', () => this.#reload()],
      ['refused file', () => this.#open('broken.evtx')],
      ['cancelled reading', () => this.#cancelReading()],
    ];
    while (performance.now() < until) {
      const n = Math.floor(this.#next() * (acts.length + (first ? 0.1 : 0)));
      const [name, act] = acts[n] ?? ['open', () => this.#open('logons.csv')];
      try {
        await act();
        this.#done.set(name, (this.#done.get(name) ?? 0) + 1);
      } catch (error) {
        this.#faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  /** A number from 0 to 1, the same sequence each time. */
  #next(): number {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#random / 2 ** 32;
  }

  #any<T>(of: readonly T[]): T {
    const found = of[Math.floor(this.#next() * of.length)];
    if (found === undefined) throw new Error('there is nothing to choose from');
    return found;
  }

  async #result(text: string): Promise<Extract<RunEvent, { kind: 'result' }>> {
    let result: Extract<RunEvent, { kind: 'result' }> | null = null;
    for await (const event of this.#served.stream('run', { text })) {
      if (event.kind === 'failed') throw new Refused(event.problem);
      if (event.kind === 'result') result = event;
    }
    if (!result) throw new Error('a query gave no result');
    return result;
  }

  async #query(): Promise<void> {
    const { result, columns } = await this.#result(this.#any(queries));
    const orderBy = [{ column: columns[0]?.name ?? '', descending: true }];
    await this.#served.call('page', { result, offset: 0, limit: 200, orderBy: [], where: [] });
    await this.#served.call('page', { result, offset: 0, limit: 200, orderBy, where: [] });
    if (this.#next() < 0.5) await this.#served.call('release', { results: [result] });
  }

  async #cancel(): Promise<void> {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50 + this.#next() * 400);
    await this.#served.last('run', { text: long }, stop.signal).catch(() => {});
  }

  async #cancelReading(): Promise<void> {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), this.#next() * 150);
    const paths = [join(this.#at.home, 'hunts'), 'broken.evtx'];
    await this.#served.last('open', { paths, uploads: [] }, stop.signal).catch(() => {});
  }

  async #export(): Promise<void> {
    const { result } = await this.#result('logons');
    const format = this.#any(['csv', 'jsonl', 'parquet'] as const);
    const said = await this.#served.last('save', { result, kql: '', format, name: 'rows' });
    if (said.kind === 'failed') throw new Refused(said.problem);
    if (said.kind !== 'saved' || this.#next() < 0.3) return;
    const answer = await this.#served.get(`/api/saved/${said.file.id}`);
    if ((await answer.arrayBuffer()).byteLength !== said.file.sizeBytes)
      throw new Error('a saved file came cut');
  }

  async #hunt(): Promise<void> {
    const { call } = this;
    const page = crypto.randomUUID();
    const scratch = `# Soak\n\n\`\`\`kql\n${this.#any(queries)}\n\`\`\`\n`;
    const opened = await call('huntOpen', { page, from: { scratch } });
    const { hunt, version: base } = opened;
    const said = await this.#served.last('huntRun', { hunt, blocks: null });
    if (said.kind === 'failed') throw new Refused(said.problem);
    const edit = { kind: 'title' as const, title: `Soak ${this.#next()}` };
    await call('huntEdit', { hunt, base, edit, group: null, over: true });
    const report = await this.#served.last('report', { hunt });
    if (report.kind === 'failed') throw new Refused(report.problem);
    if (report.kind === 'saved')
      await (await this.#served.get(`/api/saved/${report.file.id}`)).arrayBuffer();
    await call('huntClose', { hunt, page });
  }

  readonly call: Served['call'] = (name, body) => this.#served.call(name, body);

  async #reload(): Promise<void> {
    const page = await (await this.#served.get('/')).text();
    const assets = [...page.matchAll(/(?:src|href)="\.?(\/assets\/[^"]+)"/g)];
    for (const [, path = ''] of assets) await (await this.#served.get(path)).arrayBuffer();
    await Promise.all([
      this.call('state', {}),
      this.call('hunts', {}),
      this.#served.last('opening', {}),
    ]);
  }

  async #open(name: string): Promise<void> {
    const paths = [join(this.#at.home, name)];
    const said = await this.#served.last('open', { paths, uploads: [] });
    if (said.kind === 'failed') throw new Refused(said.problem);
  }

  async #look(): Promise<Record<string, number>> {
    const { pid } = this.#served;
    const children = childrenOf(pid);
    const engine = children.find(({ runs }) => runs.startsWith('engine-process'))?.pid ?? 0;
    const files = await filesBelow(this.#at.scratch);
    return {
      'server, MB': await megabytesOf(pid),
      'engine, MB': await megabytesOf(engine),
      'open files of the server': await openFilesOf(pid),
      'open files of the engine': await openFilesOf(engine),
      children: children.length,
      'temporary files': files.count,
      'temporary, MB': files.megabytes,
    };
  }
}

const lineOf = ({ minute, figures }: Sample): string =>
  `${minute.toFixed(1).padStart(5)} min  ${Object.entries(figures)
    .map(([of, figure]) => `${of}: ${Math.round(figure)}`)
    .join(' · ')}`;

async function megabytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

const openFilesOf = async (pid: number): Promise<number> =>
  (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;

async function filesBelow(folder: string): Promise<{ count: number; megabytes: number }> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map((name) =>
      stat(join(folder, name)).then(
        (found) => found.size,
        () => 0,
      ),
    ),
  );
  return { count: entries.length, megabytes: sizes.reduce((a, b) => a + b, 0) / 2 ** 20 };
}
