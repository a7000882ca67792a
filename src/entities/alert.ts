import type { Entity } from './define-entity.ts';
import { entityFrom, kindOf } from './entity.ts';
import type alertKind from './kinds/alert.ts';
import type incidentKind from './kinds/incident.ts';
import { readEntities } from './read-entities.ts';

/** An alert: what it says of itself, and the entities it tells of. */
export interface Alert {
  readonly entity: Entity<typeof alertKind.fields>;
  readonly entities: readonly Entity[];
  /** Those that the alert itself names, not within another. */
  readonly outer: readonly Entity[];
  /** One sentence for each fault in the entities. */
  readonly problems: readonly string[];
}

/** An incident: what it says of itself, its alerts, and the entities it tells of beside theirs. */
export interface Incident {
  readonly entity: Entity<typeof incidentKind.fields>;
  readonly alerts: readonly Alert[];
  readonly entities: readonly Entity[];
  /** Those that the incident itself names, not within another. */
  readonly outer: readonly Entity[];
  readonly problems: readonly string[];
}

/** A row of a table, by its columns. */
export type AlertRow = Readonly<Record<string, unknown>>;

function at(row: AlertRow, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}

/**
 * A row of Sentinel's SecurityAlert as a typed alert; rows of Defender's AlertInfo and of an incident's `Alerts` too.
 *
 * edges: entities that are broken JSON leave an alert without entities, with a problem.
 * source: msticpy SecurityAlert and Alert.
 */
export function readAlert(row: AlertRow): Alert {
  const { entities, outer, problems } = readEntities(at(row, 'Entities'));
  const own = Object.entries(row).filter(([name]) => name !== 'Entities' && name !== 'Type');
  const entity = entityFrom(kindOf('alert'), own) as Alert['entity'];
  return { entity, entities, outer, problems };
}

function listOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'string') return Array.isArray(value) ? value : [];
  try {
    const read: unknown = JSON.parse(value);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

function isRow(value: unknown): value is AlertRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An incident of Sentinel's API (columns `properties.…`), or a row of SecurityIncident, as a typed incident.
 *
 * shape: `Alerts` is a list of alerts, `Entities` one of entities or of pairs of type and entity.
 * source: msticpy Incident.
 */
export function readIncident(row: AlertRow): Incident {
  const { entities, outer, problems } = readEntities(at(row, 'Entities'));
  const inner = at(row, 'properties');
  const own = Object.entries({ ...row, ...(isRow(inner) ? inner : {}) })
    .filter(([name]) => !['Entities', 'Alerts', 'Type', 'type', 'properties'].includes(name))
    .map(([name, value]) => [name.replace(/^properties\./, ''), value] as const);
  const alerts = listOf(at(row, 'Alerts')).filter(isRow).map(readAlert);
  const entity = entityFrom(kindOf('incident'), own) as Incident['entity'];
  return { entity, alerts, entities, outer, problems };
}

function ofKind({ entities }: Alert, type: string): readonly Entity[] {
  return entities.filter((e) => e.type === type);
}

/** The first host that an alert names, or null. */
export function primaryHost(alert: Alert): Entity | null {
  return ofKind(alert, 'Host')[0] ?? null;
}

/** The first account that an alert names, or null. */
export function primaryAccount(alert: Alert): Entity | null {
  return ofKind(alert, 'Account')[0] ?? null;
}

/** The process that an alert is about: the first whose parent is in the alert as well, else the first; or null. */
export function primaryProcess(alert: Alert): Entity | null {
  const processes = ofKind(alert, 'Process');
  const ids = new Set(processes.map((p) => p.fields['ProcessId']));
  const child = processes.find(({ fields }) => {
    const parent = fields['ParentProcess'] as Entity | undefined;
    return parent !== undefined && ids.has(parent.fields['ProcessId']);
  });
  return child ?? processes[0] ?? null;
}
