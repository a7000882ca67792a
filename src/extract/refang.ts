const dot = /\[\.\]|\(\.\)|\{\.\}|\[\.|\[dot\]|\(dot\)|\{dot\}/gi;
const at = /[[({](?:at|@)[\])}]/gi;
const protocol = /^(?:hxxp|meow)(s?)(?=:|\[)/i;
const fileProtocol = /^(s?)fxp(s?)(?=:|\[)/i;

/** An indicator as a machine reads it: `evil[.]com` is `evil.com`, `hXXps[:]//` is `https://`, `a[at]b` is `a@b`. cost: linear. */
export function refang(text: string): string {
  if (!/[[({]|hxxp|fxp|meow/i.test(text)) return text;
  return text
    .replace(protocol, 'http$1')
    .replace(fileProtocol, '$1ftp$2')
    .replace(/\[:\/\/\]/g, '://')
    .replaceAll('[:]', ':')
    .replaceAll('[/]', '/')
    .replace(dot, '.')
    .replace(at, '@');
}

/** What a text is taken for where it is made harmless. */
export type DefangAs = 'url' | 'email' | '';

/** An indicator that nobody follows by a click: dots as `[.]`, the protocol of a URL as `hXXp`, the sign of an email as `[AT]`. */
export function defang(text: string, as: DefangAs = ''): string {
  const plain = refang(text);
  const kind =
    as || (/^[a-z]+:\/\//i.test(plain) ? 'url' : /^[^\s@/]+@[^\s@/]+$/.test(plain) ? 'email' : '');
  const harmless =
    kind === 'email'
      ? plain.replaceAll('@', '[AT]')
      : kind === 'url'
        ? plain.replace(/^http/i, 'hXXp').replace(/^(s?)ftp/i, '$1fXp')
        : plain;
  return harmless.replaceAll('.', '[.]');
}
