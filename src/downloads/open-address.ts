import { type LookupAddress, lookup } from 'node:dns';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { HuntError } from '../base/index.ts';
import { kindOfAddress } from '../enrich/index.ts';
import { shown } from './address.ts';

const mostRedirects = 5;

/** How one address is asked. */
export interface Opening {
  headers: Readonly<Record<string, string>>;
  /** How long a server may say nothing. */
  stallMs: number;
  signal: AbortSignal;
}

/** A server did not answer, or broke off: worth another try. */
export class Unanswered extends Error {}

/**
 * What a server answers, once nobody sends us on any more. Errors: `downloads/redirect`; `Unanswered`.
 *
 * From where a redirect leads to, nothing private is asked, unless it is the private host that the user named: who
 * answers from outside must not choose what is fetched inside. The address is looked at when the connection is made, so
 * that a name cannot mean something else by then.
 */
export async function openAddress(url: URL, opening: Opening): Promise<IncomingMessage> {
  let at = url;
  let inside = false;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const named = at.hostname === url.hostname;
    const guarded = redirects > 0 && !(named && inside);
    const response = await ask(at, guarded, opening);
    const { remoteAddress } = response.socket;
    if (redirects === 0) inside = remoteAddress !== undefined && isPrivate(remoteAddress);
    const { statusCode = 0, headers } = response;
    if (![301, 302, 303, 307, 308].includes(statusCode)) return response;
    response.destroy();
    at = redirected(at, headers.location);
  }
  throw sentOn(url, `more than ${mostRedirects} times`);
}

/** Where an answer sends us on to: the web, and never from https to http. Errors: `downloads/redirect`. */
export function redirected(at: URL, to: string | undefined): URL {
  if (to === undefined || !URL.canParse(to, at.href)) throw sentOn(at, 'to no address');
  const next = new URL(to, at);
  if (!/^https?:$/.test(next.protocol) || next.username || next.password)
    throw sentOn(at, 'to what is no address of the web');
  if (at.protocol === 'https:' && next.protocol === 'http:')
    throw sentOn(at, `to ${shown(next)}, which is not encrypted`);
  return next;
}

function sentOn(url: URL, where: string): HuntError {
  return new HuntError({
    code: 'downloads/redirect',
    message: `${shown(url)} sends us on ${where}.`,
    hint: 'Name the address where the file lies, if you trust it.',
  });
}

function ask(url: URL, guarded: boolean, opening: Opening): Promise<IncomingMessage> {
  const { headers, signal, stallMs } = opening;
  signal.throwIfAborted();
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const refused = (): HuntError => sentOn(url, `to ${url.host}, an address that is not public`);
  if (guarded && isIP(host) !== 0 && isPrivate(host)) throw refused();
  const make = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const options = { headers, signal, agent: false, ...(guarded ? { lookup: publicOnly } : {}) };
    const request: ClientRequest = make(url, options, resolve);
    request.setTimeout(stallMs, () =>
      request.destroy(new Unanswered(`${url.host} says nothing for ${stallMs / 1000} s.`)),
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (signal.aborted) reject(signal.reason);
      else if (error instanceof Unanswered) reject(error);
      else if (error.code === privateCode) reject(refused());
      else
        reject(new Unanswered(`${url.host} cannot be reached${causeOf(error)}.`, { cause: error }));
    });
    request.end();
  });
}

/** What went wrong, as the system names it: `ENOTFOUND`, `CERT_HAS_EXPIRED`. */
function causeOf({ code }: NodeJS.ErrnoException): string {
  return code === undefined ? '' : ` (${code})`;
}

const privateCode = 'EPRIVATE';

/** As the system looks names up, without what is private. */
const publicOnly: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '');
    const open = found.filter(({ address }) => !isPrivate(address));
    const [first] = open;
    if (!first) return done(Object.assign(new Error(host), { code: privateCode }), '');
    if (options.all) return done(null, open as LookupAddress[]);
    done(null, first.address, first.family);
  });
};

/** Whether an address is one that not everybody can reach; of one that carries one of IPv4 (NAT64, 6to4), that one counts. */
function isPrivate(address: string): boolean {
  const carried = carriedIn(address);
  return kindOfAddress(carried ?? address.split('%')[0] ?? '') !== 'Public';
}

function carriedIn(address: string): string | null {
  const nat64 = /^64:ff9b::([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  const sixToFour = /^2002:([0-9a-f]{1,4}):([0-9a-f]{1,4}):/i.exec(address);
  const [, high, low] = nat64 ?? sixToFour ?? [];
  if (high === undefined || low === undefined) return null;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}
