import type {
  Entity,
  EntityDefinition,
  FieldType,
  FieldTypes,
  FieldValues,
} from './define-entity.ts';
import * as kindFiles from './kinds/index.gen.ts';

/** Every kind of entity, typed: `entityKinds.ipAddress`. */
export const entityKinds: typeof kindFiles = kindFiles;

const definitions = Object.values(
  kindFiles as unknown as Readonly<Record<string, EntityDefinition>>,
);

/** Every kind of entity, by its name. */
export const entityDefinitions: ReadonlyMap<string, EntityDefinition> = new Map(
  definitions.map((d) => [d.name, d]),
);

function squeezed(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

const bySaid = new Map(
  definitions.flatMap((d) => [d.name, ...d.said].map((said) => [squeezed(said), d] as const)),
);
const unknownKind: EntityDefinition = kindFiles.unknownEntity as unknown as EntityDefinition;

/** The kind that a source's name of a type means: `ip`, `mail-message`, `User`; `UnknownEntity` for what no one knows. */
export function kindOf(said: string): EntityDefinition {
  return bySaid.get(squeezed(said.slice(0, 64))) ?? unknownKind;
}

/** The definition of an entity. */
export function definitionOf(entity: Entity): EntityDefinition {
  return entityDefinitions.get(entity.type) ?? unknownKind;
}

const names = new WeakMap<EntityDefinition, ReadonlyMap<string, string>>();

/** The field that a name in a source means, whatever its case. */
export function fieldNamed(kind: EntityDefinition, name: string): string | undefined {
  let known = names.get(kind);
  if (!known) {
    const aliases = Object.entries(kind.aliases ?? {});
    const own = Object.keys(kind.fields).map((f) => [f.toLowerCase(), f] as const);
    known = new Map([...aliases, ...own]);
    names.set(kind, known);
  }
  return known.get(name.length > 64 ? '' : name.toLowerCase());
}

/** Whether a value is an entity that was made here. */
export function isEntity(value: unknown): value is Entity {
  return (
    typeof value === 'object' && value !== null && 'more' in value && value.more instanceof Map
  );
}

/** A plain value as the field's type has it; undefined where it says nothing or is no such thing. */
function plainValue(type: FieldType, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  if (type === 'dynamic' || isEntity(value)) return value;
  if (typeof value === 'object') return undefined;
  if (type === 'string') return String(value);
  if (type === 'time') return String(value).startsWith('0001-01-01') ? undefined : String(value);
  if (type === 'boolean')
    return typeof value === 'boolean'
      ? value
      : /^(true|false)$/i.test(String(value))
        ? /^t/i.test(String(value))
        : undefined;
  if (type === 'number') return Number.isFinite(Number(value)) ? Number(value) : undefined;
  return undefined;
}

/** An entity of a kind that is known by name, from values by any of their names, the definition's own before others: what is no field is kept beside. */
export function entityFrom(
  kind: EntityDefinition,
  values: Iterable<readonly [string, unknown]>,
  said: string = kind.said[0],
): Entity {
  const fields = new Map<string, { value: unknown; place: number }>();
  const order = ['', ...Object.keys(kind.aliases ?? {})];
  const more = new Map<string, unknown>();
  for (const [name, value] of values) {
    const field = fieldNamed(kind, name);
    const plain = field ? plainValue(kind.fields[field] ?? 'dynamic', value) : undefined;
    const place = order.indexOf(name === field ? '' : name.toLowerCase());
    if (field && plain !== undefined && place < (fields.get(field)?.place ?? 1e9))
      fields.set(field, { value: plain, place });
    else if (!field) more.set(name, value);
  }
  const given = Object.fromEntries(
    [...fields].map(([field, { value }]) => [field, value]),
  ) as FieldValues<FieldTypes>;
  return { type: kind.name, said, fields: kind.complete?.(given) ?? given, more };
}

/** The name of an entity, short: `vic00`. */
export function labelOf(entity: Entity): string {
  return definitionOf(entity).label(entity.fields);
}

/** What an entity is, in one line: `vic00.corp.local (Windows)`. */
export function describeEntity(entity: Entity): string {
  return definitionOf(entity).describe(entity.fields);
}
