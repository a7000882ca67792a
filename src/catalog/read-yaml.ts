import { parseDocument } from 'yaml';
import { HuntError } from '../base/index.ts';

/** A value as YAML gives it; mappings are Maps, so that no key of a file can be special. */
export type Yaml =
  | string
  | number
  | boolean
  | bigint
  | null
  | Date
  | Yaml[]
  | Map<unknown, Yaml>
  | object;

const maxBytes = 4 * 1024 * 1024;
const maxDepth = 60;
const maxAliases = 1000;

/**
 * Read one YAML document as YAML 1.1, which query files are written for. Size, depth and aliases are bounded.
 * Errors: `catalog/bad-yaml`, with the file and line.
 */
export function readYaml(text: string, file: string): Yaml {
  if (text.length > maxBytes)
    throw fault(file, `it is larger than the ${maxBytes / 1024 / 1024} MiB of a query file`);
  if (flowDepth(text) > maxDepth) throw fault(file, `it is nested more than ${maxDepth} deep`);
  try {
    const asIs = parse(text);
    const document = asIs.errors.length === 0 ? asIs : parse(indented(text));
    const [error] = document.errors.length === 0 ? [] : asIs.errors;
    if (error) {
      const line = text.slice(0, error.pos[0]).split('\n').length;
      throw fault(file, `line ${line}: ${error.message}`);
    }
    return document.toJS({ mapAsMap: true, maxAliasCount: maxAliases }) as Yaml;
  } catch (error) {
    if (error instanceof HuntError) throw error;
    if (error instanceof RangeError) throw fault(file, 'it is nested too deeply');
    if (error instanceof ReferenceError) throw fault(file, error.message);
    throw error;
  }
}

function parse(text: string): ReturnType<typeof parseDocument> {
  return parseDocument(text, {
    version: '1.1',
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
}

const opening = /^(\s*(?:-\s+)*(?:[\w.$-]+\s*:\s+)?(?:[&!]\S+\s+)*)(['"])/;
const rest: Readonly<Record<string, RegExp>> = {
  "'": /^(?:[^']|'')*'(?!')/,
  '"': /^(?:[^"\\]|\\.)*"/,
};

/**
 * The text with the further lines of quoted texts moved in, as the standard wants them: PyYAML, for which query
 * files are written, does not mind. What a quoted text says does not depend on how its lines are indented.
 */
function indented(text: string): string {
  let inside: { close: RegExp; by: string } | null = null;
  return text
    .split('\n')
    .map((line) => {
      if (inside) {
        const { close, by } = inside;
        if (close.test(line)) inside = null;
        return by + line;
      }
      const found = opening.exec(line);
      const close = rest[found?.[2] ?? ''];
      if (found && close && !close.test(line.slice(found[0].length)))
        inside = { close, by: `${/^ */.exec(line)?.[0]}    ` };
      return line;
    })
    .join('\n');
}

/** How deep brackets and lists of lists stand, at most; quotes are not looked at. */
function flowDepth(text: string): number {
  let deepest = 0;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  for (const [dashes] of text.matchAll(/^[ ]*(?:- ){3,}/gm))
    deepest = Math.max(deepest, dashes.length / 2);
  return deepest;
}

function fault(file: string, why: string): HuntError {
  return new HuntError({
    code: 'catalog/bad-yaml',
    message: `'${file}' cannot be read as YAML: ${why}.`,
    hint: 'Put the file right, or take it out of the folder of queries.',
  });
}

/** The mapping that a value is; empty for null, undefined for anything else. */
export function mapping(value: Yaml | undefined): ReadonlyMap<unknown, Yaml> | undefined {
  if (value === null || value === undefined) return new Map();
  return value instanceof Map ? value : undefined;
}

/** The texts of a list, or the one text that stands for a list. */
export function texts(value: Yaml | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.filter((item) => typeof item === 'string');
}
