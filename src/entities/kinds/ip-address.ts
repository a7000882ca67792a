import { isIP } from 'node:net';
import { defineEntity, type EntityDefinition, firstOf, inner, key } from '../define-entity.ts';
import { plainAddress, refanged } from '../spelling.ts';

const fields = {
  Address: 'string',
  Location: 'entity:GeoLocation',
  ThreatIntelligence: 'entities:Threatintelligence',
  AddressScope: 'string',
} as const;

const ipAddress: EntityDefinition<typeof fields> = defineEntity({
  name: 'IpAddress',
  about: 'An IPv4 or IPv6 address.',
  source:
    'msticpy.datamodel.entities.IpAddress, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: one address is one thing however IPv6 is spelled',
  said: ['ip', 'ipaddress', 'address'],
  fields,
  identity: (f) => key('address', [f.Address && plainAddress(f.Address)]),
  label: (f) => firstOf(f.Address, 'IpAddress'),
  describe: (f) => {
    const country = inner(f.Location, 'CountryCode');
    return `${firstOf(f.Address, 'IpAddress')}${country ? ` - ${country}` : ''}`;
  },
  columns: [
    { Address: 'IPAddress' },
    { Address: 'IpAddress' },
    { Address: 'ClientIP' },
    { Address: 'ClientIPAddress' },
    { Address: 'ClientIp' },
    { Address: 'CallerIpAddress' },
    { Address: 'SourceIP' },
    { Address: 'SrcIpAddr' },
    { Address: 'DestinationIP' },
    { Address: 'DstIpAddr' },
    { Address: 'DestinationIp' },
    { Address: 'SourceIp' },
    { Address: 'SourceAddress' },
    { Address: 'DestinationAddress' },
    { Address: 'LocalIP' },
    { Address: 'RemoteIP' },
    { Address: 'PublicIP' },
    { Address: 'FileOriginIP' },
    { Address: 'HostIP' },
    { Address: 'ComputerIP' },
    { Address: 'MaliciousIP' },
    { Address: 'SenderIPv4' },
    { Address: 'SenderIPv6' },
    { Address: 'RemoteIPAddress' },
    { Address: 'src_ip' },
    { Address: 'dst_ip' },
    { Address: 'dest_ip' },
    { Address: 'c_ip' },
    { Address: 's_ip' },
  ],
  looks: {
    rank: 10,
    read: (text) => (isIP(refanged(text)) > 0 ? { Address: refanged(text) } : null),
  },
  examples: [
    {
      from: '8.8.8.8',
      identity: 'IpAddress address=8.8.8.8',
      label: '8.8.8.8',
      description: '8.8.8.8',
    },
    {
      from: '2001:DB8:0:0::1',
      identity: 'IpAddress address=2001:db8::1',
      label: '2001:DB8:0:0::1',
      description: '2001:DB8:0:0::1',
    },
    {
      from: '10[.]1[.]2[.]3',
      identity: 'IpAddress address=10.1.2.3',
      label: '10.1.2.3',
      description: '10.1.2.3',
    },
  ],
});

export default ipAddress;
