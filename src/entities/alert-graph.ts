import { type Alert, primaryAccount, primaryHost, primaryProcess } from './alert.ts';
import { type Entity, inner } from './define-entity.ts';
import { describeEntity, isEntity } from './entity.ts';
import { identityOf } from './identity.ts';

/** A node as MSTICPy names it: `host: vic00`, or the type of an alert. */
export interface AlertNode {
  readonly name: string;
  readonly kind: 'alert' | 'entity';
  readonly description: string;
  /** The alert's start, as its source spells it. */
  readonly time?: string;
  /** How many edges of related alerts end here. */
  count?: number;
}

/** An undirected edge between two nodes by name; `relation` is the field that names the other, or how alerts are related. */
export interface AlertEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
}

/** What one alert tells, each entity tied to what names it and the rest to the alert. */
export interface AlertGraph {
  readonly nodes: ReadonlyMap<string, AlertNode>;
  readonly edges: readonly AlertEdge[];
}

function text(entity: Entity, field: string): string | undefined {
  return inner(entity, field);
}

function pathOf(process: Entity): string {
  const image = process.fields['ImageFile'] as Entity | undefined;
  return inner(image, 'FullPath') ?? inner(image, 'Name') ?? 'unknown';
}

const spelled: Readonly<Record<string, (entity: Entity) => string>> = {
  Host: (e) => {
    const name = text(e, 'HostName') ?? text(e, 'NetBiosName') ?? '';
    const domain = text(e, 'NTDomain');
    if (text(e, 'DnsDomain')) return `${name}.${text(e, 'DnsDomain')}`;
    return domain ? `${domain}/${name}` : name;
  },
  Account: (e) => {
    const name = text(e, 'Name') ?? text(e, 'AadUserId') ?? text(e, 'DisplayName') ?? 'unknown';
    return text(e, 'NTDomain') ? `${text(e, 'NTDomain')}\\${name}` : name;
  },
  Process: (e) => `${pathOf(e)} [${text(e, 'ProcessId') ?? 'PID unknown'}]`,
  File: (e) => text(e, 'FullPath') ?? text(e, 'Name') ?? '',
  IpAddress: (e) => text(e, 'Address') ?? '',
  Dns: (e) => text(e, 'DomainName') ?? '',
};

/** What an entity is called in a graph of alerts: its type and its name. */
function alertNodeName(entity: Entity): string {
  if (entity.type === 'HostLogonSession') return entity.said;
  const name = spelled[entity.type]?.(entity) ?? text(entity, 'Name') ?? '';
  return name === '' ? entity.said : `${entity.said}: ${name}`;
}

function descriptionOf(entity: Entity, name: string): string {
  const joined = entity.fields['IsDomainJoined'] === true ? 'True' : 'False';
  switch (entity.type) {
    case 'Host': {
      const system = text(entity, 'OSFamily');
      return `${name}\n(${system ? `${system}, ` : ''}Domain-joined: ${joined})`;
    }
    case 'Account':
      return `${name}\n(LogonId: ${text(entity, 'LogonId') ?? 'None'}, Domain-joined: ${joined})`;
    case 'Process':
      return `${name}\n(cmdline: '${text(entity, 'CommandLine') ?? ''}')`;
    case 'HostLogonSession':
      return `Logon session ${text(entity, 'SessionId') ?? ''}\n(Start time: ${text(entity, 'StartTimeUtc') ?? ''})`;
    case 'File':
    case 'IpAddress':
    case 'Dns':
      return name;
    default:
      return `${name}\n${describeEntity(entity)}`;
  }
}

class Links {
  readonly #edges = new Map<string, Map<string, string>>();

  #ends(a: string, b: string): [string, string] {
    return a < b ? [a, b] : [b, a];
  }

  add(a: string, b: string, relation: string): void {
    const [from, to] = this.#ends(a, b);
    const known = this.#edges.get(from) ?? new Map<string, string>();
    if (!known.has(to)) known.set(to, relation);
    this.#edges.set(from, known);
  }

  remove(a: string, b: string): void {
    const [from, to] = this.#ends(a, b);
    this.#edges.get(from)?.delete(to);
  }

  all(): AlertEdge[] {
    return [...this.#edges].flatMap(([from, tos]) =>
      [...tos].map(([to, relation]) => ({ from, to, relation })),
    );
  }
}

function typeOf(alert: Alert): string {
  const { AlertType, DisplayName } = alert.entity.fields;
  return AlertType ?? DisplayName ?? identityOf(alert.entity as Entity);
}

/** The entities that an entity names, but for hosts, with the field. */
function namedBy(entity: Entity): [string, Entity][] {
  return Object.entries(entity.fields).filter(
    (pair): pair is [string, Entity] => isEntity(pair[1]) && pair[1].type !== 'Host',
  );
}

/**
 * The graph of one alert: its entities, each tied to those that name it, the rest and all hosts to the alert.
 *
 * edges: an entity is tied to the alert again where it is listed after what names it, as MSTICPy does.
 * source: msticpy.nbtools.security_alert_graph.create_alert_graph, names of nodes included. Differs: descriptions do not
 * call a host Windows that says no system.
 */
export function alertGraph(alert: Alert): AlertGraph {
  const nodes = new Map<string, AlertNode>();
  const links = new Links();
  const root = typeOf(alert);
  const { DisplayName, StartTimeUtc } = alert.entity.fields;
  const time = StartTimeUtc === undefined ? {} : { time: StartTimeUtc };
  nodes.set(root, {
    name: root,
    kind: 'alert',
    description: `Alert: ${DisplayName ?? root}`,
    ...time,
  });
  const listed = new Set(alert.entities);
  for (const entity of alert.entities) {
    const name = alertNodeName(entity);
    nodes.set(name, { name, kind: 'entity', description: descriptionOf(entity, name) });
    links.add(root, name, '');
    for (const [field, other] of namedBy(entity)) {
      if (!listed.has(other)) continue;
      const related = alertNodeName(other);
      if (related !== name) links.add(name, related, field);
      links.remove(root, related);
    }
  }
  return { nodes, edges: links.all() };
}

/** How a node of an account is called that an alert is about, by its qualified name. */
function targetsOf(alert: Alert): string[] {
  const account = primaryAccount(alert);
  const process = primaryProcess(alert);
  const host = primaryHost(alert);
  return [
    ...(account ? [`account: ${describeEntity(account)}`, alertNodeName(account)] : []),
    ...(process && pathOf(process) !== 'unknown' ? [`process: ${pathOf(process)} [`] : []),
    ...(host ? [`host: ${inner(host, 'HostName') ?? ''}`] : []),
  ];
}

/**
 * A graph of an alert with the alerts that share its account, process or host, gathered by their type under `TYPE(R)`.
 *
 * source: msticpy add_related_alerts. Differs: an alert that shares none of them is left out and not tied to the first host.
 */
export function addRelatedAlerts(graph: AlertGraph, alerts: Iterable<Alert>): AlertGraph {
  const nodes = new Map(graph.nodes);
  const links = new Links();
  for (const { from, to, relation } of graph.edges) links.add(from, to, relation);
  const entities = [...graph.nodes.values()].filter((n) => n.kind === 'entity').map((n) => n.name);
  for (const alert of alerts) {
    const found = entities.filter((name) =>
      targetsOf(alert).some((t) => (t.endsWith('[') ? name.startsWith(t) : name === t)),
    );
    if (found.length === 0) continue;
    const name = `${typeOf(alert)}(R)`;
    const count = (nodes.get(name)?.count ?? 0) + found.length;
    const description = `Related alert: ${typeOf(alert)}  Count:${count}`;
    const time = nodes.get(name)?.time ?? alert.entity.fields.StartTimeUtc;
    nodes.set(name, { name, kind: 'alert', description, count, ...(time ? { time } : {}) });
    for (const other of found) links.add(other, name, 'Related Alert');
  }
  return { nodes, edges: links.all() };
}
