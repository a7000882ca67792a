import { HuntError } from '../base/index.ts';

/** An address of the web. Errors: `downloads/bad-address`. */
export function webAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const wrong = (why: string): HuntError =>
    new HuntError({
      code: 'downloads/bad-address',
      message: `'${url ? shown(url) : text.slice(0, 200)}' is no address to download from: ${why}.`,
      hint: 'It is https://host/path/file.',
    });
  if (!url) throw wrong('it cannot be read');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw wrong('it is neither https nor http');
  if (url.username || url.password) throw wrong('it holds a user or a password');
  return url;
}

/** An address without its query, which may hold a signature. */
export function shown(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

const mostBytes = 200;
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * What a file is called here: as said, else as the last part of its address; never a path, hidden, or a name that some
 * system keeps for itself. Errors: `downloads/no-name`.
 */
export function fileNameOf(url: URL, said?: string): string {
  const last = said ?? decoded(url.pathname.split('/').at(-1) ?? '');
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  let name = device.test(plain) ? `_${plain}` : plain;
  while (Buffer.byteLength(name) > mostBytes) name = [...name].slice(1).join('');
  if (name !== '' && (said === undefined || name === said)) return name;
  throw new HuntError({
    code: 'downloads/no-name',
    message:
      said === undefined
        ? `${shown(url)} does not say what the file is called.`
        : `'${said}' cannot be the name of a file.`,
    hint: 'Name it by --as NAME: letters, digits, - _ and ., and no folder.',
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
