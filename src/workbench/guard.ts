/** What the guard looks at: the parts of a request that say where it comes from. */
export interface Sender {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  site: string | undefined;
  contentType: string | undefined;
}

const bodyTypes = new Set(['application/json', 'application/octet-stream']);

/**
 * Why a request is turned away, or null where it may go on to the cookie check. A page of another
 * site can make a browser send requests here, under any name that it lets resolve to 127.0.0.1; it
 * can forge neither Host nor Origin nor Sec-Fetch-Site.
 */
export function refusal(sender: Sender, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!sender.host || !hosts.includes(sender.host)) return 'This server answers only to 127.0.0.1.';
  const own = sender.origin === `http://${sender.host}`;
  if (sender.origin !== undefined && !own) return 'Requests from other pages are not answered.';
  if (sender.site !== undefined && !['same-origin', 'none'].includes(sender.site))
    return 'Open this address by pasting it into the address bar, not by a link on another page.';
  if (sender.method === 'GET' || sender.method === 'HEAD') return null;
  if (sender.method !== 'POST') return 'Only GET and POST are answered.';
  if (!own) return 'A request that changes something must say that it comes from this page.';
  const type = sender.contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return bodyTypes.has(type) ? null : 'Only JSON and octet streams are taken.';
}

/** Headers of every answer. */
export const answerHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/**
 * The page's Content-Security-Policy. Scripts and workers only from this server, none inline, no eval,
 * nothing from elsewhere. Style sheets need the nonce; style *attributes* must be allowed, because
 * Monaco positions its lines by markup that carries them. `images` is the one origin besides that pictures may come from.
 */
export function contentSecurityPolicy(nonce: string, images: string | null = null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    `img-src 'self' data:${images === null ? '' : ` ${images}`}`,
    "font-src 'self' data:",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
