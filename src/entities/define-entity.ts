/** What a field holds: a plain value, an entity of the kind that is named, or a list of those. */
export type FieldType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'time'
  | 'dynamic'
  | `entity:${string}`
  | `entities:${string}`;

/** The fields of a kind of entity, by Microsoft's names. */
export type FieldTypes = Readonly<Record<string, FieldType>>;

type ValueOf<T> = T extends 'string' | 'time'
  ? string
  : T extends 'number'
    ? number
    : T extends 'boolean'
      ? boolean
      : T extends `entity:${string}`
        ? Entity
        : T extends `entities:${string}`
          ? readonly Entity[]
          : unknown;

/** The values of an entity, as its definition types them; times are ISO texts, UTC. */
export type FieldValues<F extends FieldTypes> = { readonly [K in keyof F]?: ValueOf<F[K]> };

/** A thing that logs and alerts tell of: an address, a host, a process. Entities may refer to each other in circles. */
export interface Entity<F extends FieldTypes = FieldTypes> {
  /** The name of its definition: `IpAddress`. */
  readonly type: string;
  /** Its type as the source spells it: `ip`. */
  readonly said: string;
  readonly fields: FieldValues<F>;
  /** What the source says besides, under names that the definition does not have. */
  readonly more: ReadonlyMap<string, unknown>;
}

/** Gives the identity of an entity that is part of another's. */
type Identify = (entity: Entity) => string;

/** Which columns of a row make one entity: field to column. The first must have a value. */
export type ColumnGroup = Readonly<Record<string, string>>;

/** A kind of entity. */
export interface EntityDefinition<F extends FieldTypes = FieldTypes> {
  readonly name: string;
  /** What it is, one sentence. */
  readonly about: string;
  /** Whose schema it follows, and where it differs. */
  readonly source: string;
  /** What sources call this type, in lower case without marks; the first is Sentinel's own. */
  readonly said: readonly [string, ...string[]];
  readonly fields: F;
  /** Other names under which fields come, in lower case: `{ hostname: 'HostName' }` needs no mention. */
  readonly aliases?: Readonly<Record<string, string>>;
  /**
   * What tells it from others of its kind, the surest first, each as `slot=value` by `keys`; empty where nothing does.
   * Two entities with the same first key are the same thing; two that have a key in common and differ in no slot may be merged.
   */
  identity(fields: FieldValues<F>, identify: Identify): readonly string[];
  /** Its name, short. */
  label(fields: FieldValues<F>): string;
  /** What it is, in one line. */
  describe(fields: FieldValues<F>): string;
  /** Fields that follow from others. */
  complete?(fields: FieldValues<F>): FieldValues<F>;
  /** The columns by which it is recognised in the tables of Sentinel, Defender, Sysmon and others. */
  readonly columns: readonly ColumnGroup[];
  /** How a value looks that can be nothing else: the fields that such a text gives, or null. Texts are at most 4,096 characters. */
  readonly looks?: { readonly rank: number; read(text: string): FieldValues<F> | null };
  /** Values as they stand in a log, with what is made of them. */
  readonly examples: readonly [EntityExample, ...EntityExample[]];
}

/** An entity in Sentinel's JSON or a loose value, and what it is. It is documentation and a test. */
interface EntityExample {
  /** A text as `guessEntity` takes it, or the fields of an entity. */
  readonly from: string | Readonly<Record<string, unknown>>;
  readonly identity: string;
  readonly label: string;
  readonly description: string;
}

/** Define a kind of entity. */
export function defineEntity<const F extends FieldTypes>(
  parts: EntityDefinition<F>,
): EntityDefinition<F> {
  return parts;
}

type Part = string | number | undefined;

/** A key of an identity, in lower case where `exact` is not asked for; none where a part is missing. */
export function key(slot: string, parts: readonly Part[], exact = false): string[] {
  const texts = parts.map((part) => (part === undefined ? '' : String(part).trim()));
  if (texts.some((text) => text === '')) return [];
  const joined = texts.length === 1 ? (texts[0] ?? '') : texts.map(escaped).join('|');
  return [`${slot}=${exact ? joined : joined.toLowerCase()}`];
}

function escaped(text: string): string {
  return text.replace(/[\\|]/g, '\\$&');
}

/** The first of these texts that says something, or the last. */
export function firstOf(...texts: readonly (string | undefined)[]): string {
  return texts.find((text) => text !== undefined && text !== '') ?? texts.at(-1) ?? '';
}

/** A field of an entity within an entity, as text. */
export function inner(entity: Entity | undefined, field: string): string | undefined {
  const value = entity?.fields[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
