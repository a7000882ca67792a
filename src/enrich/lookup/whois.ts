import { connect, isIP } from 'node:net';
import { kindOfAddress } from '../address-kind.ts';
import { type LookupContext, LookupFault } from './lookup.ts';
import { registrable } from './rdap.ts';

const iana = 'whois.iana.org';
const maxBytes = 2 ** 20;
const mostServers = 3;

/** What the last server says, and which servers were asked. */
export interface WhoisAnswer {
  server: string;
  text: string;
}

interface Server {
  host: string;
  port: number;
}

function serverOf(text: string): Server | null {
  const [, host, port] =
    /^(?:r?whois:\/\/)?([a-z0-9.-]+)(?::(\d{1,5}))?\/?$/i.exec(text.trim()) ?? [];
  return host === undefined ? null : { host: host.toLowerCase(), port: Number(port ?? 43) };
}

/** One question over port 43 (RFC 3912). */
function askServer(
  { host, port }: Server,
  question: string,
  context: LookupContext,
): Promise<string> {
  context.signal.throwIfAborted();
  context.leaves(host, question);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const socket = connect({ host, port, signal: context.signal } as never);
    const timer = setTimeout(
      () => fail(`${host} did not answer within ${context.timeoutMs / 1000} s.`, true),
      context.timeoutMs,
    );
    const fail = (message: string, dead: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(context.signal.aborted ? context.signal.reason : new LookupFault(message, { dead }));
    };
    context.signal.addEventListener('abort', () => fail('', false), { once: true });
    socket.on('connect', () => socket.write(`${question}\r\n`));
    socket.on('data', (part: Buffer) => {
      size += part.length;
      parts.push(part);
      if (size > maxBytes) fail(`The answer of ${host} is longer than 1 MiB.`, false);
    });
    socket.on('error', () => fail(`${host} cannot be reached.`, true));
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(parts).toString('utf8'));
    });
  });
}

/** The server that an answer sends on to; null where to none, to itself or into a network of one's own. */
function referral(text: string, from: Server): Server | null {
  const [, said] =
    /^[ \t]*(?:refer|whois|Registrar WHOIS Server|ReferralServer):[ \t]*(\S+)[ \t]*$/im.exec(
      text,
    ) ?? [];
  const next = said === undefined ? null : serverOf(said);
  if (next === null || (next.host === from.host && next.port === from.port)) return null;
  const inner = ({ host }: Server): boolean =>
    isIP(host) > 0 ? kindOfAddress(host) !== 'Public' : !host.includes('.');
  return inner(next) && !inner(from) ? null : next;
}

/**
 * What whois says of an address, domain or `AS` and a number, following referrals; null where it knows nothing.
 *
 * errors: a `LookupFault` where the first server cannot be reached, is too slow or says too much.
 */
export async function whois(asked: string, context: LookupContext): Promise<WhoisAnswer | null> {
  const question =
    isIP(asked) > 0 || /^AS\d+$/.test(asked) ? asked : (registrable(asked)[0] ?? asked);
  let server = serverOf(context.setting('whois_server') ?? iana);
  let found: WhoisAnswer | null = null;
  for (let asking = 0; server !== null && asking < mostServers; asking++) {
    let text: string;
    try {
      text = await askServer(server, question, context);
    } catch (error) {
      if (found === null || !(error instanceof LookupFault)) throw error;
      break;
    }
    if (text.trim() !== '') found = { server: server.host, text };
    context.answeredBy(server.host);
    server = referral(text, server);
  }
  const nothing =
    /^\s*(?:%[^\n]*\n\s*)*(?:no match|not found|no entries found|no data found|domain not found)/i;
  return found === null || nothing.test(found.text.slice(0, 2000)) ? null : found;
}

const fieldNames: Readonly<Record<string, RegExp>> = {
  registrar: /^[ \t]*(?:Registrar|registrar):[ \t]*(\S.*)$/m,
  organization:
    /^[ \t]*(?:OrgName|org-name|organisation|Registrant Organization|owner|descr):[ \t]*(\S.*)$/im,
  country: /^[ \t]*(?:country|Registrant Country):[ \t]*(\S.*)$/im,
  range: /^[ \t]*(?:CIDR|inetnum|NetRange|inet6num):[ \t]*(\S.*)$/im,
  registered: /^[ \t]*(?:Creation Date|created|RegDate):[ \t]*(\S.*)$/im,
  expires:
    /^[ \t]*(?:Registry Expiry Date|Registrar Registration Expiration Date|paid-till|expires):[ \t]*(\S.*)$/im,
  abuse: /^[ \t]*(?:OrgAbuseEmail|abuse-mailbox|Registrar Abuse Contact Email):[ \t]*(\S.*)$/im,
};

/** A field that most servers tell; empty where this one does not. */
export function whoisField(text: string, name: string): string {
  return fieldNames[name]?.exec(text)?.[1]?.trim().slice(0, 1000) ?? '';
}
