import { contentText, elementJson, escapeJson } from './json.ts';
import type { Attribute, ElementNode, Node, Scalar } from './node.ts';
import { startTag } from './xml.ts';

/** Where a value comes from: a slot of the instance, or (slot -1) the template itself. */
export interface Source {
  slot: number;
  value: Scalar | null;
}

/** The fields of `System` that become columns, in the order of `EventProgram.system`. */
export const SYSTEM_FIELDS = [
  'Provider.Name',
  'Provider.Guid',
  'Provider.EventSourceName',
  'EventID',
  'EventID.Qualifiers',
  'Version',
  'Level',
  'Task',
  'Opcode',
  'Keywords',
  'TimeCreated.SystemTime',
  'EventRecordID',
  'Correlation.ActivityID',
  'Correlation.RelatedActivityID',
  'Execution.ProcessID',
  'Execution.ThreadID',
  'Channel',
  'Computer',
  'Security.UserID',
] as const;
export type SystemField = (typeof SYSTEM_FIELDS)[number];
const SYSTEM_PLACES: ReadonlyMap<string, number> = new Map(
  SYSTEM_FIELDS.map((name, index) => [name, index]),
);

/** One field of `EventData` or `UserData`. */
export interface DataField {
  name: string;
  source: Source;
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
export interface Frame {
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

/** How a whole event goes into columns. */
export interface EventProgram {
  system: readonly Source[];
  /** Parts that have no column, each with its JSON key. */
  others: readonly { key: string; source: Source; json: string | null }[];
  /** The slot that holds the data part, or -1. */
  bodySlot: number;
  data: DataProgram | null;
  /** The message that Windows rendered, in events that were forwarded. */
  rendered: string | null;
}

/** What a template is good for; all null where its records must be read as trees. */
export interface Program {
  event: EventProgram | null;
  /** As `EventData` or `UserData`. */
  data: DataProgram | null;
  /** As the one element within `UserData`. */
  wrapped: DataProgram | null;
}

/** Find the way from a template's tree straight into columns. */
export function compile(root: ElementNode): Program {
  return compileWith(root, compileData);
}

/** The same for a tree without slots, for which there always is a way. */
export function compileTree(root: ElementNode): Program {
  return compileWith(root, treeData);
}

type CompileData = (container: ElementNode) => DataProgram | null;

/** Whether only the tree of a record can say what an element holds. A resolved tree may be too vast to search. */
function needsTree(element: ElementNode, dataOf: CompileData): boolean {
  return dataOf !== treeData && hasPlaceholder(element);
}

function compileWith(root: ElementNode, dataOf: CompileData): Program {
  const program: Program = { event: null, data: null, wrapped: null };
  if (root.name === 'Event') program.event = compileEvent(root, dataOf);
  else if (root.name === 'EventData' || root.name === 'UserData') program.data = dataOf(root);
  else {
    const attributes: Attribute[] = [];
    program.wrapped = dataOf({ ...root, name: 'UserData', attributes, children: [root] });
  }
  return program;
}

const NOTHING: Source = { slot: -1, value: null };

/** The one source of some nodes; null where several or an element must be put together first. */
function sourceOf(nodes: readonly Node[]): Source | null {
  const [only, second] = nodes;
  if (!only) return NOTHING;
  if (second === undefined) {
    if (only.kind === 'placeholder') return { slot: only.slot, value: null };
    if (only.kind === 'value') return { slot: -1, value: only.empty ? null : only.value };
  }
  if (nodes.some((node) => node.kind === 'placeholder' || node.kind === 'element')) return null;
  return { slot: -1, value: contentText(nodes) || null };
}

function hasPlaceholder(element: ElementNode): boolean {
  const within = (node: Node): boolean =>
    node.kind === 'placeholder' || (node.kind === 'element' && hasPlaceholder(node));
  return (
    element.children.some(within) || element.attributes.some(({ value }) => value.some(within))
  );
}

interface Gathering {
  system: Source[];
  others: { key: string; source: Source; json: string | null }[];
  bodySlot: number;
  data: DataProgram | null;
  rendered: string | null;
}

function compileEvent(root: ElementNode, dataOf: CompileData): EventProgram | null {
  const into: Gathering = {
    system: SYSTEM_FIELDS.map(() => NOTHING),
    others: [],
    bodySlot: -1,
    data: null,
    rendered: null,
  };
  for (const node of root.children) if (!addPart(node, into, dataOf)) return null;
  return into;
}

/** Take in one child of `Event`; false where only the tree can say what it is. */
function addPart(node: Node, into: Gathering, dataOf: CompileData): boolean {
  if (node.kind === 'placeholder') {
    if (into.bodySlot >= 0 || into.data) return false;
    into.bodySlot = node.slot;
    return true;
  }
  if (node.kind === 'instruction') return true;
  if (node.kind !== 'element') return addOther(into, '#text', sourceOf([node]), null);
  if (node.name === 'System') return addSystem(node, into, dataOf);
  const isBody = node.name === 'EventData' || node.name === 'UserData';
  if (isBody && !into.data && into.bodySlot < 0) {
    into.data = dataOf(node);
    return into.data !== null;
  }
  if (needsTree(node, dataOf)) return false;
  if (node.name === 'RenderingInfo') into.rendered = messageOf(node);
  return addOther(into, node.name, NOTHING, elementJson(node));
}

function messageOf(info: ElementNode): string | null {
  const message = info.children.find((node) => node.kind === 'element' && node.name === 'Message');
  const source = message?.kind === 'element' ? sourceOf(message.children) : null;
  return source?.value == null ? null : String(source.value);
}

function addOther(
  into: Gathering,
  key: string,
  source: Source | null,
  json: string | null,
): boolean {
  if (!source) return false;
  if (json !== null || source.slot >= 0 || source.value !== null)
    into.others.push({ key, source, json });
  return true;
}

function addSystem(system: ElementNode, into: Gathering, dataOf: CompileData): boolean {
  return system.children.every((child) => {
    if (child.kind !== 'element') return addOther(into, 'System', sourceOf([child]), null);
    const isPlain = child.children.every((node) => node.kind !== 'element');
    if (!isPlain)
      return !needsTree(child, dataOf) && addOther(into, child.name, NOTHING, elementJson(child));
    return (
      place(into, child.name, sourceOf(child.children)) &&
      child.attributes.every(({ name, value }) =>
        place(into, `${child.name}.${name}`, sourceOf(value)),
      )
    );
  });
}

function place(into: Gathering, path: string, source: Source | null): boolean {
  const index = SYSTEM_PLACES.get(path);
  if (index === undefined || into.system[index] !== NOTHING)
    return addOther(into, path, source, null);
  if (source) into.system[index] = source;
  return source !== null;
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
function compileData(container: ElementNode): DataProgram | null {
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
function treeData(container: ElementNode): DataProgram {
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
    fields.push({ ...field, isColumn: field.isColumn && !isSecond });
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
    source,
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
      source,
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
