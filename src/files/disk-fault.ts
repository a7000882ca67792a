import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { HuntError } from '../base/index.ts';

const full =
  /\bENOSPC\b|\bEDQUOT\b|No space left on device|Disk quota exceeded|not enough space on the disk/i;
const said = new Map([
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'the permissions forbid it'],
  ['EPERM', 'the system forbids it'],
  ['ENOENT', 'the folder is gone'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['EISDIR', 'there is a folder of that name'],
  ['EFBIG', 'the file would be larger than the disk allows'],
  ['EIO', 'the disk reports an error'],
  ['ELOOP', 'its links go in circles'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ESTALE', 'the disk is no longer reached'],
  ['EBUSY', 'another program holds it'],
  ['EEXIST', 'there is one of that name already'],
]);

/** Whether an error says that a disk, or what one may use of it, is full; also one of DuckDB. */
export function isDiskFull(error: unknown): boolean {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' || full.test(message);
}

/** Whether an error comes from the file system, and so is nothing of ours. */
export function isFileFault(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return error instanceof Error && syscall !== undefined && /^E[A-Z0-9]+$/.test(code ?? '');
}

/** The error for a full disk: the folder, what was to be written and what is left. */
export function fullDisk(
  folder: string,
  wanted: { what: string; sizeBytes?: number; code: string },
  cause?: unknown,
): HuntError {
  const { what, sizeBytes, code } = wanted;
  const needed = sizeBytes === undefined ? '' : ` (${sizeText(sizeBytes)})`;
  const scratch = resolve(folder).startsWith(join(tmpdir(), 'huntbook-'));
  const shown = scratch ? tmpdir() : resolve(folder);
  return new HuntError({
    code,
    message: `The disk of ${shown} is full: ${what}${needed} could not be written${leftOn(folder)}.`,
    hint: `Make room there${scratch ? ', or set TMPDIR to a folder of another disk and start again' : ', then do it again'}; what was there before is whole.`,
    cause,
  });
}

/**
 * What the user is told where the file system refuses: `what` could not be written to `path`, and why. What is no
 * fault of the file system is given back as it is.
 */
export function diskFault(
  error: unknown,
  wanted: { path: string; what: string; sizeBytes?: number; code: string },
): unknown {
  if (error instanceof HuntError) return error;
  const { path, what, code } = wanted;
  if (isDiskFull(error)) return fullDisk(dirname(path), wanted, error);
  if (!isFileFault(error)) return error;
  const why = said.get(error.code ?? '') ?? String(error.code);
  return new HuntError({
    code,
    message: `${what} cannot be written to ${path}: ${why}.`,
    hint: 'Look at the folder and its permissions, then do it again; what was there before is whole.',
    cause: error,
  });
}

function leftOn(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return ` (${sizeText(bavail * bsize)} are free)`;
  } catch {
    return '';
  }
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const power = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** power;
  return `${amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${['', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
}
