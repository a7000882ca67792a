import { digit, type Found, is, letter } from './letters.ts';
import { dotsStart, windowsPaths } from './paths.ts';

/** What stands for a folder before a path's first backslash. */
const variable = /(?:%[\w()]{1,64}%|\$(?:env:\w{1,64}|\{env:[\w()]{1,64}\}))$/i;

/** What may stand in a path as MSTICPy matches one, and ends it: each as many signs that can be in none. */
const apart: readonly RegExp[] = [
  /\\(?:\?\?|\\[?.])\\(?=[a-z]:\\)/gi,
  / (?=\\|[a-z]:[\\/]|\.{1,2}\\|%[\w()]{1,64}%\\)/gi,
  /[;`]|&&/g,
  /[,&](?=\s|$|[a-z]:[\\/]|\\\\)/gi,
  /(?<=\.[a-z0-9]{1,4})[,&+]/gi,
  /'/g,
  /:(?=line \d|[^a-z\\/]|$)/gi,
  /(?<=\.(?:exe|dll|com|bat|cmd|ps1|vbs|scr|msi|sys|hta|cpl)) /gi,
  / (?=-[a-z-])/gi,
];
const forward = /(?<![a-z0-9])[a-z]:\/(?!\/)[^\s"'<>|;:*?,]*/gi;

const closers = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** Where a path ends at the latest: before a bracket that it does not open, and before what ends a sentence. */
function pathEnd(text: string, { start, end }: Found): number {
  const open: string[] = [];
  let last = start;
  for (; last < end; last++) {
    const sign = text.charAt(last);
    const opener = closers.get(sign);
    if ('([{'.includes(sign)) open.push(sign);
    else if (opener !== undefined && open.pop() !== opener) break;
  }
  while (last > start && '.,'.includes(text.charAt(last - 1))) last--;
  return last;
}

/**
 * Windows paths that are one: `\??\` before a drive is none, what a shell, a list or a sentence puts behind a file ends
 * it, and so does the start of another; a variable such as `%TEMP%` is its first folder. cost: linear.
 */
export function wholeWindowsPaths(text: string): Found[] {
  let plain = text
    .replace(forward, (path) => path.replaceAll('/', '\\'))
    .replace(/\\\\\?\\(?=UNC\\)/gi, '\\\\_\\')
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '_');
  for (const pattern of apart) plain = plain.replace(pattern, (signs) => '|'.repeat(signs.length));
  const found: Found[] = [];
  let from = 0;
  for (const path of windowsPaths(plain)) {
    const end = pathEnd(text, path);
    const named = variable.exec(text.slice(Math.max(from, path.start - 70), path.start));
    const bare = text.charCodeAt(path.start) === 92;
    const start = bare && named ? path.start - named[0].length : path.start;
    const before = text.charCodeAt(start - 1);
    if (bare && (is(before, digit | letter) || before === 92)) continue;
    if (!/[\p{L}\p{N}]/u.test(text.slice(path.start, end))) continue;
    found.push({ start, end });
    from = end;
  }
  return found;
}

const tops = new Set(
  'bin boot dev etc home lib lib32 lib64 media mnt opt proc root run sbin snap srv sys tmp usr var Users Library Applications System Volumes private data'.split(
    ' ',
  ),
);
const pathLetter = /[\p{L}\p{N}._+@%~#=,-]/u;

/** The Linux paths that are one: from the root or `.`, `..`, `~` on, up to a blank, a quote or what a shell reads. cost: linear. */
export function wholeLinuxPaths(text: string): Found[] {
  const found: Found[] = [];
  for (
    let at = text.indexOf('/'), from = 0;
    at !== -1;
    at = text.indexOf('/', Math.max(at + 1, from))
  ) {
    let start = dotsStart(text, at, Math.max(from, at - 2));
    if (text.charCodeAt(at - 1) === 126) start = at - 1;
    let end = at;
    while (end < text.length && (text.charCodeAt(end) === 47 || pathLetter.test(text.charAt(end))))
      end++;
    while (end > at && ',.='.includes(text.charAt(end - 1))) end--;
    from = end;
    const before = text.charAt(start - 1);
    if (before !== '' && !/[\s"'`=(,:;|&<>[]/.test(before)) continue;
    const parts = text
      .slice(at, end)
      .split('/')
      .filter((part) => part !== '');
    const named = start < at || parts.length > 1 || tops.has(parts[0] ?? '');
    if (named && parts.length > 0 && /[\p{L}\p{N}]/u.test(text.slice(at, end)))
      found.push({ start, end });
  }
  return found;
}
