/** One member of an archive: its bytes, or why it is not taken out. */
export interface Member {
  name: string;
  bytes: AsyncIterable<Uint8Array> | null;
  refused?: string;
  /** How far into the archive it ends, from 0 to 1. */
  share: number;
  /** When the archive says that it was last changed. */
  modifiedMs?: number;
}

/**
 * Whether the name of a member would lead out of the archive were it used as a path. It never is; but an
 * archive with such a name was made to do harm, so the member is left out.
 */
export function escapes(name: string): boolean {
  return (
    /^([\\/]|[A-Za-z]:)/.test(name) || name.split(/[\\/]/).includes('..') || name.includes('\0')
  );
}
