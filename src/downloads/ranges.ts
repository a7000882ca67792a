import type { IncomingMessage } from 'node:http';
import type { PartialFile } from './partial-file.ts';

/** The headers of a request: for all, or for what is behind the part that is here. */
export function askingFor({ have, whole }: PartialFile): Record<string, string> {
  // Bytes as they lie there: what packs them on the way could not go on in the middle, nor be checked.
  const headers = { 'user-agent': 'huntbook', accept: '*/*', 'accept-encoding': 'identity' };
  if (have === 0) return headers;
  const { validator } = whole;
  return {
    ...headers,
    range: `bytes=${have}-`,
    ...(validator === null ? {} : { 'if-range': validator }),
  };
}

/** What tells one state of a file from another: a strong ETag, else when it was changed. */
export function validatorOf({ headers }: IncomingMessage): string | null {
  const { etag, 'last-modified': modified } = headers;
  if (etag?.startsWith('"')) return etag;
  return modified ?? null;
}

/** What of which whole a partial answer says it is; null where it does not say. */
export function rangeOf({
  headers,
}: IncomingMessage): { start: number | null; total: number } | null {
  const said = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(headers['content-range'] ?? '');
  return said
    ? { start: said[1] === undefined ? null : Number(said[1]), total: Number(said[2]) }
    : null;
}

/** Whether a partial answer is what stands behind the part that is here. */
export function continues(response: IncomingMessage, { have, whole }: PartialFile): boolean {
  const range = rangeOf(response);
  if (range?.start !== have || have === 0) return false;
  if (whole.sizeBytes !== null && whole.sizeBytes !== range.total) return false;
  const { etag } = response.headers;
  return !whole.validator?.startsWith('"') || etag === undefined || etag === whole.validator;
}

/** What a server asks to wait; null where it does not say. */
export function waitOf(after: string | undefined): number | null {
  if (after === undefined) return null;
  if (/^\d{1,9}$/.test(after)) return Number(after) * 1000;
  const at = Date.parse(after);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
