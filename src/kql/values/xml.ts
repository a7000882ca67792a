/** An element as Kusto shows XML: its text, or a bag of attributes (`@name`), text (`#text`) and children. */
export type XmlValue = string | null | { [name: string]: XmlValue | XmlValue[] };

const maxCharacters = 2 ** 20;
const maxDepth = 200;
const namePattern = /[^\s<>/=!?"'&][^\s<>/="'&]*/y;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

class NotXml extends Error {}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));?/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? all) : all;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (point === 0 || point > 0x10ffff) throw new NotXml();
    return String.fromCodePoint(point);
  });
}

/** An element that is still open. */
interface Open {
  name: string;
  parts: [name: string, value: XmlValue][];
  text: string;
}

function closed({ parts, text }: Open): XmlValue {
  const content = text.trim() === '' ? '' : text.trim();
  if (parts.length === 0) return content === '' ? null : content;
  const groups = new Map<string, XmlValue[]>();
  const placed = content === '' ? parts : withText(parts, content);
  for (const [name, value] of placed) {
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return Object.fromEntries(
    [...groups].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? null) : values]),
  );
}

/** The text stands after the attributes. */
function withText(parts: Open['parts'], text: string): Open['parts'] {
  const attributes = parts.filter(([name]) => name.startsWith('@')).length;
  return [...parts.slice(0, attributes), ['#text', text], ...parts.slice(attributes)];
}

class Reader {
  readonly #text: string;
  #at = 0;
  readonly #stack: Open[] = [{ name: '', parts: [], text: '' }];

  constructor(text: string) {
    this.#text = text;
  }

  document(): XmlValue {
    while (this.#at < this.#text.length) {
      const next = this.#text.indexOf('<', this.#at);
      this.#addText(this.#text.slice(this.#at, next < 0 ? this.#text.length : next));
      if (next < 0) break;
      this.#at = next;
      this.#markup();
    }
    const [root, ...open] = this.#stack;
    if (!root || open.length > 0 || root.parts.length !== 1) throw new NotXml();
    return Object.fromEntries(root.parts);
  }

  #addText(text: string): void {
    const top = this.#stack.at(-1);
    if (this.#stack.length === 1 && text.trim().replace(/^\ufeff/, '') !== '') throw new NotXml();
    if (top) top.text += decoded(text);
  }

  #markup(): void {
    const rest = this.#text.slice(this.#at, this.#at + 9);
    if (rest.startsWith('<!--')) this.#skip('-->');
    else if (rest === '<![CDATA[') {
      const start = this.#at + rest.length;
      this.#skip(']]>');
      const top = this.#stack.at(-1);
      if (top) top.text += this.#text.slice(start, this.#at - 3);
    } else if (rest.startsWith('<?')) this.#skip('?>');
    else if (rest.startsWith('<!'))
      this.#skip(/^[^>]*\[/.test(this.#text.slice(this.#at, this.#at + 500)) ? ']>' : '>');
    else if (rest.startsWith('</')) this.#close();
    else this.#open();
  }

  #skip(end: string): void {
    const found = this.#text.indexOf(end, this.#at);
    if (found < 0) throw new NotXml();
    this.#at = found + end.length;
  }

  #name(): string {
    namePattern.lastIndex = this.#at;
    const [name] = namePattern.exec(this.#text) ?? [];
    if (!name) throw new NotXml();
    this.#at += name.length;
    return name;
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #open(): void {
    this.#at++;
    const element: Open = { name: this.#name(), parts: [], text: '' };
    if (this.#stack.push(element) > maxDepth) throw new NotXml();
    for (;;) {
      this.#space();
      if (this.#text.startsWith('/>', this.#at)) {
        this.#at += 2;
        this.#end();
        return;
      }
      if (this.#text[this.#at] === '>') {
        this.#at++;
        return;
      }
      element.parts.push(this.#attribute());
    }
  }

  #attribute(): [string, string] {
    const name = this.#name();
    this.#space();
    if (this.#text[this.#at++] !== '=') throw new NotXml();
    this.#space();
    const quote = this.#text[this.#at++] ?? '';
    const end = quote === '"' || quote === "'" ? this.#text.indexOf(quote, this.#at) : -1;
    if (end < 0) throw new NotXml();
    const value = decoded(this.#text.slice(this.#at, end));
    this.#at = end + 1;
    return [`@${name}`, value];
  }

  #close(): void {
    this.#at += 2;
    if (this.#name() !== this.#stack.at(-1)?.name) throw new NotXml();
    this.#space();
    if (this.#text[this.#at++] !== '>') throw new NotXml();
    this.#end();
  }

  #end(): void {
    const element = this.#stack.pop();
    const parent = this.#stack.at(-1);
    if (!element || !parent) throw new NotXml();
    parent.parts.push([element.name, closed(element)]);
  }
}

/** An XML text as nested bags, as Kusto's parse_xml gives it; null where it is none, longer than 1 MiB or deeper than 200. */
export function parseXml(text: string): XmlValue {
  if (text.length > maxCharacters || text.trim() === '') return null;
  try {
    return new Reader(text).document();
  } catch (error) {
    if (error instanceof NotXml) return null;
    throw error;
  }
}
