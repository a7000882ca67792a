import { domainToASCII } from 'node:url';

/** The parts of a URL; what it has not is empty, its port null. */
export interface UrlParts {
  readonly scheme: string;
  /** User and password. */
  readonly auth: string;
  /** In lower case, a name in another script in punycode. */
  readonly host: string;
  readonly port: number | null;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

// Each part ends where the next may begin, so that nothing is read twice (RFC 3986, appendix B).
const parts =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):(?=\/\/))?(?:\/\/)?(?:([^/?#]*)@)?(\[[^\]/?#]*\]|[^:/?#]*)(?::(\d*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** Split a URL or a bare host name. */
export function urlParts(text: string): UrlParts {
  const [, scheme = '', auth = '', host = '', port = '', path = '', query = '', fragment = ''] =
    parts.exec(text) ?? [];
  const lower = host.toLowerCase();
  const ascii = /^[\u0020-\u007e]*$/.test(lower) ? lower : domainToASCII(lower) || lower;
  const number = port === '' || Number(port) > 65_535 ? null : Number(port);
  return { scheme: scheme.toLowerCase(), auth, host: ascii, port: number, path, query, fragment };
}
