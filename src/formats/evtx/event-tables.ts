import type { TableSink } from '../../engine/index.ts';
import type { ReadContext } from '../define-format.ts';
import type { RecordSpan } from './chunk.ts';
import { asText } from './convert.ts';
import type { EventReader } from './event.ts';
import type { Scalar } from './node.ts';
import { otherEvent } from './other-event.ts';
import { SYSTEM_FIELDS } from './program.ts';
import type { Width } from './rows.ts';
import { securityEvent } from './security-event.ts';
import { sysmon } from './sysmon.ts';
import { EventTable, systemPlace, type TableShape } from './table.ts';

const CHANNEL = SYSTEM_FIELDS.indexOf('Channel');
const PROVIDER = SYSTEM_FIELDS.indexOf('Provider.Name');
const SYSMON = 'Microsoft-Windows-Sysmon';

/** Events of one kind after which further ones are gathered by themselves. */
const MANY = 512;
/** Kinds of events that are gathered by themselves. */
const MAX_KINDS = 32;
/** Kinds that are counted at all; in a hostile log each event may be one of its own. */
const MAX_COUNTED = 10_000;

/** The tables that the events of one file flow into, each begun with its first event. */
export class EventTables {
  readonly #context: ReadContext;
  readonly #byShape = new Map<TableShape, KindTables>();
  #last: EventTable | null = null;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  /** Add an event as a row of its table; a row that fails half-way leaves nothing behind. */
  add(event: EventReader, span: RecordSpan, micros: number | bigint): EventTable {
    const table = this.#of(shapeOf(event)).tableOf(event);
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
    return this.#last ?? this.#of(otherEvent).common;
  }

  /** Every table, each by kinds; a file without events still shows one. */
  all(): EventTable[] {
    if (this.#byShape.size === 0) this.#of(otherEvent);
    return this.begun();
  }

  /** The tables begun so far. */
  begun(): EventTable[] {
    return [...this.#byShape.values()].flatMap((tables) => tables.all());
  }

  #of(shape: TableShape): KindTables {
    let tables = this.#byShape.get(shape);
    if (!tables) {
      const sink = this.#context.table(shape.name);
      tables = new KindTables(shape, sink, this.#context.budget.width);
      this.#byShape.set(shape, tables);
    }
    return tables;
  }
}

/**
 * One table. Rows are gathered by frequent kinds of events, so that batches have few columns: events of
 * some hundred kinds make a table so wide that most of the time would go into storing that there is nothing.
 */
class KindTables {
  readonly common: EventTable;
  readonly #shape: TableShape;
  readonly #sink: TableSink;
  readonly #width: Width;
  readonly #place: number;
  readonly #counts = new Map<Scalar | null, number>();
  readonly #own = new Map<Scalar | null, EventTable>();

  constructor(shape: TableShape, sink: TableSink, width: number) {
    this.#shape = shape;
    this.#sink = sink;
    this.#width = { names: new Set(), most: width };
    this.#place = systemPlace(shape.kind);
    this.common = new EventTable(shape, sink, this.#width);
  }

  all(): EventTable[] {
    return [this.common, ...this.#own.values()];
  }

  tableOf(event: EventReader): EventTable {
    const kind = event.system(this.#place);
    const own = this.#own.get(kind);
    if (own) return own;
    if (this.#own.size === MAX_KINDS) return this.common;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    if (this.#counts.size < MAX_COUNTED || count > 1) this.#counts.set(kind, count);
    if (count > MANY) this.#own.set(kind, new EventTable(this.#shape, this.#sink, this.#width));
    return this.common;
  }
}

/** The table that an event belongs to. */
function shapeOf(event: EventReader): TableShape {
  const channel = event.system(CHANNEL);
  if (channel === 'Security') return securityEvent;
  const provider = event.system(PROVIDER);
  return provider !== null && asText(provider) === SYSMON ? sysmon : otherEvent;
}
