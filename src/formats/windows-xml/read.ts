import type { UnparsedRow } from '../../engine/index.ts';
import type { Input, ReadContext } from '../define-format.ts';
import { Damage } from '../evtx/damage.ts';
import { EventReader } from '../evtx/event.ts';
import { EventTables } from '../evtx/event-tables.ts';
import type { ElementNode, Node } from '../evtx/node.ts';
import { type EventText, eventTexts } from './event-texts.ts';
import { parseElement } from './parse-element.ts';

/** What is kept of the text of an event that cannot be read. */
const keptCharacters = 8 * 1024;

/** Read the events of an XML export into the tables that they would have come to from an EVTX file. */
export async function readWindowsXml(input: Input, context: ReadContext): Promise<void> {
  const reader = new XmlEventReader(context);
  for await (const { events, bytesDone } of eventTexts(input, context)) {
    for (const event of events) reader.add(event);
    await reader.flush();
    context.progress(bytesDone);
  }
  await reader.end();
}

class XmlEventReader {
  readonly #context: ReadContext;
  readonly #event = new EventReader(null);
  readonly #tables: EventTables;
  #unparsed: UnparsedRow[] = [];

  constructor(context: ReadContext) {
    this.#context = context;
    this.#tables = new EventTables(context);
  }

  add({ text, line, fault }: EventText): void {
    try {
      if (fault !== null) throw new Damage(fault);
      const root = parseElement(text, this.#context.budget.depth);
      typeSystem(root);
      this.#event.readTree(root);
      const micros = this.#event.micros();
      if (micros === null) throw new Damage('the event does not say when it happened');
      this.#tables.add(this.#event, { id: 0n, at: 0, start: 0, size: 0 }, micros);
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      const kept = text.slice(0, keptCharacters);
      this.#unparsed.push({ line, reason: `${error.message}.`, text: kept });
    }
  }

  async flush(): Promise<void> {
    if (this.#unparsed.length > 0) {
      const { sink } = this.#tables.current().rows;
      await sink.unparsed(this.#unparsed);
      this.#unparsed = [];
    }
    for (const { rows } of this.#tables.begun()) if (rows.row > 0) await rows.flush();
  }

  /** A file without events still shows its table. */
  async end(): Promise<void> {
    for (const { rows } of this.#tables.all()) await rows.end();
  }
}

/** The numbers of `System` are numbers in an EVTX file; here they come as text. */
function typeSystem(root: ElementNode): void {
  const system = root.children.find((node) => node.kind === 'element' && node.name === 'System');
  if (system?.kind !== 'element') return;
  for (const child of system.children) {
    if (child.kind !== 'element') continue;
    child.children.forEach(typeNumber);
    for (const { value } of child.attributes) value.forEach(typeNumber);
  }
}

function typeNumber(node: Node): void {
  if (
    node.kind === 'value' &&
    typeof node.value === 'string' &&
    /^(?:0|[1-9]\d{0,14})$/.test(node.value)
  )
    node.value = Number(node.value);
}
