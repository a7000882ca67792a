import { HuntError } from '../base/index.ts';

/**
 * The address of a service, without a slash at its end; `https://` where none is said. Secrets go there, so it is
 * encrypted, or this machine. Errors: `providers/bad-setting`.
 */
export function serviceAddress(said: string, who: string): string {
  const text = /^https?:\/\//i.test(said) ? said : `https://${said}`;
  const wrong = (why: string): HuntError =>
    new HuntError({
      code: 'providers/bad-setting',
      message: `${who}: '${said}' is not an address to ask: ${why}.`,
      hint: 'It is https://host, with a port where it has one.',
    });
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong('it cannot be read');
  }
  if (url.username || url.password) throw wrong('user and password have settings of their own');
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isHere) throw wrong('it is not encrypted');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** What an address looks like where it stands for an instance. */
export const looksLikeAddress: RegExp = /^(?:https?:\/\/\S+|[\w-]+(?:\.[\w-]+)+(?::\d+)?)$/i;
