import { literal, literalMethod, type Method, quotedText, replaced } from './methods.ts';

/** What variables hold on a Windows of the usual kind, by which letters are spelled. */
const variables = new Map<string, string>([
  ['comspec', 'C:\\Windows\\system32\\cmd.exe'],
  ['systemroot', 'C:\\Windows'],
  ['windir', 'C:\\Windows'],
  ['systemdrive', 'C:'],
  ['public', 'C:\\Users\\Public'],
  ['programfiles', 'C:\\Program Files'],
  ['programfiles(x86)', 'C:\\Program Files (x86)'],
  ['programdata', 'C:\\ProgramData'],
  ['commonprogramfiles', 'C:\\Program Files\\Common Files'],
  ['allusersprofile', 'C:\\ProgramData'],
  ['pathext', '.COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC'],
  ['os', 'Windows_NT'],
  ['pshome', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0'],
  ['shellid', 'Microsoft.PowerShell'],
  ['verbosepreference', 'SilentlyContinue'],
]);

function method(
  name: string,
  pattern: RegExp,
  change: (match: RegExpExecArray) => string | null,
): Method {
  return { name, undo: (text) => replaced(text, pattern, change) };
}

const carets: Method = {
  name: 'cmd carets',
  undo(text) {
    if ((text.match(/[\w"]\^[\w"^]/g)?.length ?? 0) < 2) return null;
    return replaced(text, /\S+/g, ([word]) =>
      word.includes('^') ? word.replace(/\^(.)/g, '$1') : null,
    );
  },
};

const backticks = method('PowerShell backticks', /[^\s'"(),;|]+/g, ([word]) =>
  /[A-Za-z]`[A-Za-z-]/.test(word) || /^`[A-Za-z]+`/.test(word) ? word.replaceAll('`', '') : null,
);

function part(value: string, from: string, length: string | undefined): string {
  const start = Number(from) < 0 ? Math.max(0, value.length + Number(from)) : Number(from);
  if (length === undefined) return value.slice(start);
  return Number(length) < 0
    ? value.slice(start, Number(length))
    : value.slice(start, start + Number(length));
}

/** `set a=text`, of cmd, by name in lower case. */
function settings(text: string): Map<string, string> {
  const found = new Map(variables);
  for (const [, name = '', value = ''] of text.matchAll(
    /\bset\s{1,4}"?([A-Za-z_]\w{0,60})=([^&|"\r\n]{0,4000})/gi,
  ))
    found.set(name.toLowerCase(), value);
  return found;
}

const cmdVariables: Method = {
  name: 'cmd variables',
  undo(text) {
    if (!text.includes('%') && !text.includes('!')) return null;
    const known = settings(text);
    const own = new Set([...known.keys()].filter((name) => !variables.has(name)));
    return replaced(
      text,
      /[%!]([A-Za-z_][\w()]{0,60})(?::~(-?\d{1,5})(?:,(-?\d{1,5}))?|:([^=%!]{1,200})=([^%!]{0,200}))?[%!]/g,
      (match) => {
        const [, name = '', from, length, old, fresh] = match;
        const value = known.get(name.toLowerCase());
        if (value === undefined) return null;
        if (from !== undefined) return part(value, from, length);
        if (old !== undefined) return value.replaceAll(old, fresh ?? '');
        return own.has(name.toLowerCase()) ? value : null;
      },
    );
  },
};

const letters = method(
  'PowerShell variables',
  /\(?\$(?:env:)?\{?([A-Za-z]{2,30})\}?(?:\.ToString\(\))?\)?\[\s{0,2}(\d{1,4}(?:\s{0,2},\s{0,2}-?\d{1,4}){0,40})\s{0,2}\]/g,
  ([, name = '', places = '']) => {
    const value = variables.get(name.toLowerCase());
    if (value === undefined) return null;
    const chosen = places.split(',').map((place) => value.at(Number(place)) ?? '');
    return chosen.map(literal).join(chosen.length > 1 ? ',' : '');
  },
);

const concatenation = literalMethod(
  'concatenation',
  new RegExp(String.raw`${quotedText}(?:\s{0,20}[+&]\s{0,20}${quotedText})+`, 'g'),
  ([run], say) => literal(say(run).join('')),
);

const several = String.raw`${quotedText}(?:\s{0,9},\s{0,9}${quotedText})`;
const format = literalMethod(
  'format operator',
  new RegExp(
    String.raw`(\(?)\s{0,9}(${quotedText})\s{0,9}-f\s{0,9}(\(?)\s{0,9}(${several}{0,2000})(\s{0,9}\)){0,1}`,
    'gi',
  ),
  ([, open = '', pattern, inner = '', given, close = ''], say) => {
    const values = say(given);
    const [places = ''] = say(pattern);
    if (!/\{\d{1,3}\}/.test(places)) return null;
    const made = places.replace(/\{(\d{1,3})\}/g, (place, i: string) => values[Number(i)] ?? place);
    if (made.length > 100_000) return null;
    const [opens, closes] = [open.length + inner.length, close === '' ? 0 : 1];
    return '('.repeat(Math.max(0, opens - closes)) + literal(made) + (closes > opens ? close : '');
  },
);

/** A pattern of -replace that means itself; null for one that does more. */
function plainPattern(pattern: string): string | null {
  const bare = pattern.replace(/\\([^A-Za-z0-9])/g, '$1');
  return /[\\^$.|?*+()[\]{}]/.test(pattern.replace(/\\[^A-Za-z0-9]/g, '')) ? null : bare;
}

function changed(
  text: string,
  old: string | null,
  fresh: string,
  ignoreCase: boolean,
): string | null {
  if (!old) return null;
  const escaped = old.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  const made = text.replace(new RegExp(escaped, ignoreCase ? 'gi' : 'g'), () => fresh);
  return made.length > 1_000_000 ? null : literal(made);
}

const replacement = literalMethod(
  'replacement',
  new RegExp(
    String.raw`(${quotedText})\s{0,9}(?:-(c|i)?replace\s{0,9}(${quotedText})(?:\s{0,9},\s{0,9}(${quotedText}))?|\.replace\(\s{0,9}(${quotedText})\s{0,9},\s{0,9}(${quotedText})\s{0,9}\))`,
    'gi',
  ),
  ([, text, flag, old, fresh, plainOld, plainFresh], say) => {
    const [whole = ''] = say(text);
    const [to = ''] = say(fresh ?? plainFresh);
    if (old === undefined) return changed(whole, say(plainOld)[0] ?? null, to, false);
    return changed(whole, plainPattern(say(old)[0] ?? ''), to, flag?.toLowerCase() !== 'c');
  },
);

const joined = literalMethod(
  'join',
  new RegExp(
    String.raw`-join\s{0,9}\(\s{0,9}(${several}{1,2000})\s{0,9}\)|(\()?\s{0,9}(${several}{1,2000})\s{0,9}(\))?\s{0,9}-join\s{0,9}(${quotedText})|\[string\]::join\(\s{0,9}(${quotedText})\s{0,9},\s{0,9}@?\(?\s{0,9}(${several}{1,2000})\s{0,9}\)?\s{0,9}\)`,
    'gi',
  ),
  ([, before, open, behind, close, by, byFirst, last], say) => {
    const text = literal(say(before ?? behind ?? last).join(say(by ?? byFirst)[0] ?? ''));
    return open && !close ? `(${text}` : !open && close ? `${text})` : text;
  },
);

/** Parentheses around a literal alone, and joins of it with nothing: what is left of what was undone. */
const alone = literalMethod(
  'parentheses',
  new RegExp(
    String.raw`(?<![\w.])\(\s{0,9}(${quotedText})\s{0,9}\)(?=\s{0,9}(?:[+&)[,]|-|\.replace|$))|(?<=\+\s{0,9})\(\s{0,9}(${quotedText})\s{0,9}\)|-join\s{0,9}(${quotedText})(?!\s{0,9}[[,+])`,
    'gi',
  ),
  (match) => match[1] ?? match[2] ?? match[3] ?? null,
);

function backwards(text: string): string {
  return [...text].reverse().join('');
}

const reversed = literalMethod(
  'reversed',
  new RegExp(
    String.raw`(?:-join\s{0,9})?(${quotedText})\[\s{0,4}-1\s{0,4}\.\.\s{0,4}-[^\]]{1,200}\](?:\s{0,9}-join\s{0,9}${quotedText})?|StrReverse\(\s{0,9}(${quotedText})\s{0,9}\)|(${quotedText})\.split\(\s{0,4}${quotedText}\s{0,4}\)\.reverse\(\)\.join\(\s{0,4}${quotedText}\s{0,4}\)`,
    'gi',
  ),
  ([, one, two, three], say) => literal(backwards(say(one ?? two ?? three)[0] ?? '')),
);

const tellTale =
  /llehsrewop|\/\/:s?ptth|exe\.[a-z0-9]{2}|tcejbo-wen|ekovni|daolnwod|gnirts46esabmorf/i;
const forwards = /powershell|https?:\/\/|new-object|invoke|download|frombase64string/i;

const wholeReversed: Method = {
  name: 'reversed',
  undo(text) {
    if (!tellTale.test(text) || forwards.test(text)) return null;
    const made = backwards(text);
    return forwards.test(made) ? { found: text, decoded: made, text: made } : null;
  },
};

/** The disguises of PowerShell and cmd, in the order in which one uncovers the next. */
export const shells: readonly Method[] = [
  carets,
  backticks,
  cmdVariables,
  letters,
  joined,
  concatenation,
  format,
  reversed,
  replacement,
  alone,
];
/** A text that is written backwards as a whole. */
export const whole: readonly Method[] = [wholeReversed];
