import { lstat, mkdir, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HuntError } from '../base/index.ts';
import { withLock } from '../files/index.ts';
import { fileNameOf, shown, webAddress } from './address.ts';
import { isSha256 } from './data-sets.ts';
import { openAddress, Unanswered } from './open-address.ts';
import { cannotWrite, PartialFile, sha256Of } from './partial-file.ts';
import { askingFor, continues, rangeOf, validatorOf, waitOf } from './ranges.ts';

/** How far a download is. */
export interface DownloadProgress {
  name: string;
  bytesDone: number;
  /** 0 where the server does not say. */
  bytesTotal: number;
}

export interface DownloadOptions {
  /** Where the file goes; made if it is not there. */
  folder: string;
  /** What it is called; as the last part of its address unless said. */
  name?: string;
  /** What its SHA-256 must be, in hexadecimal digits. */
  sha256?: string | null;
  /** The most bytes that it may have; 16 GiB unless said. */
  maxBytes?: number;
  /** Download it though it is there. */
  again?: boolean;
  signal?: AbortSignal;
  onProgress?(progress: DownloadProgress): void;
  /** How long a server may say nothing, and the first wait before another try. */
  patience?: { stallMs: number; firstDelayMs: number };
}

/** A file that was downloaded. */
export interface Downloaded {
  path: string;
  sizeBytes: number;
  sha256: string;
  /** True where the SHA-256 was known before, and is this. */
  checked: boolean;
  /** How it came to be here: `resumed` where it went on from a part that was here, `there` where it was here as a whole. */
  state: 'downloaded' | 'resumed' | 'there';
  /** What a careful reader must know. */
  notes: readonly string[];
}

const usualMostBytes = 16 * 2 ** 30;
const mostTries = 5;
/** So many new bytes show that trying again leads somewhere. */
const worthATry = 64 * 1024;
const longestWaitMs = 120_000;
const usualPatience = { stallMs: 60_000, firstDelayMs: 1000 };

/**
 * Download a file. It appears under its name only when it is whole and, where its SHA-256 is known, is what it should be;
 * until then it is `NAME.part`, from which a later call goes on where the server can tell that the file is the same.
 *
 * errors: `downloads/…`; the reason of the signal, after which the part is kept. No message holds the query of an address.
 */
export async function download(address: string, options: DownloadOptions): Promise<Downloaded> {
  const url = webAddress(address);
  const name = fileNameOf(url, options.name);
  const { sha256 } = options;
  if (sha256 && !isSha256(sha256))
    throw new HuntError({
      code: 'downloads/bad-checksum',
      message: `'${sha256}' is no SHA-256.`,
      hint: 'It has 64 hexadecimal digits, as sha256sum prints it.',
    });
  const path = join(options.folder, name);
  try {
    await mkdir(options.folder, { recursive: true });
    const there = options.again ? null : await alreadyThere(path, options);
    if (there) return there;
    const lock = { path: `${path}.part.lock`, about: `'${path}'`, patienceMs: 0 };
    return await withLock(lock, () => new Download(url, path, name, options).run());
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

async function alreadyThere(path: string, options: DownloadOptions): Promise<Downloaded | null> {
  const found = await lstat(path).catch(() => null);
  if (!found) return null;
  const wanted = options.sha256?.toLowerCase() ?? null;
  const taken = (what: string): HuntError =>
    new HuntError({
      code: 'downloads/exists',
      message: `'${path}' ${what}.`,
      hint: 'Name another folder by --out, or download it --again.',
    });
  if (!found.isFile()) throw taken('is there already, and is no file');
  const sha256 = await sha256Of(path, options.signal ?? new AbortController().signal);
  if (wanted !== null && sha256 !== wanted)
    throw taken(`is there already, and is another file: its SHA-256 is ${sha256}, not ${wanted}`);
  const checked = wanted !== null;
  return { path, sizeBytes: found.size, sha256, checked, state: 'there', notes: [] };
}

class Download {
  readonly #url: URL;
  readonly #path: string;
  readonly #name: string;
  readonly #options: DownloadOptions;
  readonly #signal: AbortSignal;
  readonly #most: number;
  readonly #notes: string[] = [];

  constructor(url: URL, path: string, name: string, options: DownloadOptions) {
    this.#url = url;
    this.#path = path;
    this.#name = name;
    this.#options = options;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#most = options.maxBytes ?? usualMostBytes;
  }

  async run(): Promise<Downloaded> {
    const wanted = this.#options.sha256?.toLowerCase() ?? null;
    const part = await PartialFile.of(this.#path, shown(this.#url), wanted !== null);
    try {
      await this.#fetch(part);
      const sha256 = await sha256Of(part.path, this.#signal);
      if (wanted !== null && sha256 !== wanted) {
        await part.drop();
        throw new HuntError({
          code: 'downloads/checksum',
          message: `${shown(this.#url)} is not the file that it should be: its SHA-256 is ${sha256}, not ${wanted}.`,
          hint: 'Nothing of it was kept. Look at the sum and the address; the file may have been changed.',
        });
      }
      const sizeBytes = part.have;
      await part.finish(this.#path);
      const state = part.resumed ? 'resumed' : 'downloaded';
      const checked = wanted !== null;
      return { path: this.#path, sizeBytes, sha256, checked, state, notes: this.#notes };
    } finally {
      await part.close();
    }
  }

  /** Ask until the whole is here. What came is never asked for twice where the server can go on. */
  async #fetch(part: PartialFile): Promise<void> {
    const { firstDelayMs } = this.#options.patience ?? usualPatience;
    for (let tries = 1; ; tries++) {
      const before = part.have;
      const fault = await this.#once(part);
      if (fault === null) return;
      if (part.have - before >= worthATry) tries = 1;
      const waitMs = fault.waitMs ?? firstDelayMs * 2 ** (tries - 1);
      if (tries >= mostTries || waitMs > longestWaitMs) throw this.#gaveUp(part, fault.why);
      await sleep(waitMs, undefined, { signal: this.#signal }).catch(() => {
        throw this.#signal.reason;
      });
    }
  }

  /** One request; null where the file is whole behind it, else what is worth another try. */
  async #once(part: PartialFile): Promise<{ why: string; waitMs?: number } | null> {
    const { stallMs } = this.#options.patience ?? usualPatience;
    try {
      const headers = askingFor(part);
      const opening = { headers, stallMs, signal: this.#signal };
      const response = await openAddress(this.#url, opening);
      try {
        return await this.#take(response, part);
      } finally {
        response.destroy();
      }
    } catch (error) {
      this.#signal.throwIfAborted();
      if (error instanceof Unanswered) return { why: error.message };
      throw error;
    }
  }

  async #take(
    response: IncomingMessage,
    part: PartialFile,
  ): Promise<{ why: string; waitMs?: number } | null> {
    const { statusCode = 0 } = response;
    if (statusCode === 206 && continues(response, part)) {
      const total = rangeOf(response)?.total ?? 0;
      if (total > this.#most) throw this.#tooLarge(total);
      await part.goOn();
    } else if (statusCode === 200) await this.#begin(response, part);
    else if (statusCode === 416 && part.have > 0 && part.have === rangeOf(response)?.total)
      return null;
    else if (statusCode === 206 || statusCode === 416) {
      await part.drop();
      return { why: `${this.#url.host} goes on with another file than it began with`, waitMs: 0 };
    } else if ([408, 425, 429].includes(statusCode) || statusCode >= 500) {
      const waitMs = waitOf(response.headers['retry-after']);
      const why = `${this.#url.host} cannot serve us now (${statusCode})`;
      return waitMs === null ? { why } : { why, waitMs };
    } else throw this.#refusedBy(statusCode);
    return this.#copy(response, part);
  }

  async #begin(response: IncomingMessage, part: PartialFile): Promise<void> {
    const { headers } = response;
    const length = Number(headers['content-length'] ?? Number.NaN);
    const sizeBytes = Number.isSafeInteger(length) ? length : null;
    if (sizeBytes !== null && sizeBytes > this.#most) throw this.#tooLarge(sizeBytes);
    await this.#checkRoom(sizeBytes ?? 0);
    await part.begin({ validator: validatorOf(response), sizeBytes });
    const isPage = /^text\/html/i.test(headers['content-type'] ?? '');
    this.#notes.length = 0;
    if (isPage && !/\.html?$/i.test(this.#name))
      this.#notes.push('The server calls it a web page (text/html): look whether it is the file.');
    const packed = headers['content-encoding'];
    if (packed !== undefined && packed !== 'identity')
      this.#notes.push(`The server packed it (${packed.slice(0, 40)}), and it is kept so.`);
  }

  /** A disk that cannot take the file is told of before it is full. */
  async #checkRoom(sizeBytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.#options.folder);
    const free = bavail * bsize;
    if (sizeBytes <= free) return;
    throw new HuntError({
      code: 'downloads/no-room',
      message: `${shown(this.#url)} has ${sizeBytes.toLocaleString('en')} bytes; ${free.toLocaleString('en')} are free in '${this.#options.folder}'.`,
      hint: 'Make room, or name a folder on another disk by --out.',
    });
  }

  async #copy(response: IncomingMessage, part: PartialFile): Promise<{ why: string } | null> {
    const { sizeBytes } = part.whole;
    this.#tell(part);
    try {
      for await (const bytes of response) {
        const chunk = bytes as Buffer;
        if (part.have + chunk.length > this.#most) {
          await part.drop();
          throw this.#tooLarge(null);
        }
        await part.write(chunk);
        this.#tell(part);
      }
    } catch (error) {
      this.#signal.throwIfAborted();
      const { code } = error as NodeJS.ErrnoException;
      if (error instanceof HuntError || (code && !/^ECONN|^EPIPE|^HPE/.test(code))) throw error;
      return { why: `${this.#url.host} broke off` };
    }
    const short = !response.complete || (sizeBytes !== null && part.have < sizeBytes);
    return short ? { why: `${this.#url.host} broke off` } : null;
  }

  #tell(part: PartialFile): void {
    const { have: bytesDone, whole } = part;
    this.#options.onProgress?.({
      name: this.#name,
      bytesDone,
      bytesTotal: whole.sizeBytes ?? 0,
    });
  }

  #gaveUp({ have, path, whole }: PartialFile, why: string): HuntError {
    const kept = have > 0 && (whole.validator !== null || this.#options.sha256);
    return new HuntError({
      code: have > 0 ? 'downloads/cut-off' : 'downloads/unreachable',
      message: `${shown(this.#url)} was not downloaded: ${why.replace(/\.$/, '')}.`,
      hint: kept
        ? `The first ${have.toLocaleString('en')} bytes are kept in ${path}: run it again to go on.`
        : 'Look at the address and the network, or try again later.',
    });
  }

  #refusedBy(status: number): HuntError {
    const gone = status === 404 || status === 410;
    const closed = status === 401 || status === 403;
    return new HuntError({
      code: `downloads/${gone ? 'not-found' : 'refused'}`,
      message: `${shown(this.#url)} ${gone ? 'is not there' : 'is not given to us'} (${status}).`,
      hint: closed
        ? 'It may ask for a sign-in: download it with a browser, and open the file.'
        : 'Look at the address; its publisher may have moved it.',
    });
  }

  #tooLarge(sizeBytes: number | null): HuntError {
    const size = sizeBytes === null ? 'more' : `${sizeBytes.toLocaleString('en')} bytes`;
    return new HuntError({
      code: 'downloads/too-large',
      message: `${shown(this.#url)} has ${size}, where ${this.#most.toLocaleString('en')} bytes are the most.`,
      hint: 'Allow more by --max-size (maxBytes), such as --max-size 40GB.',
    });
  }
}
