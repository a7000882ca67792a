import type { Place } from '../company/addresses.ts';
import { company, subscriptionId } from '../company/company.ts';
import type { Host } from '../company/hosts.ts';
import type { Account } from '../company/people.ts';
import { isoStamp, minute, second } from '../period.ts';
import type { Process, Scene } from './scene.ts';

/** A thing that an alert names; others point to it by `$ref`. */
export interface Entity {
  Type: string;
  [property: string]: unknown;
}

export function hostEntity(host: Host): Entity {
  return {
    Type: 'host',
    HostName: host.name,
    DnsDomain: company.domain,
    NTDomain: company.netbios,
    OSFamily: host.kind === 'linux' ? 'Linux' : 'Windows',
    MdatpDeviceId: host.deviceId,
    IsDomainJoined: host.kind !== 'linux',
  };
}

export function accountEntity(account: Account): Entity {
  return {
    Type: 'account',
    Name: account.name,
    NTDomain: account.domain,
    UPNSuffix: company.domain,
    Sid: account.sid,
    AadUserId: account.objectId,
    IsDomainJoined: true,
    DisplayName: account.displayName,
  };
}

export function ipEntity(place: Place | string): Entity {
  if (typeof place === 'string') return { Type: 'ip', Address: place };
  return {
    Type: 'ip',
    Address: place.ip,
    Location: {
      CountryCode: place.country,
      CountryName: place.countryName,
      State: place.state,
      City: place.city,
      Longitude: place.longitude,
      Latitude: place.latitude,
      Asn: Number(place.asn),
    },
  };
}

export function fileEntity(path: string, sha256: string): Entity {
  const cut = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  return {
    Type: 'file',
    Name: path.slice(cut + 1),
    Directory: path.slice(0, Math.max(cut, 0)),
    FileHashes: [{ Type: 'filehash', Algorithm: 'SHA256', Value: sha256 }],
  };
}

export function urlEntity(url: string): Entity {
  return { Type: 'url', Url: url };
}

export function mailboxEntity(account: Account): Entity {
  return {
    Type: 'mailbox',
    MailboxPrimaryAddress: account.upn,
    DisplayName: account.displayName,
    Upn: account.upn,
  };
}

/** The process with its image file and its parent; host and account are the ones that the alert names. */
export function processEntity(process: Process, links: { Host: Entity; Account: Entity }): Entity {
  const { program, parent } = process;
  return {
    Type: 'process',
    ProcessId: String(process.pid),
    CommandLine: process.commandLine,
    CreationTimeUtc: isoStamp(process.start),
    ElevationToken: process.integrity === 'High' ? 'Full' : 'Default',
    ImageFile: fileEntity(program.path, program.sha256),
    ...(parent === null
      ? {}
      : {
          ParentProcess: {
            Type: 'process',
            ProcessId: String(parent.pid),
            CommandLine: parent.commandLine,
            CreationTimeUtc: isoStamp(parent.start),
            ImageFile: fileEntity(parent.program.path, parent.program.sha256),
            Host: links.Host,
          },
        }),
    ...links,
  };
}

/**
 * Number the entities as Sentinel does: each gets an `$id` where it first stands, and `$ref` wherever
 * it is named again.
 */
function spellEntities(entities: readonly Entity[]): string {
  const ids = new Map<unknown, string>();
  const spell = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(spell);
    if (typeof value !== 'object' || value === null) return value;
    const known = ids.get(value);
    if (known !== undefined) return { $ref: known };
    if (!('Type' in value)) return value;
    const id = String(ids.size + 2);
    ids.set(value, id);
    const inner = Object.entries(value).map(([name, part]) => [name, spell(part)]);
    return { $id: id, ...Object.fromEntries(inner) };
  };
  return JSON.stringify(entities.map(spell));
}

export interface Alert {
  /** When what it is about began and ended. */
  from: number;
  to: number;
  name: string;
  severity: 'Informational' | 'Low' | 'Medium' | 'High';
  description: string;
  /** `MDATP`, `OATP`, `IPC`, `MCAS`, `ASI Scheduled Alerts` … as Sentinel abbreviates its sources. */
  provider: keyof typeof products;
  tactics: string;
  techniques: readonly string[];
  entities: readonly Entity[];
  compromised: string;
  status?: 'New' | 'InProgress' | 'Resolved';
}

const products = {
  MDATP: ['Microsoft Defender Advanced Threat Protection', 'WindowsDefenderAtp'],
  OATP: ['Office 365 Advanced Threat Protection', 'Office365'],
  IPC: ['Azure Active Directory Identity Protection', 'AadRisk'],
  MCAS: ['Microsoft Cloud App Security', 'CloudAppSecurity'],
  'ASI Scheduled Alerts': ['Azure Sentinel', 'Scheduled Alerts'],
  'Azure Security Center': ['Azure Security Center', 'DefenderForServers'],
} as const;

/** Raise an alert. Gives its id, which incidents collect. */
export function raiseAlert(scene: Scene, alert: Alert): string {
  const id = scene.random.guid();
  const [product, component] = products[alert.provider];
  const raised = alert.to + scene.random.int(40, 400) * second;
  scene.recorder.add('SecurityAlert', raised, {
    DisplayName: alert.name,
    AlertName: alert.name,
    AlertSeverity: alert.severity,
    Description: alert.description,
    ProviderName: alert.provider,
    VendorOriginalId: scene.random.guid(),
    SystemAlertId: id,
    AlertType: `${component}_${alert.name.replace(/[^A-Za-z]/g, '')}`,
    ConfidenceLevel: 'Unknown',
    StartTime: alert.from,
    EndTime: alert.to,
    ProcessingEndTime: raised,
    RemediationSteps:
      '["Check whether the activity was expected.","Contain the machine or account if it was not."]',
    ExtendedProperties: JSON.stringify({
      'Alert generation status': 'Full alert created',
      ProcessedBySentinel: 'True',
    }),
    Entities: spellEntities(alert.entities),
    ProductName: product,
    ProductComponentName: component,
    AlertLink: `https://security.microsoft.com/alerts/${id}`,
    Status: alert.status ?? 'New',
    CompromisedEntity: alert.compromised,
    Tactics: alert.tactics,
    Techniques: JSON.stringify(alert.techniques),
  });
  return id;
}

export interface Incident {
  at: number;
  number: number;
  title: string;
  severity: Alert['severity'];
  status: 'New' | 'Active' | 'Closed';
  from: number;
  to: number;
  alerts: readonly string[];
  tactics: readonly string[];
  verdict?: readonly [classification: string, reason: string, comment: string];
  owner?: Account;
}

/** Open an incident over alerts. */
export function openIncident(scene: Scene, incident: Incident): void {
  const name = scene.random.guid();
  const closed = incident.status === 'Closed' ? incident.at + 95 * minute : null;
  scene.recorder.add('SecurityIncident', closed ?? incident.at, {
    IncidentName: name,
    IncidentNumber: incident.number,
    Title: incident.title,
    Description: '',
    Severity: incident.severity,
    Status: incident.status,
    Classification: incident.verdict?.[0] ?? '',
    ClassificationReason: incident.verdict?.[1] ?? '',
    ClassificationComment: incident.verdict?.[2] ?? '',
    Owner: JSON.stringify(
      incident.owner === undefined
        ? { objectId: null, email: null, assignedTo: null, userPrincipalName: null }
        : {
            objectId: incident.owner.objectId,
            email: incident.owner.upn,
            assignedTo: incident.owner.displayName,
            userPrincipalName: incident.owner.upn,
          },
    ),
    ProviderIncidentId: String(incident.number + 2200),
    FirstActivityTime: incident.from,
    LastActivityTime: incident.to,
    FirstModifiedTime: incident.at,
    LastModifiedTime: closed ?? incident.at,
    CreatedTime: incident.at,
    ClosedTime: closed,
    AlertIds: JSON.stringify(incident.alerts),
    AdditionalData: JSON.stringify({
      alertsCount: incident.alerts.length,
      bookmarksCount: 0,
      commentsCount: 0,
      tactics: incident.tactics,
    }),
    IncidentUrl: `https://portal.azure.com/#asset/Microsoft_Azure_Security_Insights/Incident/subscriptions/${subscriptionId}/resourceGroups/rg-security/providers/Microsoft.SecurityInsights/Incidents/${name}`,
    ModifiedBy: closed === null ? 'Incident created from alert' : 'Maja Eklund',
  });
}
