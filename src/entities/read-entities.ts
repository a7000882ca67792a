import type { Entity, EntityDefinition } from './define-entity.ts';
import { entityDefinitions, entityFrom, fieldNamed, kindOf } from './entity.ts';

/** The entities of an alert, and what of the source could not be read. */
export interface EntityList {
  readonly entities: readonly Entity[];
  /** Those of the list itself, not within another. */
  readonly outer: readonly Entity[];
  /** One sentence for each fault. */
  readonly problems: readonly string[];
}

type Raw = Readonly<Record<string, unknown>>;
interface Building {
  type: string;
  said: string;
  fields: Entity['fields'];
  more: Map<string, unknown>;
}

const longest = 64 * 1024 * 1024;
/** Faults that are told one by one. */
const told = 20;

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(raw: Raw, name: string): unknown {
  return Object.hasOwn(raw, name) ? raw[name] : undefined;
}

function textAt(raw: Raw, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = own(raw, name);
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  return undefined;
}

/** The type that an object says it has. */
function saidBy(raw: Raw): string | undefined {
  const properties = own(raw, 'properties');
  return (isRaw(properties) ? textAt(raw, 'kind') : undefined) ?? textAt(raw, 'Type', 'type');
}

function entriesOf(raw: Raw): [string, unknown][] {
  const properties = own(raw, 'properties');
  return Object.entries(isRaw(properties) && own(raw, 'kind') ? properties : raw).filter(
    ([name]) => !['$id', '$ref', 'Type', 'type', '$type'].includes(name),
  );
}

/** Reads one document; every object becomes at most one entity, so that circles and long chains end. */
class Reader {
  readonly problems: string[] = [];
  readonly #ids = new Map<string, Raw>();
  readonly #made = new Map<Raw, Building>();
  readonly #waiting: [Building, Raw][] = [];

  constructor(document: unknown) {
    const stack: unknown[] = [document];
    const seen = new Set<unknown>();
    while (stack.length > 0) {
      const value = stack.pop();
      if (typeof value !== 'object' || value === null || seen.has(value)) continue;
      seen.add(value);
      const id = isRaw(value) ? textAt(value, '$id') : undefined;
      if (id !== undefined && isRaw(value)) this.#ids.set(id, value);
      for (const inner of Object.values(value)) stack.push(inner);
    }
  }

  problem(text: string): void {
    if (this.problems.length < told) this.problems.push(text);
  }

  /** The object behind a `$ref`, or the object itself; null for a reference to nothing. */
  resolve(raw: Raw): Raw | null {
    const ref = textAt(raw, '$ref');
    if (ref === undefined) return raw;
    const target = this.#ids.get(ref);
    if (!target) this.problem(`No entity has the $id ${JSON.stringify(ref.slice(0, 64))}.`);
    return target ?? null;
  }

  /** The entity of an object; its fields are read later. */
  entity(raw: Raw, expected?: EntityDefinition): Entity {
    const known = this.#made.get(raw);
    if (known) return known;
    const said = saidBy(raw);
    const kind = said === undefined && expected ? expected : kindOf(said ?? 'unknown');
    const made = { type: kind.name, said: said ?? kind.said[0], fields: {}, more: new Map() };
    this.#made.set(raw, made);
    this.#waiting.push([made, raw]);
    return made;
  }

  #value(value: unknown, expected: EntityDefinition | undefined): unknown {
    if (isRaw(value)) {
      const raw = this.resolve(value);
      const is = raw && (expected || saidBy(raw) !== undefined || own(raw, '$id') !== undefined);
      return is ? this.entity(raw, expected) : value;
    }
    if (expected && typeof value === 'string' && value.trim() !== '') {
      const read = expected.looks?.read(value.slice(0, 4096));
      const [main] = Object.keys(expected.fields);
      return entityFrom(expected, Object.entries(read ?? { [main ?? 'Name']: value }));
    }
    return value;
  }

  #field(
    kind: EntityDefinition,
    field: string | undefined,
    value: unknown,
  ): { expected: EntityDefinition | undefined; read: unknown } {
    const [form, of] = (field ? (kind.fields[field] ?? '') : '').split(':');
    const expected = of === undefined ? undefined : entityDefinitions.get(of);
    if (Array.isArray(value) && (form === 'entities' || value.some(isRaw)))
      return { expected, read: value.map((v) => this.#value(v, expected)) };
    const read = this.#value(value, expected);
    return { expected, read: form === 'entities' ? [read] : read };
  }

  #fill(made: Building, raw: Raw): void {
    const kind = entityDefinitions.get(made.type) ?? kindOf('unknown');
    const fields: [string, unknown][] = [];
    const plain: [string, unknown][] = [];
    for (const [name, value] of entriesOf(raw)) {
      const field = fieldNamed(kind, name);
      const { expected, read } = this.#field(kind, field, value);
      if (field && expected && value !== null && fits(read, expected)) fields.push([field, read]);
      else plain.push([expected ? ` ${name}` : name, read]);
    }
    const from = entityFrom(kind, plain);
    for (const [name, value] of from.more) if (value !== null) made.more.set(name.trim(), value);
    const whole = { ...from.fields, ...Object.fromEntries(fields) };
    made.fields = kind.complete?.(whole) ?? whole;
  }

  finish(): void {
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) this.#fill(...next);
  }
}

/** Whether a value is what a field is for, so that no identity can run in a circle. */
function fits(value: unknown, kind: EntityDefinition): boolean {
  const list = Array.isArray(value) ? value : [value];
  return list.every((v) => isRaw(v) && v['type'] === kind.name && v['more'] instanceof Map);
}

/** The objects within an object that say that they are entities. */
function* partsOf(raw: Raw): Generator<Raw> {
  for (const [, value] of entriesOf(raw))
    for (const part of Array.isArray(value) ? value : [value])
      if (isRaw(part) && !Object.hasOwn(part, '$ref'))
        if (own(part, '$id') !== undefined || saidBy(part) !== undefined) yield part;
}

/** The object, then all within it, the innermost first: as MSTICPy lists them. */
function listed(top: Raw, seen: Set<Raw>): Raw[] {
  if (seen.has(top)) return [];
  seen.add(top);
  const found = [top];
  const stack = [{ raw: top, parts: partsOf(top) }];
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const next = frame.parts.next();
    if (next.done) {
      stack.pop();
      if (frame.raw !== top) found.push(frame.raw);
    } else if (!seen.has(next.value)) {
      seen.add(next.value);
      stack.push({ raw: next.value, parts: partsOf(next.value) });
    }
  }
  return found;
}

/** What a text says; what is no text is taken as it is. */
function documentOf(source: unknown): unknown {
  if (typeof source !== 'string') return source;
  if (/^\s*(?:null|nan|none)?\s*$/i.test(source)) return null;
  if (source.length > longest) throw new Error(`they are ${source.length} characters long.`);
  return JSON.parse(source);
}

/** An element of the list: an entity, a reference to one, or a pair of a type and an entity. */
function topOf(top: unknown, reader: Reader): { raw: Raw | null; said?: string } {
  if (isRaw(top)) return { raw: reader.resolve(top) };
  const [said, raw] = Array.isArray(top) ? top : [];
  if (typeof said === 'string' && isRaw(raw)) return { raw, said };
  reader.problem('One of the entities is no object.');
  return { raw: null };
}

/**
 * The entities of Sentinel's entity JSON: text, or what JSON.parse gives of it.
 *
 * shape: an array of objects with a `Type`, or of pairs of type and object; each entity once, those within others after
 * them. An object that is referred to by `$ref` is the same entity everywhere; entities may refer to each other in circles.
 * edges: null, an empty text and an empty array give nothing. What is no JSON gives no entities and a problem.
 * A reference to nothing is kept as it stands in `more`. An object within another is listed where it has `Type` or `$id`.
 * cost: linear in the text, whatever its depth; texts over 64 MiB are not read.
 * source: msticpy SecurityAlert. Differs: lists are followed, and an entity without `$id` is not lost.
 */
export function readEntities(source: unknown): EntityList {
  let document: unknown;
  try {
    document = documentOf(source);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    return {
      entities: [],
      outer: [],
      problems: [`The entities are no JSON: ${why.slice(0, 200)}`],
    };
  }
  if (document === null || document === undefined) return { entities: [], outer: [], problems: [] };
  const reader = new Reader(document);
  const seen = new Set<Raw>();
  const entities: Entity[] = [];
  const outer = new Set<Entity>();
  for (const top of Array.isArray(document) ? document : [document]) {
    const { raw, said } = topOf(top, reader);
    if (!raw) continue;
    for (const each of listed(raw, seen))
      entities.push(reader.entity(each, said && each === raw ? kindOf(said) : undefined));
    outer.add(reader.entity(raw));
  }
  reader.finish();
  return { entities, outer: [...outer], problems: reader.problems };
}
