import { escapeJson } from './json.ts';
import type { Attribute, ElementNode, Scalar } from './node.ts';
import { hasPlaceholder, type Source, sourceOf } from './source.ts';
import { startTag } from './xml.ts';

/** One field of `EventData` or `UserData`. */
export interface DataField {
  name: string;
  /** Its place among the fields. */
  index: number;
  source: Source;
  /** The value that was spelt last, and its JSON with the name: values repeat. */
  last: { value: Scalar | null; json: string };
  /** The name, quoted for JSON, and a colon. */
  jsonKey: string;
  /** The first of its name, and so fit to be a column. */
  isColumn: boolean;
  /** A `Data` element without a name, whose values stay a list. */
  isList: boolean;
  /** JSON of the field where it has no value. */
  nothing: string;
  startTag: string;
  endTag: string;
}

/** What stands around the fields of a data part, in JSON and in XML. */
interface Frame {
  open: string;
  close: string;
  startTag: string;
  endTag: string;
}

/** How the data part of an event goes into columns. */
export interface DataProgram {
  container: string;
  fields: readonly DataField[];
  /** What stands around the fields; null where the whole has to be rendered from `element`. */
  frame: Frame | null;
  element: ElementNode;
  /** The slot that holds the one element within `UserData`, or -1. */
  innerSlot: number;
}

/** The element whose children are the fields: `EventData`, or the one element within `UserData`. */
function holderOf(container: ElementNode): ElementNode {
  const [inner, second] = container.children;
  const isWrapper =
    container.name !== 'EventData' &&
    inner?.kind === 'element' &&
    second === undefined &&
    inner.children.some((node) => node.kind === 'element');
  return isWrapper ? inner : container;
}

/** The data part of a template; null where a slot lies deeper than the fields. */
export function compileData(container: ElementNode): DataProgram | null {
  const [inner, second] = container.children;
  if (inner?.kind === 'placeholder' && second === undefined && container.attributes.length === 0)
    return innerData(container, inner.slot);
  const holder = holderOf(container);
  const fields = gatherFields(holder, holder === container);
  const isFlat = holder === container || container.attributes.length === 0;
  const frame = fields && fields.length > 0 && isFlat ? frameOf(container, holder) : null;
  if (fields && fields.length > 0 && frame)
    return { container: container.name, element: container, innerSlot: -1, fields, frame };
  return hasPlaceholder(container) ? null : treeData(container);
}

/** The data part of a tree without slots. */
export function treeData(container: ElementNode): DataProgram {
  const fields = leafFields(holderOf(container));
  return { container: container.name, element: container, innerSlot: -1, fields, frame: null };
}

/** `UserData` whose element is an instance of another template. */
function innerData(container: ElementNode, innerSlot: number): DataProgram | null {
  if (container.name !== 'UserData') return null;
  return { container: container.name, element: container, innerSlot, fields: [], frame: null };
}

/** The fields where every child is one; null where some child needs the tree. */
function gatherFields(holder: ElementNode, hasData: boolean): DataField[] | null {
  const fields: DataField[] = [];
  const taken = new Set<string>();
  const named = holder.children.some((node) => node.kind === 'element' && dataName(node) !== null);
  for (const child of holder.children) {
    const field = child.kind === 'element' ? fieldOf(child, hasData, named) : null;
    if (!field || child.kind !== 'element') return null;
    const isSecond = taken.has(field.name);
    if (isSecond && (!field.isColumn || child.name !== 'Data')) return null;
    taken.add(field.name);
    fields.push({ ...field, index: fields.length, isColumn: field.isColumn && !isSecond });
  }
  return fields;
}

/** The field that a child of `EventData` is; null where it needs the tree. */
function fieldOf(child: ElementNode, hasData: boolean, isNamed: boolean): DataField | null {
  const source = sourceOf(child.children);
  const isData = hasData && child.name === 'Data';
  const name = isData ? dataName(child) : child.name;
  const isList = isData && name === null;
  const attributes = child.attributes.length - (isData && !isList ? 1 : 0);
  if (!source || attributes > 0 || (isList && isNamed)) return null;
  const key = isList ? 'Data' : (name ?? '');
  return {
    name: key,
    index: 0,
    source,
    last: { value: null, json: '' },
    jsonKey: `"${escapeJson(key)}":`,
    isColumn: !isList && key !== '',
    isList,
    nothing: isData ? '""' : 'null',
    startTag: startTag(child),
    endTag: `</${child.name}>`,
  };
}

/** What a `Data` element says its name is, where that stands in the template. */
function dataName(element: ElementNode): string | null {
  const attribute = element.attributes.find(({ name }) => name === 'Name');
  const source = attribute && sourceOf(attribute.value);
  return element.name === 'Data' && source?.slot === -1 && source.value !== null
    ? String(source.value)
    : null;
}

/** What stands around the fields, where the attributes are all known. */
function frameOf(container: ElementNode, holder: ElementNode): Frame | null {
  const attributes = literalAttributes(holder.attributes);
  if (attributes === null) return null;
  const open = attributes === '' ? '{' : `{"#attributes":{${attributes}},`;
  const tags = { startTag: startTag(holder), endTag: `</${holder.name}>` };
  if (holder === container) return { open, close: '}', ...tags };
  return {
    open: `{"${escapeJson(holder.name)}":${open}`,
    close: '}}',
    startTag: startTag(container) + tags.startTag,
    endTag: `${tags.endTag}</${container.name}>`,
  };
}

function literalAttributes(attributes: readonly Attribute[]): string | null {
  const members: string[] = [];
  for (const { name, value } of attributes) {
    const source = sourceOf(value);
    if (!source || source.slot >= 0) return null;
    if (source.value === null) continue;
    const json =
      typeof source.value === 'string' ? `"${escapeJson(source.value)}"` : String(source.value);
    members.push(`"${escapeJson(name)}":${json}`);
  }
  return members.join(',');
}

/** The children of a resolved tree that are plain enough to be columns as well. */
function leafFields(holder: ElementNode): DataField[] {
  const fields: DataField[] = [];
  const taken = new Set<string>();
  for (const child of holder.children) {
    if (child.kind !== 'element') continue;
    const name = dataName(child) ?? (child.name === 'Data' ? null : child.name);
    const source = sourceOf(child.children);
    if (name === null || name === '' || !source || taken.has(name)) continue;
    taken.add(name);
    fields.push({
      name,
      index: fields.length,
      source,
      last: { value: null, json: '' },
      jsonKey: '',
      isColumn: true,
      isList: false,
      nothing: '',
      startTag: '',
      endTag: '',
    });
  }
  return fields;
}
