import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { HuntError } from '../base/index.ts';
import { tooMuch } from './too-much.ts';

/** A part of a YAML file and the line on which it begins. */
export type YamlTree = { readonly line: number } & (
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, YamlTree> }
  | { readonly kind: 'list'; readonly items: readonly YamlTree[] }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
);

/** Something about a place in a file. */
interface Finding {
  line: number;
  message: string;
}

const maxCharacters = 256 * 1024;
const maxDepth = 40;
const maxNodes = 20_000;

/**
 * Read one YAML document. What cannot be read is told in `faults`, without quoting the file, which may hold secrets.
 * Errors: `yaml/too-large` past 256 KiB, 40 levels, 20,000 parts (aliases counted each time).
 */
export function readYamlTree(
  text: string,
  file: string,
): { tree: YamlTree | null; faults: Finding[] } {
  if (text.length > maxCharacters) throw tooLarge(file, `it is larger than ${maxCharacters} bytes`);
  const why = tooMuch(text);
  if (why !== null) throw tooLarge(file, why);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const faults = document.errors.map(
    ({ code, pos }): Finding => ({ line: lineAt(pos[0]), message: said(code) }),
  );
  if (faults.length > 0) return { tree: null, faults: faults.slice(0, 10) };
  if (document.contents === null) return { tree: null, faults };
  const walk: Walk = { file, document, lineAt, faults, count: 0 };
  return { tree: visit(walk, document.contents, 0), faults };
}

interface Walk {
  file: string;
  document: Document;
  lineAt(offset: number): number;
  faults: Finding[];
  count: number;
}

function visit(walk: Walk, node: unknown, depth: number): YamlTree {
  const { file, document, faults } = walk;
  if (++walk.count > maxNodes) throw tooLarge(file, `it has more than ${maxNodes} parts`);
  if (depth > maxDepth) throw tooLarge(file, `it is nested more than ${maxDepth} deep`);
  const line = walk.lineAt((node as Node | null)?.range?.[0] ?? 0);
  if (isAlias(node)) {
    const target = node.resolve(document);
    if (target) return visit(walk, target, depth + 1);
    faults.push({ line, message: `there is no anchor &${node.source}` });
    return { kind: 'value', value: null, line };
  }
  if (isSeq(node))
    return { kind: 'list', items: node.items.map((item) => visit(walk, item, depth + 1)), line };
  if (isMap(node)) return { kind: 'map', entries: entriesOf(walk, node, depth), line };
  const value = isScalar(node) ? node.value : null;
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  const plain = typeof value === 'bigint' ? String(value) : isPlain ? value : null;
  return { kind: 'value', value: plain as string | number | boolean | null, line };
}

function entriesOf(walk: Walk, map: YAMLMap, depth: number): Map<string, YamlTree> {
  const own = new Map<string, YamlTree>();
  const merged = new Map<string, YamlTree>();
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value ?? '') : '';
    const child = visit(walk, value, depth + 1);
    if (name === '<<') merge(merged, child);
    else own.set(name, child);
  }
  return new Map([...merged, ...own]);
}

/** `<<` takes over what another section says, or several. */
function merge(into: Map<string, YamlTree>, from: YamlTree): void {
  for (const part of from.kind === 'list' ? from.items : [from])
    if (part.kind === 'map')
      for (const [name, child] of part.entries) if (!into.has(name)) into.set(name, child);
}

function tooLarge(file: string, why: string): HuntError {
  return new HuntError({
    code: 'yaml/too-large',
    message: `'${file}' is not read: ${why}.`,
    hint: 'A file of settings is small; look at what it holds.',
  });
}

const sayings: ReadonlyMap<string, string> = new Map([
  ['DUPLICATE_KEY', 'a name stands twice in one section'],
  ['BAD_INDENT', 'the indentation does not fit the lines above'],
  ['TAB_AS_INDENT', 'a tab is used to indent; YAML wants spaces'],
  ['MULTILINE_IMPLICIT_KEY', 'a name goes over several lines, or a colon is missing'],
  ['MISSING_CHAR', 'a quote, bracket or comma is missing'],
  ['BLOCK_AS_IMPLICIT_KEY', 'a name and its value stand on one line with another name'],
  ['BAD_SCALAR_START', 'a text begins with a sign that must be quoted'],
  ['BAD_ALIAS', 'an alias is not right'],
  ['MULTIPLE_DOCS', 'there is more than one document'],
]);

const said = (code: string): string => sayings.get(code) ?? 'this is not YAML';
