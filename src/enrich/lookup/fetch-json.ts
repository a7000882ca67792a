import { setTimeout as pause } from 'node:timers/promises';
import { type LookupContext, LookupFault } from './lookup.ts';

const usualBytes = 4 * 2 ** 20;
const longestWaitMs = 30_000;
const mostTries = 3;
const mostRedirects = 5;

/** A question to a server, beside its address. */
export interface Asked {
  /** What the ledger says was sent. */
  what: string;
  /** Texts, such as a key, that no message may hold. */
  secrets?: readonly string[];
  headers?: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  body?: string;
  /** How long the answer may be; 4 MiB unless said. */
  mostBytes?: number;
  /**
   * True where every question goes to this one server: a redirect is a fault, since the headers hold a key, and a refusal
   * holds for the next question as well.
   */
  oneServer?: boolean;
  /**
   * What says that there is no such thing: a 404 or 410 unless said, with `json` a 404 whose body is JSON, with `never`
   * nothing, so that a wrong address does not pass for an answer.
   */
  absent?: 'json' | 'never';
}

/** The body, up to a limit; what is longer is no answer. */
async function textOf(response: Response, mostBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > mostBytes)
      throw new LookupFault(`The answer is longer than ${mostBytes / 2 ** 20} MiB.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** How long a server asks to wait; null where it does not say or asks for too long. */
function waitOf(response: Response): number | null {
  const said = response.headers.get('retry-after');
  if (said === null) return 1000;
  const seconds = /^\d+$/.test(said.trim()) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  const ms = Math.max(0, seconds * 1000);
  return Number.isFinite(ms) && ms <= longestWaitMs ? ms : null;
}

/** Where a redirect leads: only to the web, never from https to http. */
function nextOf(response: Response, from: URL): URL {
  const next = new URL(response.headers.get('location') ?? '', from);
  const safe = next.protocol === 'https:' || next.protocol === from.protocol;
  if (!safe || !/^https?:$/.test(next.protocol) || next.username !== '')
    throw new LookupFault(`${from.host} sends us on to where we do not go.`);
  return next;
}

async function once(url: URL, asked: Asked, context: LookupContext): Promise<Response> {
  const timeout = AbortSignal.timeout(context.timeoutMs);
  context.leaves(url.host, asked.what);
  try {
    return await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([context.signal, timeout]),
      headers: { accept: 'application/json, application/rdap+json', ...asked.headers },
      ...(asked.body === undefined ? {} : { method: 'POST', body: asked.body }),
    });
  } catch (error) {
    context.signal.throwIfAborted();
    throw new LookupFault(
      timeout.aborted
        ? `${url.host} did not answer within ${context.timeoutMs / 1000} s.`
        : `${url.host} cannot be reached.`,
      { dead: true, cause: asked.secrets ? undefined : error },
    );
  }
}

async function answered(url: URL, asked: Asked, context: LookupContext): Promise<Response> {
  let at = url;
  for (let [tries, redirects] = [1, 0]; ; ) {
    const response = await once(at, asked, context);
    const { status } = response;
    if (status >= 300 && status < 400 && asked.oneServer) {
      await response.body?.cancel();
      throw new LookupFault(`${at.host} sends us on to where we do not go.`, { dead: true });
    } else if (status >= 300 && status < 400 && redirects < mostRedirects) {
      redirects++;
      at = nextOf(response, at);
    } else if (status === 429 || status === 503) {
      const wait = waitOf(response);
      if (wait === null || tries++ >= mostTries)
        throw new LookupFault(`${at.host} answers fewer questions than are asked (${status}).`, {
          dead: asked.oneServer ?? false,
        });
      await pause(wait, undefined, { signal: context.signal });
    } else {
      context.answeredBy(at.host);
      return response;
    }
    await response.body?.cancel();
  }
}

/** Whether a 404 or 410 says that there is no such thing. */
async function isAbsent(response: Response, { absent }: Asked): Promise<boolean> {
  if (absent !== 'json' || response.status !== 404) {
    await response.body?.cancel();
    return absent === undefined;
  }
  try {
    const said: unknown = JSON.parse(await textOf(response, usualBytes));
    return typeof said === 'object' && said !== null;
  } catch {
    return false;
  }
}

/**
 * What a server says; null where it says that there is no such thing (404, 410).
 *
 * errors: a `LookupFault` where it cannot be reached, is too slow or refuses.
 */
export async function fetchText(
  address: string,
  asked: Asked,
  context: LookupContext,
): Promise<string | null> {
  const response = await answered(new URL(address), asked, context);
  const who = new URL(address).host;
  const dead = asked.oneServer ?? false;
  const { status } = response;
  if (status === 404 || status === 410) {
    if (await isAbsent(response, asked)) return null;
    throw new LookupFault(`There is no such question at ${who} (${status}).`, { dead });
  }
  if (!response.ok) await response.body?.cancel();
  if (status === 401 || status === 403)
    throw new LookupFault(
      asked.secrets && dead
        ? `${who} does not take the key, or not for this question (${status}).`
        : `${who} refuses the question (${status}).`,
      { dead },
    );
  if (!response.ok) throw new LookupFault(`${who} failed (${status}).`, { dead });
  try {
    return await textOf(response, asked.mostBytes ?? usualBytes);
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof LookupFault) throw error;
    throw new LookupFault(`The answer of ${who} broke off.`);
  }
}

/** What a server says in JSON; as `fetchText`, and a `LookupFault` where it says something that is no JSON. */
export async function fetchJson(
  address: string,
  asked: Asked,
  context: LookupContext,
): Promise<unknown> {
  const text = await fetchText(address, asked, context);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new LookupFault(`The answer of ${new URL(address).host} is not JSON.`);
  }
}
