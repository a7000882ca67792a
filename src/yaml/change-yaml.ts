import { type Document, isCollection, isMap, isNode, isScalar, parseDocument, YAMLMap } from 'yaml';
import type { YamlValue } from './set-yaml.ts';
import { tooMuch } from './too-much.ts';

/** One change of a YAML file: the value that is put in at a path of names; null takes it out. */
export interface YamlChange {
  readonly path: readonly string[];
  readonly value: YamlValue | null;
}

/**
 * The text of a YAML file after some changes. Values, their order and comments stay; blanks may be spelled otherwise than
 * they were. Sections on the way that are missing are made, and one that becomes empty is taken out. Gives null where the
 * text has faults, or something else than a section stands on the way.
 */
export function changeYaml(text: string, changes: readonly YamlChange[]): string | null {
  if (tooMuch(text) !== null) return null;
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length > 0) return null;
  for (const change of changes) if (!applied(document, change)) return null;
  return document.toString({ lineWidth: 0 });
}

function applied(document: Document, { path, value }: YamlChange): boolean {
  if (path.length === 0) return false;
  if (value === null) return takenOut(document, path);
  if (!path.every((_, depth) => hasSection(document, path.slice(0, depth)))) return false;
  const node = document.createNode(value);
  if (isCollection(node)) node.flow = true;
  const before = document.getIn(path, true);
  if (isScalar(before) && isScalar(node)) {
    if (before.value !== node.value) before.value = node.value;
    return true;
  }
  if (isNode(before)) node.comment = before.comment ?? null;
  document.setIn(path, node);
  return true;
}

/** Whether a section stands at a path; where nothing does, it is made. */
function hasSection(document: Document, path: readonly string[]): boolean {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap(node)) return true;
  const empty = node === null || node === undefined || (isScalar(node) && node.value === null);
  if (!empty) return false;
  if (path.length === 0) document.contents = new YAMLMap(document.schema);
  else document.setIn(path, new YAMLMap(document.schema));
  return true;
}

function takenOut(document: Document, path: readonly string[]): boolean {
  if (!document.hasIn(path)) return true;
  document.deleteIn(path);
  const section = path.slice(0, -1);
  const left = section.length === 0 ? null : document.getIn(section, true);
  if (isMap(left) && left.items.length === 0) return takenOut(document, section);
  return true;
}
