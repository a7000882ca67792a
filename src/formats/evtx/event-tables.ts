import type { ReadContext } from '../define-format.ts';
import type { RecordSpan } from './chunk.ts';
import { asText } from './convert.ts';
import type { EventReader } from './event.ts';
import { otherEvent } from './other-event.ts';
import { SYSTEM_FIELDS } from './program.ts';
import { securityEvent } from './security-event.ts';
import { sysmon } from './sysmon.ts';
import { EventTable, type TableShape } from './table.ts';

const CHANNEL = SYSTEM_FIELDS.indexOf('Channel');
const PROVIDER = SYSTEM_FIELDS.indexOf('Provider.Name');
const SYSMON = 'Microsoft-Windows-Sysmon';

/** The tables that the events of one file flow into, each begun with its first event. */
export class EventTables {
  readonly #context: ReadContext;
  readonly #byShape = new Map<TableShape, EventTable>();
  #last: EventTable | null = null;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  /** Add an event as a row of its table; a row that fails half-way leaves nothing behind. */
  add(event: EventReader, span: RecordSpan, micros: number | bigint): EventTable {
    const table = this.#of(shapeOf(event));
    this.#last = table;
    try {
      table.add(event, span, micros);
    } catch (error) {
      table.rows.drop();
      throw error;
    }
    return table;
  }

  /** The table of the last event, to which what cannot be read most likely belongs. */
  current(): EventTable {
    return this.#last ?? this.#of(otherEvent);
  }

  /** Every table; a file without events still shows one. */
  all(): Iterable<EventTable> {
    if (this.#byShape.size === 0) this.#of(otherEvent);
    return this.#byShape.values();
  }

  /** The tables begun so far. */
  begun(): Iterable<EventTable> {
    return this.#byShape.values();
  }

  #of(shape: TableShape): EventTable {
    let table = this.#byShape.get(shape);
    if (!table) {
      table = new EventTable(shape, this.#context.table(shape.name), this.#context.budget.width);
      this.#byShape.set(shape, table);
    }
    return table;
  }
}

/** The table that an event belongs to. */
function shapeOf(event: EventReader): TableShape {
  const channel = event.system(CHANNEL);
  if (channel === 'Security') return securityEvent;
  const provider = event.system(PROVIDER);
  return provider !== null && asText(provider) === SYSMON ? sysmon : otherEvent;
}
