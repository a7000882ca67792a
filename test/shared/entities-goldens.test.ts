import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type Alert,
  type AlertRow,
  addRelatedAlerts,
  alertGraph,
  describeEntity,
  type EntityGraph,
  entityDefinitions,
  entityGraph,
  labelOf,
  primaryAccount,
  primaryHost,
  primaryProcess,
  readAlert,
  readEntities,
  readIncident,
} from '../../src/entities/index.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

type Node = [string, Record<string, unknown>];
type Edge = [string, string, Record<string, unknown>];
interface Graph {
  nodes: Node[];
  edges: Edge[];
}
interface Case {
  row: number;
  n_entities: number;
  entities: { class: string; name_str: string; description_str: string | null }[];
  primary_host: string | null;
  primary_process: string | null;
  primary_account: string | null;
  alert_graph: Graph;
  entity_graph: Graph;
}

function golden<T>(name: string): T {
  return present
    ? (JSON.parse(readFileSync(`${goldens}dev/${name}.json`, 'utf8')) as T)
    : ({} as T);
}
function rows(name: string): AlertRow[] {
  if (!present) return [];
  const text = readFileSync(`${goldens}inputs/${name}.jsonl`, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AlertRow);
}

/** MSTICPy calls a host Windows that says no system, spells the name of its enumeration, and leaves a bracket open. */
function plain(text: unknown): string {
  return String(text)
    .replace(/OSFamily\.Windows(?:, )?/, '')
    .replace(' ()', '')
    .replace('OSFamily.', '')
    .replace(/(\(Start time: [^)]*)$/, '$1)');
}
/** The same of ours, where a system is said. */
function ours(text: string): string {
  return text.replace(/\(Windows(?:, )?/, '(').replace(' ()', '');
}
const pair = (a: string, b: string): string => [a, b].sort().join(' -- ');
const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();

/** Our graph by the names of its nodes, under which MSTICPy puts nodes together. */
function byLabel({ nodes, edges }: EntityGraph): { nodes: string[]; edges: string[] } {
  const labels = new Map(nodes.map((n) => [n.id, n.label]));
  return {
    nodes: sorted(labels.values()),
    edges: sorted(edges.map((e) => pair(labels.get(e.source) ?? '', labels.get(e.target) ?? ''))),
  };
}

const { cases = [] } = golden<{ cases?: Case[] }>('07_alert_graphs');
const alerts: Alert[] = rows('alerts_list').map(readAlert);

describe.skipIf(!present)('alerts as MSTICPy reads them', () => {
  it('has all cases', () => expect(cases.length).toBe(25));

  it.each(cases)('finds the entities of alert $row', (expected) => {
    const alert = alerts[expected.row];
    if (!alert) throw new Error('no alert');
    expect(alert.problems).toEqual([]);
    // An alert without a display name is named by its type; MSTICPy says None.
    const named = expected.entities.filter((e) => e.class !== 'Alert');
    const found = alert.entities.filter((e) => e.type !== 'Alert');
    expect(alert.entities.length).toBe(expected.n_entities);
    expect(found.map((e) => [e.type, labelOf(e), ours(describeEntity(e))])).toEqual(
      named.map((e) => [e.class, e.name_str, plain(e.description_str)]),
    );
    const primary = [primaryHost, primaryProcess, primaryAccount].map((of) => of(alert));
    expect(primary.map((e) => e && labelOf(e))).toEqual([
      expected.primary_host,
      expected.primary_process,
      expected.primary_account,
    ]);
  });

  it.each(cases)('draws the alert graph of alert $row', ({ row, alert_graph }) => {
    const alert = alerts[row];
    if (!alert) throw new Error('no alert');
    const graph = alertGraph(alert);
    expect(sorted(graph.nodes.keys())).toEqual(sorted(alert_graph.nodes.map(([name]) => name)));
    expect(sorted(graph.edges.map((e) => pair(e.from, e.to) + e.relation))).toEqual(
      sorted(alert_graph.edges.map(([a, b, of]) => pair(a, b) + String(of['description'] ?? ''))),
    );
    for (const [name, of] of alert_graph.nodes)
      if (of['entitytype'] !== 'alerts')
        expect(ours(graph.nodes.get(name)?.description ?? '')).toBe(plain(of['description']));
  });

  it.each(cases)('draws the entity graph of alert $row', ({ row, entity_graph }) => {
    const alert = alerts[row];
    if (!alert) throw new Error('no alert');
    if (alert.entities.some((e) => e.type === 'Alert')) return;
    const found = byLabel(entityGraph([alert]));
    expect(found.nodes).toEqual(sorted(entity_graph.nodes.map(([name]) => name)));
    expect(found.edges).toEqual(sorted(entity_graph.edges.map(([a, b]) => pair(a, b))));
  });

  it('draws related alerts', () => {
    const { graph } = golden<{ graph: Graph }>('07_related_alerts');
    const [first, ...rest] = alerts;
    if (!first) throw new Error('no alert');
    const found = addRelatedAlerts(alertGraph(first), rest.slice(0, 7));
    expect(sorted(found.nodes.keys())).toEqual(sorted(graph.nodes.map(([name]) => name)));
    expect(sorted(found.edges.map((e) => pair(e.from, e.to)))).toEqual(
      sorted(graph.edges.map(([a, b]) => pair(a, b))),
    );
    for (const [name, of] of graph.nodes)
      if (of['count'] !== undefined) expect(found.nodes.get(name)?.count).toBe(of['count']);
  });

  it('draws the graph of an incident', () => {
    const { graph } = golden<{ graph: Graph }>('07_incident_graph');
    const found = entityGraph(rows('training_incident').map(readIncident));
    expect(byLabel(found).nodes).toEqual(sorted(graph.nodes.map(([name]) => name)));
    expect(byLabel(found).edges).toEqual(sorted(graph.edges.map(([a, b]) => pair(a, b))));
    const incident = found.nodes.find((n) => n.type === 'Incident');
    expect(incident?.description).toBe(graph.nodes[0]?.[1]['Description']);
  });
});

interface Construct {
  class: string;
  kwargs: Record<string, unknown>;
  name_str: string | null;
  description_str: string | null;
}
const { cases: constructs = [] } = golden<{ cases?: Construct[] }>('07_entity_construct');

describe.skipIf(!present)('entities as MSTICPy constructs them', () => {
  it('has all cases', () => expect(constructs.length).toBe(13));

  it.each(constructs)('makes a $class of $kwargs', (expected) => {
    const kind = entityDefinitions.get(expected.class);
    const [entity] = readEntities([{ Type: kind?.said[0], ...expected.kwargs }]).entities;
    if (!entity || !kind) throw new Error('nothing made');
    expect(entity.type).toBe(expected.class);
    // MSTICPy does not read the name out of a path that it is given whole, and no hive that is a text.
    if (expected.name_str !== null && expected.class !== 'File')
      expect(labelOf(entity)).toBe(expected.name_str);
    if (expected.description_str !== null)
      expect(describeEntity(entity)).toBe(expected.description_str);
    for (const [name, value] of Object.entries(expected.kwargs))
      expect(entity.fields[name]).toBe(value);
  });
});
