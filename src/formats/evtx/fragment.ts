import { Damage } from './damage.ts';
import { type Instance, newInstance, readInstance } from './instance.ts';
import type { ElementNode, Node } from './node.ts';
import { resolve } from './resolve.ts';
import { type DefinitionNotes, nameAt, type Scope, spend } from './scope.ts';
import { BINXML, isValueType, UNSIZED, valueEnd, valueNode } from './value.ts';

/** Binary XML inside binary XML: real records nest one or two levels. */
const MAX_NESTING = 64;
/** Open elements of one piece. */
const MAX_DEPTH = 256;

/**
 * Read a piece of binary XML into a tree. In a record, template instances are filled in where they
 * stand; with `notes` the piece is a template, whose slots stay placeholders.
 */
export function readFragment(
  scope: Scope,
  start: number,
  size: number,
  depth: number,
  notes?: DefinitionNotes,
): ElementNode {
  if (depth > MAX_NESTING) throw new Damage('binary XML is nested too deeply');
  if (size <= 0) throw new Damage('a piece of binary XML is empty');
  return new FragmentReader(scope, start, depth, notes).read(size);
}

class FragmentReader {
  readonly #scope: Scope;
  readonly #start: number;
  readonly #depth: number;
  readonly #notes: DefinitionNotes | undefined;
  readonly #stack: ElementNode[] = [];
  #at: number;
  #root: ElementNode | null = null;
  /** The element whose start tag is being read. */
  #open: ElementNode | null = null;
  #attribute: { name: string; value: Node[] } | null = null;

  constructor(scope: Scope, start: number, depth: number, notes: DefinitionNotes | undefined) {
    this.#scope = scope;
    this.#start = start;
    this.#at = start;
    this.#depth = depth;
    this.#notes = notes;
  }

  read(size: number): ElementNode {
    const end = this.#start + size;
    const { bytes } = this.#scope.chunk;
    while (this.#at < end) {
      spend(this.#scope, 1);
      const token = bytes.u8(this.#at++);
      if (token === 0x00) break;
      this.#token(token);
    }
    if (this.#notes && this.#at > end) this.#notes.local = true;
    if (this.#open || this.#stack.length > 0) throw new Damage('an element is not closed');
    if (this.#root) return this.#root;
    if (this.#notes) throw new Damage('a template has no element');
    return { kind: 'element', name: 'Event', attributes: [], children: [] };
  }

  #token(token: number): void {
    switch (token) {
      case 0x01:
      case 0x41:
        this.#openElement(token === 0x41);
        return;
      case 0x02:
        this.#closeStart();
        return;
      case 0x03:
        this.#attach(this.#takeOpen());
        return;
      case 0x04: {
        const element = this.#stack.pop();
        if (!element) throw new Damage('an element is closed that was never opened');
        this.#attach(element);
        return;
      }
      case 0x05:
      case 0x45:
        this.#value();
        return;
      case 0x06:
      case 0x46:
        this.#startAttribute();
        return;
      case 0x09:
      case 0x49:
        this.#push({ kind: 'entity', name: this.#name() });
        return;
      case 0x0a:
        this.#name();
        this.#push({ kind: 'instruction' });
        return;
      case 0x0b:
        this.#skip(2 + this.#scope.chunk.bytes.u16(this.#at) * 2);
        this.#push({ kind: 'instruction' });
        return;
      case 0x0c:
        this.#instance();
        return;
      case 0x0d:
      case 0x0e:
        this.#placeholder(token === 0x0e);
        return;
      case 0x0f:
        this.#skip(3);
        return;
      default:
        throw new Damage(`0x${token.toString(16)} at offset ${this.#at - 1} is no token`);
    }
  }

  #skip(size: number): void {
    this.#at = this.#scope.chunk.bytes.need(this.#at, size);
  }

  #name(): string {
    const { chunk, texts } = this.#scope;
    const offset = chunk.bytes.u32(this.#at);
    const at = this.#at - this.#start;
    this.#at += 4;
    const inline = offset === this.#at;
    if (inline) this.#skip(10 + ((chunk.bytes.u16(this.#at + 6) * 2) & 0xffff));
    const name = nameAt(chunk, offset, texts);
    this.#notes?.names.push({ at, inline, name });
    return name;
  }

  #openElement(hasAttributes: boolean): void {
    if (this.#open) throw new Damage('an element begins inside a start tag');
    this.#skip(this.#notes ? 6 : 4);
    const name = this.#name();
    if (hasAttributes) this.#skip(4);
    this.#open = { kind: 'element', name, attributes: [], children: [] };
  }

  #startAttribute(): void {
    const name = this.#name();
    if (!this.#open) throw new Damage('an attribute stands outside a start tag');
    this.#endAttribute(this.#open);
    this.#attribute = { name, value: [] };
  }

  #endAttribute(element: ElementNode): void {
    if (this.#attribute && this.#attribute.value.length > 0)
      element.attributes.push(this.#attribute);
    this.#attribute = null;
  }

  #takeOpen(): ElementNode {
    const element = this.#open;
    if (!element) throw new Damage('a start tag ends that never began');
    this.#endAttribute(element);
    this.#open = null;
    return element;
  }

  #closeStart(): void {
    if (this.#stack.length >= MAX_DEPTH) throw new Damage('elements are nested too deeply');
    this.#stack.push(this.#takeOpen());
  }

  #attach(element: ElementNode): void {
    const parent = this.#stack.at(-1);
    if (parent) parent.children.push(element);
    else if (this.#root === null) this.#root = element;
    else if (this.#notes) throw new Damage('a template has two root elements');
  }

  #push(node: Node): void {
    if (this.#open) {
      this.#attribute?.value.push(node);
      return;
    }
    const parent = this.#stack.at(-1);
    if (!parent) throw new Damage('a value stands outside any element');
    parent.children.push(node);
  }

  #value(): void {
    const { chunk, texts } = this.#scope;
    const type = chunk.bytes.u8(this.#at);
    if (!isValueType(type)) throw new Damage(`there is no value type 0x${type.toString(16)}`);
    const at = this.#at + 1;
    this.#at = valueEnd(chunk.bytes, type, at, UNSIZED);
    if (type !== BINXML) {
      this.#push(valueNode(chunk.bytes, type, at, UNSIZED, texts));
      return;
    }
    if (this.#open) throw new Damage('binary XML stands inside an attribute');
    if (this.#notes) this.#notes.local = true;
    if (this.#at > at + 2)
      this.#attach(readFragment(this.#scope, at + 2, this.#at - at - 2, this.#depth + 1));
  }

  #instance(): void {
    if (this.#notes) throw new Damage('a template holds an instance of a template');
    const { chunk, spare } = this.#scope;
    const instance = readInstance(chunk, this.#at, spare.pop() ?? newInstance());
    if (this.#open) throw new Damage('an instance of a template stands inside an attribute');
    this.#at = instance.end;
    this.#attach(fillIn(this.#scope, instance, this.#depth));
    spare.push(instance);
  }

  #placeholder(optional: boolean): void {
    const { bytes } = this.#scope.chunk;
    const slot = bytes.u16(this.#at);
    const type = bytes.u8(this.#at + 2);
    this.#at += 3;
    if (!isValueType(type)) throw new Damage(`there is no value type 0x${type.toString(16)}`);
    if (!this.#notes) throw new Damage('a slot stands outside a template');
    this.#push({ kind: 'placeholder', slot, optional });
  }
}

/** The tree of a template with the values of one instance filled in. */
export function fillIn(scope: Scope, instance: Instance, depth: number): ElementNode {
  const definition = scope.templates.get(scope, instance.definition, depth);
  const values: Node[] = [];
  for (let i = 0; i < instance.count; i++) values.push(slotNode(scope, instance, i, depth));
  return resolve(scope, definition.root, values);
}

function slotNode(scope: Scope, instance: Instance, slot: number, depth: number): Node {
  const type = instance.types[slot] as number;
  const at = instance.starts[slot] as number;
  const size = instance.sizes[slot] as number;
  spend(scope, 1);
  if (type === BINXML && size > 0) return readFragment(scope, at, size, depth + 1);
  if (type === BINXML) return { kind: 'value', value: '', empty: true };
  return valueNode(scope.chunk.bytes, type, at, size, scope.texts);
}
