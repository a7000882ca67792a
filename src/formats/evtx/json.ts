import { Damage } from './damage.ts';
import type { Attribute, ElementNode, Node, Scalar, ValueNode } from './node.ts';

/** Most characters of JSON that one record may become; a chunk of 64 KiB holds far less. */
const MAX_JSON = 4 << 20;
const MAX_DEPTH = 1024;
const ENTITIES = new Map([
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
]);

/**
 * A whole record as JSON, spelt as the Rust reader spells it: attributes under `#attributes`, mixed
 * text under `#text`, a second child of one name as `name_1`, `Data` elements by their `Name`.
 */
export function recordJson(root: ElementNode): string {
  const writer = new JsonWriter();
  writer.write(`{"${escapeJson(root.name)}":`);
  writer.element(root, false);
  writer.write('}');
  return writer.text;
}

/** One element's value as JSON, as it stands in `recordJson` after its name. */
export function elementJson(element: ElementNode): string {
  const writer = new JsonWriter();
  writer.element(element, isContainer(element.name));
  return writer.text;
}

/** What stands differently in JSON; `JSON.stringify` finds it too, but makes a new text of every one. */
const SPECIAL = /["\\\p{Cc}\ud800-\udfff]/u;

/** Text between the quotes of a JSON string. */
export function escapeJson(text: string): string {
  if (!SPECIAL.test(text)) return text;
  const json = JSON.stringify(text).slice(1, -1);
  return json.includes('\\u00') ? json.replace(/\\(?:u00..|.)/g, upperHex) : json;
}

function upperHex(spelt: string): string {
  return spelt.length > 2 ? `\\u${spelt.slice(2).toUpperCase()}` : spelt;
}

/** A scalar as JSON: numbers and booleans bare. */
export function scalarJson(value: Scalar): string {
  return typeof value === 'string' ? `"${escapeJson(value)}"` : String(value);
}

function isContainer(name: string): boolean {
  return name === 'EventData' || name === 'UserData';
}

/** Whether a node counts as text. */
function isContent(node: Node): boolean {
  return node.kind === 'value' ? !node.empty : node.kind === 'entity';
}

function isElement(node: Node): node is ElementNode {
  return node.kind === 'element';
}

function isPresent({ value }: Attribute): boolean {
  return value.some(isContent);
}

function isDataElement(node: Node): node is ElementNode {
  return node.kind === 'element' && node.name === 'Data';
}

function nameOf(data: ElementNode): Node[] | undefined {
  const value = data.attributes.find((attribute) => attribute.name === 'Name')?.value;
  return value?.some(isContent) ? value : undefined;
}

/** The text of nodes that hold no element. */
export function contentText(nodes: readonly Node[]): string {
  let text = '';
  for (const node of nodes) {
    if (node.kind === 'value') text += String(node.value);
    else if (node.kind === 'entity') text += ENTITIES.get(node.name) ?? `&${node.name};`;
    else if (node.kind === 'element') throw new Damage('an element stands where text is expected');
  }
  return text;
}

const NO_DATA: readonly ElementNode[] = [];

class JsonWriter {
  readonly #pieces: string[] = [];
  #length = 0;
  #depth = 0;

  get text(): string {
    return this.#pieces.join('');
  }

  write(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length > MAX_JSON) throw new Damage('the record unfolds into too much text');
  }

  element(element: ElementNode, container: boolean): void {
    const leaf = element.attributes.length === 0 ? leafOf(element) : null;
    if (leaf) {
      this.#leaf(leaf, 'null');
      return;
    }
    const hasText = element.children.some(isContent);
    const isPlain = !element.attributes.some(isPresent) && !element.children.some(isElement);
    if (!isPlain) this.#body(element, container, hasText, true);
    else if (hasText) this.#content(element.children);
    else this.write('null');
  }

  #leaf(leaf: ValueNode, empty: string): void {
    this.write(leaf.empty ? empty : scalarJson(leaf.items ? String(leaf.value) : leaf.value));
  }

  /** Text as a string, or bare where it is one number or boolean. */
  #content(nodes: readonly Node[]): void {
    const [only, second] = nodes;
    const isBare = only?.kind === 'value' && !second && typeof only.value !== 'string';
    if (isBare && !only.items) this.write(String(only.value));
    else this.write(`"${escapeJson(contentText(nodes))}"`);
  }

  /** The text among children, as a member: elements and empty values do not count. */
  #text(nodes: readonly Node[], comma: boolean): void {
    this.write(comma ? ',"#text":' : '"#text":');
    this.#content(
      nodes.filter(
        (node) => node.kind !== 'element' && node.kind !== 'instruction' && isContent(node),
      ),
    );
  }

  #body(element: ElementNode, container: boolean, hasText: boolean, attributes: boolean): void {
    if (++this.#depth > MAX_DEPTH) throw new Damage('elements are nested too deeply');
    this.write('{');
    let comma = attributes && this.#attributes(element.attributes);
    if (hasText) this.#text(element.children, comma);
    comma ||= hasText;
    const data = container ? element.children.filter(isDataElement) : NO_DATA;
    const isNamed = data.some((child) => nameOf(child));
    const counts = element.children.length > 1 ? new Map<string, number>() : null;
    for (const child of element.children) {
      if (child.kind !== 'element') continue;
      const isData = container && child.name === 'Data';
      if (isData && (isNamed ? !nameOf(child) : child !== data[0])) continue;
      if (comma) this.write(',');
      comma = true;
      if (isData) this.#dataMember(child, data, isNamed);
      else this.#member(child, counts);
    }
    this.write('}');
    this.#depth--;
  }

  /** An element by its name, numbered after the first of that name. */
  #member(child: ElementNode, counts: Map<string, number> | null): void {
    const count = counts?.get(child.name) ?? 0;
    counts?.set(child.name, count + 1);
    const key = escapeJson(child.name);
    this.write(count === 0 ? `"${key}":` : `"${key}_${count}":`);
    this.element(child, isContainer(child.name));
  }

  /** `Data` elements of `EventData` and `UserData` go by name or, where none has one, as a list. */
  #dataMember(child: ElementNode, data: readonly ElementNode[], isNamed: boolean): void {
    if (!isNamed) {
      this.#list(data);
      return;
    }
    this.write(`"${escapeJson(contentText(nameOf(child) ?? []))}":`);
    this.#data(child);
  }

  /** `Data` elements without names, in order. */
  #list(data: readonly ElementNode[]): void {
    const [first] = data;
    this.write('"Data":{"#text":');
    if (first && data.length === 1) this.#data(first);
    else {
      this.write('[');
      for (const [index, child] of data.entries()) {
        if (index > 0) this.write(',');
        this.#data(child);
      }
      this.write(']');
    }
    this.write('}');
  }

  /** A `Data` element: its attributes are left out, nothing is `""`. */
  #data(element: ElementNode): void {
    const leaf = leafOf(element);
    const hasText = element.children.some(isContent);
    if (leaf) this.#leaf(leaf, '""');
    else if (element.children.some(isElement)) this.#body(element, false, hasText, false);
    else if (hasText) this.#content(element.children);
    else this.write('""');
  }

  #attributes(attributes: readonly Attribute[]): boolean {
    let any = false;
    for (const attribute of attributes) {
      if (!isPresent(attribute)) continue;
      this.write(any ? ',"' : '"#attributes":{"');
      this.write(escapeJson(attribute.name));
      this.write('":');
      this.#content(attribute.value);
      any = true;
    }
    if (any) this.write('}');
    return any;
  }
}

/** The one value of an element that holds nothing else. */
function leafOf(element: ElementNode): ValueNode | null {
  const [only, second] = element.children;
  return only?.kind === 'value' && second === undefined ? only : null;
}
