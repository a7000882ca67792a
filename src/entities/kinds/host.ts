import {
  defineEntity,
  type EntityDefinition,
  type FieldValues,
  firstOf,
  key,
} from '../define-entity.ts';

const fields = {
  HostName: 'string',
  DnsDomain: 'string',
  NTDomain: 'string',
  NetBiosName: 'string',
  AzureID: 'string',
  OMSAgentID: 'string',
  OSFamily: 'string',
  OSVersion: 'string',
  IsDomainJoined: 'boolean',
  DeviceId: 'string',
  DeviceName: 'string',
} as const;

/** Names of networks that no public suffix ends. */
const internal =
  /^[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63}){0,8}\.(?:local|lan|corp|internal|intranet|localdomain)$/i;
/** Names that setup makes up. */
const made = /^(?:DESKTOP|LAPTOP|WIN|WS|SRV|DC)-?[A-Z0-9]{0,4}-?[0-9A-Z]*[0-9][0-9A-Z]*$/;

function fqdn(f: FieldValues<typeof fields>): string | undefined {
  const name = f.HostName || f.NetBiosName || f.DeviceName;
  return name && f.DnsDomain && !name.includes('.') ? `${name}.${f.DnsDomain}` : name;
}

const host: EntityDefinition<typeof fields> = defineEntity({
  name: 'Host',
  about: 'A computer or virtual machine.',
  source:
    'msticpy.datamodel.entities.Host, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: an unknown operating system is not called Windows; a host that is named with its domain is the same as one that has both apart',
  said: ['host', 'machine', 'computer', 'device'],
  fields,
  aliases: {
    computer: 'HostName',
    machinename: 'HostName',
    azureresourceid: 'AzureID',
    domain: 'DnsDomain',
    ostype: 'OSFamily',
  },
  identity: (f) => [
    ...key('fqdn', [fqdn(f)]),
    ...key('azure', [f.AzureID]),
    ...key('agent', [f.OMSAgentID]),
    ...key('device', [f.DeviceId]),
  ],
  label: (f) => firstOf(f.HostName, f.NetBiosName, f.DeviceName, 'Host'),
  describe: (f) => `${firstOf(fqdn(f), 'Host')}${f.OSFamily ? ` (${f.OSFamily})` : ''}`,
  columns: [
    { HostName: 'Computer' },
    { HostName: 'HostName' },
    { HostName: 'Hostname' },
    { HostName: 'DeviceName' },
    { HostName: 'WorkstationName' },
    { HostName: 'Workstation' },
    { HostName: 'DvcHostname' },
    { HostName: 'SrcHostname' },
    { HostName: 'DstHostname' },
    { HostName: 'RemoteDeviceName' },
    { HostName: 'TargetServerName' },
    { HostName: 'SourceHostname' },
    { HostName: 'DestinationHostname' },
    { HostName: 'ComputerName' },
    { HostName: 'host_name' },
  ],
  looks: {
    rank: 65,
    read: (text) => (internal.test(text) || made.test(text) ? { HostName: text } : null),
  },
  examples: [
    {
      from: { HostName: 'vic00', DnsDomain: 'corp.local', OSFamily: 'Windows' },
      identity: 'Host fqdn=vic00.corp.local',
      label: 'vic00',
      description: 'vic00.corp.local (Windows)',
    },
    {
      from: 'VIC00.corp.local',
      identity: 'Host fqdn=vic00.corp.local',
      label: 'VIC00.corp.local',
      description: 'VIC00.corp.local',
    },
    {
      from: 'DESKTOP-4F7K2QX',
      identity: 'Host fqdn=desktop-4f7k2qx',
      label: 'DESKTOP-4F7K2QX',
      description: 'DESKTOP-4F7K2QX',
    },
  ],
});

export default host;
