import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Calls, Problem, Streams } from '../../src/protocol/index.ts';

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a workbench is started as a program of its own. */
export interface ServedOptions {
  /** What stands behind `huntbook workbench`. */
  words: readonly string[];
  cwd: string;
  /** Where it keeps what is for now. */
  scratch: string;
  env?: Readonly<Record<string, string>>;
  /** The compiled program, if not that of this checkout. */
  program?: string;
}

/** A workbench that runs as it does for a user, from outside: it can be killed, and its page is this object. */
export class Served {
  readonly process: ChildProcess;
  readonly page: string = crypto.randomUUID();
  /** What it has printed on stderr. */
  stderr = '';
  readonly #origin: string;
  #cookie = '';

  private constructor(child: ChildProcess, link: string) {
    this.process = child;
    this.#origin = new URL(link).origin;
    child.stderr?.on('data', (text: Buffer) => {
      this.stderr += text.toString();
    });
  }

  static async start({ words, cwd, scratch, env, ...other }: ServedOptions): Promise<Served> {
    const child = spawn(
      process.execPath,
      [other.program ?? program, 'workbench', '--no-browser', ...words],
      { cwd, env: { ...process.env, TMPDIR: scratch, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const link = await new Promise<string>((done, fail) => {
      let said = '';
      const hear = (text: Buffer): void => {
        said += text.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(said);
        if (found) done(found[0]);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.on('exit', () => fail(new Error(`the workbench ended before it gave a link: ${said}`)));
    });
    const served = new Served(child, link);
    const answer = await fetch(link, { redirect: 'manual' });
    served.#cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return served;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Fetch a page or a file as the browser does. */
  get(path: string): Promise<Response> {
    return fetch(`${this.#origin}${path}`, { headers: { Cookie: this.#cookie } });
  }

  async #post(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<Response> {
    const response = await fetch(`${this.#origin}/api/${path}`, {
      method: 'POST',
      headers: { Cookie: this.#cookie, Origin: this.#origin, ...headers },
      body,
      ...(signal && { signal }),
    });
    if (!response.ok) throw new Refused(await told(response));
    return response;
  }

  async call<K extends keyof Calls>(name: K, body: Calls[K]['body']): Promise<Calls[K]['answer']> {
    const json = { 'Content-Type': 'application/json' };
    const answer = await this.#post(name, JSON.stringify(body), json);
    return answer.json() as Promise<Calls[K]['answer']>;
  }

  async *stream<K extends keyof Streams>(
    name: K,
    body: Streams[K]['body'],
    signal?: AbortSignal,
  ): AsyncGenerator<Streams[K]['event']> {
    const json = { 'Content-Type': 'application/json' };
    const answer = await this.#post(name, JSON.stringify(body), json, signal);
    if (!answer.body) return;
    let rest = '';
    const text = new TextDecoder();
    for await (const bytes of answer.body) {
      const lines = (rest + text.decode(bytes as Uint8Array, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as Streams[K]['event'];
    }
  }

  /** The last event of a stream. */
  async last<K extends keyof Streams>(
    name: K,
    body: Streams[K]['body'],
    signal?: AbortSignal,
  ): Promise<Streams[K]['event']> {
    let last: Streams[K]['event'] | null = null;
    for await (const event of this.stream(name, body, signal)) last = event;
    if (last === null) throw new Error(`${name} said nothing`);
    return last;
  }

  async upload(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const headers = { 'Content-Type': 'application/octet-stream', 'X-File-Name': name };
    const answer = await this.#post('upload', bytes, headers);
    return ((await answer.json()) as { upload: string }).upload;
  }

  /** End it without a chance to tidy up, and wait until it is gone. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const { process: child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill('SIGTERM');
  }
}

/** A problem that the workbench told. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.message}`);
    this.problem = problem;
  }
}

async function told(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return { code: `http/${response.status}`, message: text, hint: null, span: null, findings: [] };
  }
}

/** The processes that a process has started, by the last word of what they run; Linux only. */
export function childrenOf(pid: number): { pid: number; runs: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      if (!/^\d+$/.test(name)) return [];
      const status = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
      if (parent !== pid) return [];
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').filter(Boolean);
      return [{ pid: Number(name), runs: words.at(-1)?.split('/').at(-1) ?? '' }];
    } catch {
      return [];
    }
  });
}
