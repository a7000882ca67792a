import { isMap, isScalar, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { tooMuch } from './too-much.ts';

/** What can be written into a YAML file: a value, a list of values, or names with values. */
export type YamlValue =
  | string
  | number
  | boolean
  | readonly (string | number | boolean)[]
  | { readonly [name: string]: string | number | boolean };

/**
 * The text of a YAML file with one value put in, or taken out where none is given; every other character stays as it
 * was. Sections on the way that are missing are made. Gives null where the text is too odd to be changed in place: read
 * what comes out before it is used.
 */
export function setYaml(
  text: string,
  path: readonly string[],
  value: YamlValue | null,
): string | null {
  if (tooMuch(text) !== null) return null;
  const { contents, errors } = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  if (errors.length > 0 || path.length === 0) return null;
  if (contents !== null && !(isScalar(contents) && contents.value === null))
    return setIn(text, contents, path, value);
  return value === null ? text : `${withLineEnd(text)}${spelledAt(path, value)}${lineEnd(text)}`;
}

function setIn(
  text: string,
  contents: Node,
  path: readonly string[],
  value: YamlValue | null,
): string | null {
  let map: unknown = contents;
  for (const [depth, name] of path.entries()) {
    if (!isMap(map)) return null;
    const pair = pairOf(map, name);
    const rest = path.slice(depth);
    if (!pair) return value === null ? text : added(text, map, spelledAt(rest, value));
    const last = depth === path.length - 1;
    if (last && value === null) return without(text, map, pair);
    const spelled = nested(rest, value);
    if (last || !isMap(pair.value)) return spelled === null ? null : replaced(text, pair, spelled);
    map = pair.value;
  }
  return null;
}

/** A value as YAML spells it on one line, also within brackets. */
function spellYaml(value: YamlValue): string {
  if (typeof value === 'string') return plain(value) ? value : JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => spellYaml(item)).join(', ')}]`;
  const parts = Object.entries(value).map(
    ([name, part]) => `${spellYaml(name)}: ${spellYaml(part)}`,
  );
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** Whether a text needs no quotes: nothing that YAML, of any version, could take for something else. */
function plain(text: string): boolean {
  if (/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)) return false;
  return /^(?:[A-Za-z][\w.@-]*|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?)$/.test(text);
}

function nested(path: readonly string[], value: YamlValue | null): string | null {
  if (value === null) return null;
  return path
    .slice(1)
    .reduceRight((inner, name) => `{ ${spellYaml(name)}: ${inner} }`, spellYaml(value));
}

const spelledAt = (path: readonly string[], value: YamlValue): string =>
  `${spellYaml(path[0] ?? '')}: ${nested(path, value)}`;

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && String(key.value ?? '') === name);
}

function replaced(text: string, pair: Pair, spelled: string): string | null {
  const [start, end] = (pair.value as Node | null)?.range ?? [];
  if (start === undefined || end === undefined) return null;
  const old = text.slice(start, end).trimEnd();
  const gap = old === '' && !/\s$/.test(text.slice(0, start)) ? ' ' : '';
  return text.slice(0, start) + gap + spelled + text.slice(start + old.length);
}

function added(text: string, map: YAMLMap, entry: string): string | null {
  const [start, end] = map.range ?? [];
  if (start === undefined || end === undefined) return null;
  if (map.flow) {
    const inside = text.slice(start + 1, end - 1).trimEnd();
    const at = start + 1 + inside.length;
    const comma = inside.trim() === '' || inside.endsWith(',') ? ' ' : ', ';
    return `${text.slice(0, at)}${comma}${entry} ${text.slice(end - 1)}`;
  }
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1));
  const indent = text.slice(lineStart + 1, start);
  if (indent.trim() !== '') return null;
  const at = start + text.slice(start, end).trimEnd().length;
  const rest = /^[^\r\n]*/.exec(text.slice(at))?.[0].length ?? 0;
  return `${text.slice(0, at + rest)}${lineEnd(text)}${indent}${entry}${text.slice(at + rest)}`;
}

function without(text: string, map: YAMLMap, pair: Pair): string | null {
  const [start] = (pair.key as Node).range ?? [];
  const [valueStart, valueEnd] = (pair.value as Node | null)?.range ?? [];
  if (map.flow || start === undefined || valueStart === undefined || valueEnd === undefined)
    return null;
  const before = /[^\r\n]*$/.exec(text.slice(0, start))?.[0] ?? '';
  if (before.trim() !== '') return null;
  const end = valueStart + text.slice(valueStart, valueEnd).trimEnd().length;
  const rest = /^[^\r\n]*(?:\r\n|\n|\r)?/.exec(text.slice(end))?.[0].length ?? 0;
  return text.slice(0, start - before.length) + text.slice(end + rest);
}

const lineEnd = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';

const withLineEnd = (text: string): string =>
  text === '' || /[\r\n]$/.test(text) ? text : text + lineEnd(text);
