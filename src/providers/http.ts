import { setTimeout as sleep } from 'node:timers/promises';
import { HuntError } from '../base/index.ts';
import type { AzureTransport } from './sign-in.ts';

export interface Ask {
  url: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  body?: string | URLSearchParams | Uint8Array<ArrayBuffer>;
  /** Gives the `Authorization` header; `fresh` where the last one was refused. */
  authorize?: (fresh: boolean) => Promise<string>;
  /** Asking twice would not give the same, so that only what was turned away at the door is asked again. */
  once?: boolean;
  /** A status that is an answer like any other, such as 404 where something may not be there. */
  alsoAnswer?: number;
  /** Called before it is asked again though it may have been taken: not where it was only turned away (429, 503). */
  again?: () => void;
  signal: AbortSignal;
}

/** By what is asked, where it is not what is usual. */
export interface Transport {
  fetch?: typeof fetch;
  azure?: AzureTransport;
  firstDelayMs?: number;
}

export interface HttpParts {
  /** How messages call the service. */
  who: string;
  fetch?: typeof fetch;
  /** What is waited before the second try where the service does not say; doubled for each further one. */
  firstDelayMs?: number;
  /** Takes what must not be seen out of a text. */
  scrub?: (text: string) => string;
}

const tries = 5;
/** What a service may ask to wait; past it, the user is told instead. */
export const longestWaitMs = 300_000;
const mostBytes = 256 * 1024 * 1024;
const faultBytes = 64 * 1024;

/** Asks a service over HTTP: patient where it is busy, as long as it asks for, and never past a limit. */
export class Http {
  readonly who: string;
  readonly #fetch: typeof fetch;
  /** What is waited first where nobody says how long; also between looks at a job. */
  readonly firstDelayMs: number;
  readonly #scrub: (text: string) => string;

  constructor({ who, fetch: own, firstDelayMs = 1000, scrub = (text) => text }: HttpParts) {
    this.who = who;
    this.#fetch = own ?? fetch;
    this.firstDelayMs = firstDelayMs;
    this.#scrub = scrub;
  }

  /**
   * The answer, once there is one that is no fault; its body is not read yet. Throttling and faults of the server are
   * tried again, a refused sign-in once, anew. Errors: `providers/throttled`, `refused`, `bad-query`, `unreachable`, `failed`.
   */
  async ask(ask: Ask): Promise<Response> {
    let fresh = false;
    for (let attempt = 1; ; attempt++) {
      const response = await this.#once(ask, fresh, attempt);
      if (response?.ok || (response && response.status === ask.alsoAnswer)) return response;
      if (response?.status === 401 && ask.authorize && !fresh) {
        fresh = true;
        await response.body?.cancel();
        continue;
      }
      const busy = response?.status === 429;
      const again = busy || (!ask.once && (response === null || response.status >= 500));
      const text = response ? await this.#limited(response, faultBytes, true) : '';
      const waitMs = waitOf(response?.headers, this.firstDelayMs * 2 ** (attempt - 1));
      if (!again || attempt === tries || waitMs > longestWaitMs)
        throw this.fault(response?.status ?? 0, text, waitMs);
      if (!busy && response?.status !== 503) ask.again?.();
      await sleep(waitMs, undefined, { signal: ask.signal }).catch(() => {
        throw ask.signal.reason;
      });
    }
  }

  /** The body of an answer. Errors: as `ask`, and `providers/too-large`. */
  async text(ask: Ask): Promise<string> {
    return (await this.answer(ask)).text;
  }

  /** The body of an answer, its status and headers. Errors: as `text`. */
  async answer(ask: Ask): Promise<{ text: string; status: number; headers: Headers }> {
    const response = await this.ask(ask);
    const text = await this.#limited(response, mostBytes, false, ask.signal);
    return { text, status: response.status, headers: response.headers };
  }

  /** The body as lines, as they come. Errors: as `ask`, and `providers/cut-off` where the connection breaks. */
  async *lines(ask: Ask): AsyncIterable<string> {
    const response = await this.ask(ask);
    const decoder = new TextDecoder();
    /** A line that has not ended yet, in the pieces that came. */
    let begun: string[] = [];
    let length = 0;
    for await (const bytes of this.#bytes(response, ask.signal)) {
      const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n');
      begun.push(first);
      length += first.length;
      if (length > mostBytes / 8) throw this.#tooLarge();
      const last = others.pop();
      if (last === undefined) continue;
      yield begun.join('');
      yield* others;
      begun = [last];
      length = last.length;
    }
    begun.push(decoder.decode());
    yield begun.join('');
  }

  /** What the user is told of a status and what the service said with it. */
  fault(status: number, text: string, waitMs = 0): HuntError {
    const said = this.#scrub(wordsOf(text));
    const told = said === '' ? '' : `: ${said}`;
    const about = (code: string, message: string, hint: string): HuntError =>
      new HuntError({ code: `providers/${code}`, message: `${this.who} ${message}`, hint });
    if (status === 0)
      return about(
        'unreachable',
        `cannot be reached${told}.`,
        'Look at its address and at the network; a proxy may be needed.',
      );
    if (status === 429)
      return about(
        'throttled',
        `asks for patience, ${Math.ceil(waitMs / 1000)} s more${told}.`,
        'Wait, ask for fewer rows or a shorter span of time.',
      );
    if (status === 401 || status === 403)
      return about(
        'refused',
        `refuses the sign-in or the right to ask (${status})${told}.`,
        'Look at the account, its roles and its secret: huntbook config check.',
      );
    if (status >= 500)
      return about(
        'failed',
        `failed (${status})${told}.`,
        'Ask again later; nothing of the answer was kept.',
      );
    return about(
      'bad-query',
      `does not accept this (${status})${told}.`,
      'Put the query or the settings right.',
    );
  }

  malformed(what: string): HuntError {
    return new HuntError({
      code: 'providers/malformed',
      message: `${this.who} gave an answer that cannot be read: ${what}.`,
      hint: 'Ask again; if it comes back, the address may belong to something else, such as a proxy.',
    });
  }

  async #once(ask: Ask, fresh: boolean, attempt: number): Promise<Response | null> {
    const { url, method = 'GET', body, headers = {}, authorize, signal } = ask;
    signal.throwIfAborted();
    const authorization = authorize ? { authorization: await authorize(fresh) } : {};
    try {
      return await this.#fetch(url, {
        method,
        headers: { ...headers, ...authorization },
        ...(body === undefined ? {} : { body }),
        signal,
        redirect: 'error',
      });
    } catch (error) {
      signal.throwIfAborted();
      if (attempt < tries && !refused(error)) return null;
      const { code = '' } = ((error as Error).cause ?? {}) as { code?: string };
      throw new HuntError({ ...parts(this.fault(0, code)), cause: error });
    }
  }

  async *#bytes(response: Response, signal?: AbortSignal): AsyncIterable<Uint8Array> {
    if (!response.body) return;
    try {
      for await (const bytes of response.body) yield bytes as Uint8Array;
    } catch (cause) {
      signal?.throwIfAborted();
      throw new HuntError({
        code: 'providers/cut-off',
        message: `${this.who} broke off in the middle of its answer.`,
        hint: 'Ask again; nothing of the answer was kept.',
        cause,
      });
    }
  }

  async #limited(
    response: Response,
    most: number,
    cut: boolean,
    signal?: AbortSignal,
  ): Promise<string> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const bytes of this.#bytes(response, signal)) {
      parts.push(bytes);
      size += bytes.length;
      if (size <= most) continue;
      if (cut) break;
      throw this.#tooLarge();
    }
    return Buffer.concat(parts).toString('utf8');
  }

  #tooLarge(): HuntError {
    return new HuntError({
      code: 'providers/too-large',
      message: `${this.who} gave more than ${mostBytes / 2 ** 20} MiB in one answer.`,
      hint: 'Ask for a shorter span of time, fewer columns or fewer rows.',
    });
  }
}

/** What the service asks to wait: `Retry-After` in seconds or as a date, or in milliseconds as Azure has it. */
export function waitOf(
  headers: { get(name: string): string | null | undefined } | undefined,
  otherwiseMs: number,
): number {
  const header = (name: string): string => headers?.get(name) ?? '';
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms'])
    if (/^\d+$/.test(header(name))) return Number(header(name));
  const after = header('retry-after');
  if (/^\d+(?:\.\d+)?$/.test(after)) return Number(after) * 1000;
  const at = Date.parse(after);
  return Number.isNaN(at) ? otherwiseMs : Math.max(0, at - Date.now());
}

const refused = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_HEADERS_TIMEOUT'].includes(
    String((error as { cause?: { code?: unknown } }).cause?.code),
  );

const parts = ({ code, message, hint }: HuntError): ConstructorParameters<typeof HuntError>[0] => ({
  code,
  message,
  ...(hint ? { hint } : {}),
});

const maxSaid = 400;

/** The words of a fault: the message in the JSON that these services send, else the text without its markup. */
function wordsOf(text: string): string {
  let said = text;
  try {
    said = messageIn(JSON.parse(text), 0) ?? text;
  } catch {
    said = text.replace(/<[^>]{0,1000}>/g, ' ');
  }
  const line = said.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > maxSaid ? `${line.slice(0, maxSaid)}…` : line;
}

/** The innermost message: outer ones only say that there is one. */
export function messageIn(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > 8) return null;
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of ['innererror', 'innerError', 'details']) {
    const inner = members[name];
    const deeper = messageIn(Array.isArray(inner) ? inner[0] : inner, depth + 1);
    if (deeper && typeof inner !== 'string') return deeper;
  }
  for (const name of ['error', '@message', 'message', 'reason', 'messages', 'text', 'root_cause']) {
    const found = members[name];
    const said = messageIn(Array.isArray(found) ? found[0] : found, depth + 1);
    if (said) return said;
  }
  return null;
}
