import { Damage } from '../evtx/damage.ts';
import type { Attribute, ElementNode, Node } from '../evtx/node.ts';

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * One XML element as a tree. Knows elements, attributes, text, CDATA, comments and the entities that XML itself
 * defines; nothing is ever fetched or expanded. Blank text beside elements is dropped.
 *
 * errors: throws `Damage` where the text is not well formed or nests deeper than `mostDepth`.
 * cost: linear in the length of the text.
 */
export function parseElement(text: string, mostDepth: number): ElementNode {
  const open: ElementNode[] = [];
  let pos = 0;
  while (pos < text.length) {
    const mark = text[pos + 1];
    if (text[pos] !== '<') pos = addText(text, pos, open.at(-1));
    else if (mark === '!' || mark === '?') pos = passOver(text, pos, open.at(-1));
    else {
      if (open.length > mostDepth) throw new Damage('the elements nest too deeply');
      const { done, end } = mark === '/' ? closeTag(text, pos, open) : openTag(text, pos, open);
      if (done && open.length === 0) return done;
      pos = end;
    }
  }
  throw new Damage('the element is not closed');
}

interface TagStep {
  /** The element that the tag completes. */
  done: ElementNode | null;
  end: number;
}

function openTag(text: string, start: number, open: ElementNode[]): TagStep {
  const { element, end, isClosed } = parseTag(text, start);
  open.at(-1)?.children.push(element);
  if (!isClosed) open.push(element);
  return { done: isClosed ? element : null, end };
}

function closeTag(text: string, start: number, open: ElementNode[]): TagStep {
  const done = open.pop();
  const end = text.indexOf('>', start);
  if (!done || end < 0 || text.slice(start + 2, end).trim() !== done.name)
    throw new Damage('a tag is closed that is not open');
  close(done);
  return { done, end: end + 1 };
}

/** Blank text stands between elements only to make the text readable. */
function close(element: ElementNode): void {
  if (element.children.some((node) => node.kind === 'element'))
    element.children = element.children.filter((node) => !isBlank(node));
}

function isBlank(node: Node): boolean {
  return node.kind === 'value' && typeof node.value === 'string' && node.value.trim() === '';
}

function addText(text: string, start: number, into: ElementNode | undefined): number {
  const at = text.indexOf('<', start);
  const end = at < 0 ? text.length : at;
  push(into, decode(text.slice(start, end)));
  return end;
}

function push(into: ElementNode | undefined, value: string): void {
  if (value === '') return;
  if (into) into.children.push({ kind: 'value', value, empty: false });
  else if (value.trim() !== '') throw new Damage('there is text outside of the element');
}

/** A comment, an instruction, or CDATA, which is text. */
function passOver(text: string, start: number, into: ElementNode | undefined): number {
  const [opening, closing] = text.startsWith('<!--', start)
    ? ['<!--', '-->']
    : text.startsWith('<![CDATA[', start)
      ? ['<![CDATA[', ']]>']
      : ['<?', '?>'];
  if (!text.startsWith(opening, start))
    throw new Damage('there is a declaration inside of the element');
  const end = text.indexOf(closing, start + opening.length);
  if (end < 0) throw new Damage(`${opening} is not closed`);
  if (opening === '<![CDATA[') push(into, text.slice(start + opening.length, end));
  return end + closing.length;
}

const name = /[^\s/>=<"']{1,256}/y;
const blanks = /\s*/y;

function parseTag(
  text: string,
  start: number,
): { element: ElementNode; end: number; isClosed: boolean } {
  const attributes: Attribute[] = [];
  const tag = match(name, text, start + 1);
  if (tag === '') throw new Damage('a tag has no name');
  let pos = start + 1 + tag.length;
  for (;;) {
    pos += match(blanks, text, pos).length;
    const isClosed = text.startsWith('/>', pos);
    if (isClosed || text[pos] === '>') {
      const element: ElementNode = { kind: 'element', name: tag, attributes, children: [] };
      return { element, end: pos + (isClosed ? 2 : 1), isClosed };
    }
    const key = match(name, text, pos);
    pos += key.length + match(blanks, text, pos + key.length).length;
    if (key === '' || text[pos] !== '=')
      throw new Damage(`the tag ${tag.slice(0, 100)} is not well formed`);
    pos += 1 + match(blanks, text, pos + 1).length;
    const quote = text[pos];
    const end = quote === '"' || quote === "'" ? text.indexOf(quote, pos + 1) : -1;
    if (end < 0) throw new Damage(`an attribute of ${tag.slice(0, 100)} has no closing quote`);
    const value = decode(text.slice(pos + 1, end));
    attributes.push({
      name: key,
      value: value === '' ? [] : [{ kind: 'value', value, empty: false }],
    });
    pos = end + 1;
  }
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Undo references to characters; those that XML does not define stay as they are written. */
function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/g, (written, body: string) => {
    if (body[0] !== '#') return entities.get(body) ?? written;
    const code = body[1] === 'x' ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });
}
