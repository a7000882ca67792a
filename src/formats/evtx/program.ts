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

/** What a template is good for; both null where its records must be read as trees. */
export interface Program {
  event: EventProgram | null;
  data: DataProgram | null;
}

/**
 * Find the way from a tree straight into columns. For a template the values are slots; for a resolved
 * tree, which has none, there always is a way.
 */
export function compile(root: ElementNode): Program {
  if (root.name === 'Event') return { event: compileEvent(root), data: null };
  return { event: null, data: compileData(root) };
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

function compileEvent(root: ElementNode): EventProgram | null {
  const into: Gathering = {
    system: SYSTEM_FIELDS.map(() => NOTHING),
    others: [],
    bodySlot: -1,
    data: null,
    rendered: null,
  };
  for (const node of root.children) if (!addPart(node, into)) return null;
  return into;
}

/** Take in one child of `Event`; false where only the tree can say what it is. */
function addPart(node: Node, into: Gathering): boolean {
  if (node.kind === 'placeholder') {
    if (into.bodySlot >= 0 || into.data) return false;
    into.bodySlot = node.slot;
    return true;
  }
  if (node.kind === 'instruction') return true;
  if (node.kind !== 'element') return addOther(into, '#text', sourceOf([node]), null);
  if (node.name === 'System') return addSystem(node, into);
  const isBody = node.name === 'EventData' || node.name === 'UserData';
  if (isBody && !into.data && into.bodySlot < 0) {
    into.data = compileData(node);
    return into.data !== null;
  }
  if (hasPlaceholder(node)) return false;
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

function addSystem(system: ElementNode, into: Gathering): boolean {
  return system.children.every((child) => {
    if (child.kind !== 'element') return addOther(into, 'System', sourceOf([child]), null);
    const isPlain = child.children.every((node) => node.kind !== 'element');
    if (!isPlain)
      return !hasPlaceholder(child) && addOther(into, child.name, NOTHING, elementJson(child));
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

/** `EventData`, or `UserData` with its one element; null where a slot lies deeper than the fields. */
function compileData(container: ElementNode): DataProgram | null {
  const [inner, second] = container.children;
  const wrapped =
    container.name !== 'EventData' &&
    inner?.kind === 'element' &&
    second === undefined &&
    inner.children.some((node) => node.kind === 'element');
  const holder = wrapped ? inner : container;
  const fields = gatherFields(holder, !wrapped);
  const isFlat = fields && fields.length > 0 && (!wrapped || container.attributes.length === 0);
  const frame = isFlat && frameOf(container, holder);
  if (frame) return { container: container.name, fields, frame, element: container };
  if (hasPlaceholder(container)) return null;
  const columns = leafFields(holder);
  return { container: container.name, fields: columns, frame: null, element: container };
}

/** The fields where every child is one; null where some child needs the tree. */
function gatherFields(holder: ElementNode, hasData: boolean): DataField[] | null {
  const fields: DataField[] = [];
  const taken = new Set<string>();
  const named = holder.children.some((node) => node.kind === 'element' && dataName(node) !== null);
  for (const child of holder.children) {
    const field = child.kind === 'element' ? fieldOf(child, hasData, named) : null;
    if (!field || taken.has(field.name)) return null;
    taken.add(field.name);
    fields.push(field);
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
