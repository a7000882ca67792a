import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The facts that a browser's own text tells, by what was asked for. */
export type UserAgent = Record<string, Record<string, string>>;

/** One pattern of the ua-parser project, with what to say where it fits. */
interface Rule {
  pattern: string;
  flags: string;
  said: ReadonlyMap<string, string>;
  compiled?: RegExp | null;
}

/** What is longer is cut off: no browser calls itself so, and patterns are slow over long texts. */
const maxCharacters = 1024;
const mostRemembered = 5_000;

function unquoted(text: string): string {
  const value = text.trim();
  if (value.startsWith("'")) return value.slice(1, -1).replaceAll("''", "'");
  return value.startsWith('"') ? String(JSON.parse(value)) : value;
}

/** The rules of each section of uap-core's file, which uses only lists of plain properties. */
function readRules(): ReadonlyMap<string, Rule[]> {
  const require = createRequire(import.meta.url);
  const text = readFileSync(require.resolve('uap-core/regexes.yaml'), 'utf8');
  const sections = new Map<string, Rule[]>();
  let section: Rule[] = [];
  let said = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, heading] = /^(\w+):\s*$/.exec(line) ?? [];
    const [, dash, key, value] = /^\s+(- )?(\w+):\s*(.+)$/.exec(line) ?? [];
    if (heading !== undefined) {
      section = [];
      sections.set(heading, section);
    } else if (key === 'regex' && dash !== undefined && value !== undefined) {
      said = new Map();
      section.push({ pattern: unquoted(value), flags: '', said });
    } else if (key === 'regex_flag' && value !== undefined) {
      const rule = section.at(-1);
      if (rule) rule.flags = unquoted(value);
    } else if (key !== undefined && value !== undefined) said.set(key, unquoted(value));
  }
  return sections;
}

let rules: ReadonlyMap<string, Rule[]> | null = null;

function compiled(rule: Rule): RegExp | null {
  if (rule.compiled === undefined)
    try {
      rule.compiled = new RegExp(rule.pattern, rule.flags);
    } catch {
      rule.compiled = null;
    }
  return rule.compiled;
}

/** What the first rule that fits says: the named replacement, `$n` filled in, else the group at that place. */
function firstFit(section: string, text: string): ((name: string, group: number) => string) | null {
  rules ??= readRules();
  for (const rule of rules.get(section) ?? []) {
    const found = compiled(rule)?.exec(text);
    if (!found) continue;
    return (name, group) => {
      const replacement = rule.said.get(`${name}_replacement`);
      if (replacement === undefined) return (found[group] ?? '').trim();
      return replacement.replace(/\$(\d)/g, (_, n) => found[Number(n)] ?? '').trim();
    };
  }
  return null;
}

function browser(text: string): Record<string, string> {
  const say = firstFit('user_agent_parsers', text);
  return {
    Family: say?.('family', 1) || 'Other',
    MajorVersion: say?.('v1', 2) ?? '',
    MinorVersion: say?.('v2', 3) ?? '',
    Patch: say?.('v3', 4) ?? '',
  };
}

function operatingSystem(text: string): Record<string, string> {
  const say = firstFit('os_parsers', text);
  return {
    Family: say?.('os', 1) || 'Other',
    MajorVersion: say?.('os_v1', 2) ?? '',
    MinorVersion: say?.('os_v2', 3) ?? '',
    Patch: say?.('os_v3', 4) ?? '',
    PatchMinor: say?.('os_v4', 5) ?? '',
  };
}

function device(text: string): Record<string, string> {
  const say = firstFit('device_parsers', text);
  return {
    Family: say?.('device', 1) || 'Other',
    Brand: say?.('brand', -1) ?? '',
    Model: say?.('model', 1) ?? '',
  };
}

const parts = [
  ['browser', 'Browser', browser],
  ['os', 'OperatingSystem', operatingSystem],
  ['device', 'Device', device],
] as const;

const remembered = new Map<string, UserAgent | null>();

/** Of a user agent: `Browser`, `OperatingSystem` and `Device`, as far as they are asked for (`browser`, `os`, `device`). */
export function parseUserAgent(text: string, asked: readonly string[]): UserAgent | null {
  const key = `${asked.join()}\n${text}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const wanted = new Set(asked.map((name) => name.toLowerCase()));
  const cut = text.slice(0, maxCharacters);
  const found = parts.flatMap(([name, title, read]) =>
    wanted.has(name) ? [[title, read(cut)] as const] : [],
  );
  const result = found.length > 0 ? Object.fromEntries(found) : null;
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, result);
  return result;
}
