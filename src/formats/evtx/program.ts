import { compileData, type DataProgram, treeData } from './data-program.ts';
import { elementJson } from './json.ts';
import type { Attribute, ElementNode, Node } from './node.ts';
import { hasPlaceholder, NOTHING, type Source, sourceOf } from './source.ts';

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
