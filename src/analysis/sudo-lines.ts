/** What sudo says in one message of syslog. */
export type SudoLine =
  | { readonly kind: 'opened'; readonly user: string; readonly runAs: string }
  | { readonly kind: 'closed'; readonly runAs: string }
  | { readonly kind: 'more'; readonly user: string; readonly text: string }
  | {
      readonly kind: 'command';
      readonly user: string;
      readonly runAs: string;
      readonly terminal: string;
      readonly folder: string;
      readonly command: string;
      /** Why it was refused; empty where it was not. */
      readonly reason: string;
    };

/** The text up to the next blank or bracket. */
function word(text: string, from: number): string {
  let end = from;
  while (end < text.length && !' (;,'.includes(text.charAt(end))) end++;
  return text.slice(from, end);
}

function after(text: string, mark: string): string | null {
  const at = text.indexOf(mark);
  return at === -1 ? null : word(text, at + mark.length);
}

const continued = '(command continued) ';

/** `USER : REASON ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`, also where three blanks stand for ` ; `. */
function commandLine(text: string): SudoLine | null {
  const colon = text.indexOf(' : ');
  if (colon === -1) return null;
  const user = text.slice(0, colon).trimEnd();
  const name = user.slice(user.lastIndexOf(' ') + 1);
  const body = text.slice(colon + 3).trimStart();
  if (body.startsWith(continued))
    return { kind: 'more', user: name, text: body.slice(continued.length) };
  const at = body.indexOf('COMMAND=');
  if (at === -1) return null;
  const said = new Map<string, string>();
  let reason = '';
  for (const part of body.slice(0, at).split(/ {2,}| ; /, 50)) {
    const item = part.trim();
    const equals = item.indexOf('=');
    if (equals > 0 && /^[A-Z]+$/.test(item.slice(0, equals)))
      said.set(item.slice(0, equals), item.slice(equals + 1));
    else if (item !== '' && item !== ';' && reason === '') reason = item;
  }
  return {
    kind: 'command',
    user: name,
    runAs: said.get('USER') ?? '',
    terminal: said.get('TTY') ?? '',
    folder: said.get('PWD') ?? '',
    command: body.slice(at + 8).trim(),
    reason,
  };
}

/**
 * What sudo, or PAM for it, says in a message; null for all others.
 *
 * cost: linear in the length of the message.
 */
export function sudoLine(message: string): SudoLine | null {
  const pam = message.indexOf('pam_unix(sudo');
  if (pam === -1) return commandLine(message);
  const text = message.slice(pam, pam + 500);
  const opened = after(text, 'session opened for user ');
  if (opened !== null) return { kind: 'opened', user: after(text, ' by ') ?? '', runAs: opened };
  const closed = after(text, 'session closed for user ');
  return closed === null ? null : { kind: 'closed', runAs: closed };
}
