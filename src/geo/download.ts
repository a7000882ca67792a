import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HuntError } from '../base/index.ts';
import { keepData, type OwnKind, type OwnPlace } from './own-data.ts';

/** What MaxMind calls the data of each kind. */
const editions: Readonly<Record<OwnKind, string>> = { city: 'GeoLite2-City', asn: 'GeoLite2-ASN' };

const home = 'https://download.maxmind.com/';
const mostPacked = 512 * 2 ** 20;
const mostUnpacked = 2 ** 30;
const mostRedirects = 5;
const longestMs = 15 * 60_000;
const checkMs = 60_000;

/** An account of MaxMind. */
export interface MaxmindAccount {
  /** Never part of a message. */
  licenseKey: string;
  /** With it the key travels in a header, without it in the address as MaxMind used to have it. */
  accountId?: string;
}

interface Download {
  account: MaxmindAccount;
  /** Where MaxMind's server is; its own address unless said. */
  base?: string;
  signal?: AbortSignal;
}

function fault(message: string, hint = 'Try again later.'): HuntError {
  return new HuntError({ code: 'geo/download-failed', message, hint });
}

/** The question and its header: the key is in one of them. */
function question(
  edition: string,
  suffix: string,
  { account, base = home }: Download,
): { url: URL; headers: Record<string, string> } {
  const { accountId, licenseKey } = account;
  if (accountId === undefined) {
    const said = new URLSearchParams({ edition_id: edition, license_key: licenseKey, suffix });
    return { url: new URL(`app/geoip_download?${said}`, base), headers: {} };
  }
  const pair = Buffer.from(`${accountId}:${licenseKey}`).toString('base64');
  return {
    url: new URL(`geoip/databases/${edition}/download?suffix=${suffix}`, base),
    headers: { authorization: `Basic ${pair}` },
  };
}

/** What a status of MaxMind's server means. */
function refusedBy(url: URL, status: number): HuntError {
  if (status === 401 || status === 403)
    return fault(
      `${url.host} does not take the licence key (${status}).`,
      'Look at the key, and the number of the account, on maxmind.com.',
    );
  if (status === 429)
    return fault(`${url.host} gives no more downloads to this account today (429).`);
  return fault(`${url.host} failed (${status}).`);
}

/** Follow where the answer leads; the key goes to the first server alone. Messages hold hosts, never addresses. */
async function answerOf(edition: string, suffix: string, download: Download): Promise<Response> {
  const { url, headers } = question(edition, suffix, download);
  const signals = [AbortSignal.timeout(longestMs), ...(download.signal ? [download.signal] : [])];
  const signal = AbortSignal.any(signals);
  let at = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await fetch(at, {
      redirect: 'manual',
      signal,
      headers: at === url ? headers : {},
    }).catch(() => {
      download.signal?.throwIfAborted();
      throw fault(`${at.host} cannot be reached.`);
    });
    if (response.ok) return response;
    await response.body?.cancel();
    const to = response.headers.get('location');
    if (
      response.status < 300 ||
      response.status >= 400 ||
      to === null ||
      !URL.canParse(to, at.href)
    )
      throw refusedBy(at, response.status);
    const next = new URL(to, at);
    if (next.protocol !== 'https:' && next.protocol !== url.protocol)
      throw fault(`${at.host} sends us on to where we do not go.`);
    at = next;
  }
  throw fault(`${url.host} sends us on too often.`);
}

async function bytesOf(response: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > most) throw fault('The download is larger than it should be.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The database in an archive; null where there is none. */
async function databaseIn(packed: Buffer): Promise<Buffer | null> {
  const { extract } = await import('tar-stream');
  const members = extract();
  const gunzip = createGunzip();
  Readable.from([packed]).pipe(gunzip).pipe(members);
  gunzip.on('error', (error) => members.destroy(error));
  for await (const member of members) {
    const wanted = member.header.type === 'file' && member.header.name.endsWith('.mmdb');
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of member as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > mostUnpacked) throw fault('The archive holds more than it should.');
      if (wanted) parts.push(part);
    }
    if (wanted) return Buffer.concat(parts);
  }
  return null;
}

/**
 * Whether MaxMind takes the licence key: a question for the head of a download, which counts as none. Nothing but the key
 * and the name of the data leaves the machine. Errors: `geo/download-failed`.
 */
export async function checkMaxmind(download: Download): Promise<void> {
  const { url, headers } = question(editions.city, 'tar.gz', download);
  const signals = [AbortSignal.timeout(checkMs), ...(download.signal ? [download.signal] : [])];
  const signal = AbortSignal.any(signals);
  const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal, headers }).catch(
    () => {
      download.signal?.throwIfAborted();
      throw fault(`${url.host} cannot be reached.`);
    },
  );
  // Who may download is sent on to where the data lies.
  if (response.status >= 400) throw refusedBy(url, response.status);
}

/**
 * Get MaxMind's data of a kind and keep it, so that it is used from then on. Only the licence key and the name of the
 * data leave the machine, to MaxMind.
 *
 * errors: `geo/download-failed`, `geo/bad-database`.
 * source: https://dev.maxmind.com/geoip/updating-databases
 */
export async function downloadMaxmind(kind: OwnKind, download: Download): Promise<OwnPlace> {
  const edition = editions[kind];
  const broken = fault(`The download of ${edition} is broken.`);
  try {
    const sum = await answerOf(edition, 'tar.gz.sha256', download);
    const [wanted = ''] = (await bytesOf(sum, 4096)).toString('utf8').trim().split(/\s+/);
    const packed = await bytesOf(await answerOf(edition, 'tar.gz', download), mostPacked);
    if (createHash('sha256').update(packed).digest('hex') !== wanted.toLowerCase()) throw broken;
    const bytes = await databaseIn(packed);
    if (bytes === null) throw broken;
    return keepData(kind, bytes, edition);
  } catch (error) {
    download.signal?.throwIfAborted();
    if (error instanceof HuntError) throw error;
    throw broken;
  }
}
