import type { Column } from '../../base/index.ts';
import type { TableSink } from '../../engine/index.ts';
import type { RecordSpan } from './chunk.ts';
import { asStored, asText, asWhole } from './convert.ts';
import type { DataField, DataProgram } from './data-program.ts';
import type { EventReader } from './event.ts';
import type { Scalar } from './node.ts';
import { SYSTEM_FIELDS, type SystemField } from './program.ts';
import { type Cells, Rows, type Width } from './rows.ts';

const places = new Map(SYSTEM_FIELDS.map((name, index) => [name, index]));
/** Where a field of `System` is found by `EventReader.system`. */
export function systemPlace(field: SystemField): number {
  return places.get(field) ?? -1;
}
const EVENT_ID = systemPlace('EventID');
const RECORD_ID = systemPlace('EventRecordID');

/** How the events of some channels become the rows of one table. */
export interface TableShape {
  name: string;
  /** Columns that come first. */
  columns: readonly Column[];
  /** Columns of fields that are there even where no event has the field, so that queries run that name them. */
  fields: readonly Column[];
  /** Columns that a field of `System` fills. */
  system: readonly (readonly [column: string, field: SystemField])[];
  /** The field of `System` that tells events with other columns apart. */
  kind: SystemField;
  /** Columns that fields of the data part must not fill. */
  reserved: ReadonlySet<string>;
  /** The fields that the shape has columns for; an event with others counts as incomplete. */
  known?: ReadonlySet<string>;
  /** What fills the columns of a table that are worked out. */
  derive(table: EventTable): (row: EventRow) => void;
}

/** One event while its row is being filled. */
export interface EventRow {
  event: EventReader;
  eventId: number | null;
  /** A field of the data part by name. */
  field(name: string): Scalar | null;
  /** Some field of the data part has no column of the shape, or none that could hold it. */
  isIncomplete: boolean;
}

/** Where the fields of one template go. */
interface Binding {
  data: DataProgram;
  cells: readonly (Cells | null)[];
  places: ReadonlyMap<string, number>;
  /** Some field has no column whatever its value. */
  isIncomplete: boolean;
}

/** One table that events flow into, or those of one kind. */
export class EventTable implements EventRow {
  readonly shape: TableShape;
  readonly rows: Rows;
  readonly #system: readonly { cells: Cells; place: number }[];
  readonly #bindings = new WeakMap<DataProgram, Binding>();
  readonly #values: (Scalar | null)[] = [];
  readonly #time: Cells;
  readonly #recordId: Cells;
  readonly #derive: (row: EventRow) => void;
  #binding: Binding | null = null;
  #event: EventReader | null = null;
  eventId: number | null = null;
  isIncomplete = false;

  constructor(shape: TableShape, sink: TableSink, width: Width) {
    this.shape = shape;
    this.rows = new Rows(sink, shape.columns, shape.fields, width);
    this.#system = shape.system.map(([column, field]) => ({
      cells: this.rows.declared(column),
      place: systemPlace(field),
    }));
    this.#time = this.rows.declared('TimeGenerated');
    this.#recordId = this.rows.declared('EventRecordId');
    this.#derive = shape.derive(this);
    sink.zone('TimeGenerated', true);
  }

  get event(): EventReader {
    if (!this.#event) throw new Error('no event is being read');
    return this.#event;
  }

  field(name: string): Scalar | null {
    const place = this.#binding?.places.get(name);
    return place === undefined ? null : (this.#values[place] ?? null);
  }

  /** Set a declared column of the row. */
  put(cells: Cells, value: string | number | null): void {
    if (value !== null) this.rows.set(cells, value);
  }

  /** Add an event as a row. */
  add(event: EventReader, span: RecordSpan, micros: number | bigint): void {
    this.#event = event;
    this.isIncomplete = false;
    const id = event.system(EVENT_ID);
    this.eventId = id === null ? null : (asWhole(id, true) ?? null);
    this.rows.set(this.#time, micros);
    this.rows.set(this.#recordId, asText(event.system(RECORD_ID) ?? span.id));
    for (const { cells, place } of this.#system) {
      const value = event.system(place);
      if (value !== null) this.rows.set(cells, asStored(value, cells.type));
    }
    this.#addData(event);
    this.#derive(this);
    this.rows.next();
  }

  #addData(event: EventReader): void {
    const { data } = event;
    this.#binding = data ? this.#bind(data) : null;
    if (!this.#binding || !data) return;
    const { cells } = this.#binding;
    this.isIncomplete = this.#binding.isIncomplete;
    for (let i = 0; i < data.fields.length; i++) {
      const value = event.field(data.fields[i] as DataField);
      this.#values[i] = value;
      const column = cells[i];
      if (value === null || !column) continue;
      const stored = asStored(value, column.type);
      if (stored === undefined) this.isIncomplete = true;
      else this.rows.set(column, stored);
    }
  }

  #bind(data: DataProgram): Binding {
    const known = this.#bindings.get(data);
    if (known) return known;
    const cells = data.fields.map(({ name, isColumn }) =>
      isColumn && !this.shape.reserved.has(name) ? this.rows.column(name) : null,
    );
    const { known: names } = this.shape;
    const isForeign = names && data.fields.some(({ name }) => !names.has(name));
    const binding = {
      data,
      cells,
      places: new Map(data.fields.map(({ name }, index) => [name, index])),
      isIncomplete: data.frame === null || isForeign === true || cells.includes(null),
    };
    this.#bindings.set(data, binding);
    return binding;
  }
}

/** `name`, `name:int` …: columns spelt in one text, of type string unless stated. */
export function spellColumns(text: string): Column[] {
  return text
    .trim()
    .split(/\s+/)
    .map((spelt) => {
      const [name = '', type = 'string'] = spelt.split(':');
      return { name, type: type as Column['type'] };
    });
}
