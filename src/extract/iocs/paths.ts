import { digit, type Found, is, letter, noFile, noFolder } from './letters.ts';

const unc = /[a-z0-9_.$-]/i;

function isFile(code: number): boolean {
  return !Number.isNaN(code) && !is(code, noFile);
}

/** The last backslash of a run of folders behind which a file starts. Kept for the run, so that a text takes linear time. */
class Folders {
  #from = 0;
  #end = -1;
  #last = -1;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the file starts whose folder starts with the backslash at `at`; -1 where there is none. */
  fileStart(at: number): number {
    const text = this.#text;
    if (at + 1 > this.#end || at + 1 < this.#from) {
      this.#from = at + 1;
      this.#end = at + 1;
      this.#last = -1;
      for (; this.#end < text.length && !is(text.charCodeAt(this.#end), noFolder); this.#end++)
        if (text.charCodeAt(this.#end) === 92 && isFile(text.charCodeAt(this.#end + 1)))
          this.#last = this.#end;
    }
    if (this.#last >= at + 2) return this.#last + 1;
    return isFile(text.charCodeAt(at + 1)) ? at + 1 : -1;
  }
}

/** Where the dots start that end at `at`. */
export function dotsStart(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && text.charCodeAt(start - 1) === 46) start--;
  return start;
}

function rootStart(text: string, at: number, from: number): number {
  const drive =
    at - 2 >= from && text.charCodeAt(at - 1) === 58 && is(text.charCodeAt(at - 2), letter);
  return drive ? at - 2 : dotsStart(text, at, from);
}

/** The backslash that ends the name of a server, after `\\`; -1 where no server is named. */
function shareSlash(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== 92) return -1;
  let end = at + 2;
  while (end < text.length && unc.test(text.charAt(end))) end++;
  return end > at + 2 && text.charCodeAt(end) === 92 ? end : -1;
}

/** Paths with a drive, a server, dots or nothing before their first backslash, as MSTICPy matches them. cost: linear. */
export function windowsPaths(text: string): Found[] {
  const found: Found[] = [];
  const folders = new Folders(text);
  for (
    let at = text.indexOf('\\'), from = 0;
    at !== -1;
    at = text.indexOf('\\', Math.max(at + 1, from))
  ) {
    const share = shareSlash(text, at);
    const direct = folders.fileStart(at);
    const start = rootStart(text, at, from);
    const usesShare = share !== -1 && (start === at || direct === -1);
    const file = usesShare ? Math.max(folders.fileStart(share), -1) : direct;
    if (file === -1 && direct === -1) continue;
    const begin = file === -1 ? direct : file;
    let end = begin;
    while (end < text.length && isFile(text.charCodeAt(end))) end++;
    found.push({ start: usesShare ? at : start, end });
    from = end;
  }
  return found;
}

const noSegment = /[\\/:*?<>|\r\n]/;

function isLinuxFile(code: number): boolean {
  return (
    !Number.isNaN(code) &&
    code !== 47 &&
    code !== 0 &&
    code !== 32 &&
    code !== 60 &&
    code !== 62 &&
    code !== 124 &&
    code !== 13 &&
    code !== 10
  );
}

/** The folders from a slash on and where the file behind them starts. Kept for all slashes between them. */
class Chain {
  #end = -1;
  #last = -1;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** -1 where no file follows. */
  fileStart(slash: number): number {
    if (slash > this.#end) this.#read(slash);
    return this.#last > slash ? this.#last : -1;
  }

  #read(slash: number): void {
    const text = this.#text;
    this.#end = slash;
    this.#last = isLinuxFile(text.charCodeAt(slash + 1)) ? slash + 1 : -1;
    for (let i = slash + 1; i < text.length; i++) {
      const folder = text.charCodeAt(i) === 47 && i > this.#end + 1;
      if (!folder && noSegment.test(text.charAt(i))) return;
      if (folder) this.#end = i;
      if (folder && isLinuxFile(text.charCodeAt(i + 1))) this.#last = i + 1;
    }
  }
}

/** As MSTICPy matches them, over blanks from one path into the next. cost: linear. */
export function linuxPaths(text: string): Found[] {
  const found: Found[] = [];
  const chain = new Chain(text);
  for (
    let at = text.indexOf('/'), from = 0;
    at !== -1;
    at = text.indexOf('/', Math.max(at, from))
  ) {
    let slash = at;
    while (text.charCodeAt(slash + 1) === 47) slash++;
    const file = chain.fileStart(slash);
    if (file === -1) {
      at = slash + 1;
      continue;
    }
    let end = file;
    while (end < text.length && isLinuxFile(text.charCodeAt(end))) end++;
    found.push({ start: slash === at ? dotsStart(text, at, from) : at, end });
    from = end;
  }
  return found;
}

const hive =
  /(?:HKEY_(?:LOCAL_MACHINE|CURRENT_USER|CLASSES_ROOT|USERS|CURRENT_CONFIG)|HK(?:LM|CU|CR|U|CC)):?\\|\\REGISTRY\\(?:MACHINE|USER)\\/gi;

/** The blank before another path or key. */
const another = / (?=HK[A-Z_]{1,20}:?\\|\\REGISTRY\\|[a-z]:\\|\\\\)/gi;

/** The registry keys in a text, from their hive on: to a closing quote, or to the blank after which no backslash follows. */
export function registryKeys(text: string): Found[] {
  const found: Found[] = [];
  const folders = new Folders(text.replace(another, '|'));
  hive.lastIndex = 0;
  for (let match = hive.exec(text); match !== null; match = hive.exec(text)) {
    const { index } = match;
    if (is(text.charCodeAt(index - 1), digit | letter)) continue;
    const quote = text.charAt(index - 1);
    const slash = hive.lastIndex - 1;
    let end = quote === '"' || quote === "'" ? text.indexOf(quote, slash) : -1;
    if (end === -1 || end - index > 1024) {
      const file = folders.fileStart(slash);
      if (file === -1) continue;
      end = keyEnd(text, file);
    }
    while (end > slash + 1 && text.charCodeAt(end - 1) === 92) end--;
    if (end <= slash + 1) continue;
    found.push({ start: index, end });
    hive.lastIndex = end;
  }
  return found;
}

function keyEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isFile(text.charCodeAt(end)) && !"',;".includes(text.charAt(end)))
    end++;
  return end;
}
