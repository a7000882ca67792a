import { defineEntity, type EntityDefinition, firstOf, inner, key } from '../define-entity.ts';
import { publicName, refanged } from '../spelling.ts';

const fields = {
  DomainName: 'string',
  IpAddresses: 'entities:IpAddress',
  DnsServerIp: 'entity:IpAddress',
  HostIpAddress: 'entity:IpAddress',
} as const;

const dns: EntityDefinition<typeof fields> = defineEntity({
  name: 'Dns',
  about: 'A domain name, and what it was resolved to.',
  source:
    'msticpy.datamodel.entities.Dns, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['dns', 'dnsresolve', 'domain', 'dnsresolution'],
  fields,
  identity: (f) => key('name', [f.DomainName?.replace(/\.$/, '')]),
  label: (f) => firstOf(f.DomainName, 'Dns'),
  describe: (f) =>
    `${f.DomainName ?? 'Dns'}: IPs: [${(f.IpAddresses ?? [])
      .slice(0, 20)
      .map((ip) => inner(ip, 'Address'))
      .join(', ')}]`,
  columns: [
    { DomainName: 'DomainName' },
    { DomainName: 'QueryName' },
    { DomainName: 'Name_query' },
    { DomainName: 'DnsQuery' },
    { DomainName: 'query' },
    { DomainName: 'Domain' },
    { DomainName: 'SenderFromDomain' },
    { DomainName: 'SenderMailFromDomain' },
    { DomainName: 'UrlDomain' },
  ],
  looks: {
    rank: 60,
    read: (text) => {
      const name = refanged(text);
      return publicName(name) ? { DomainName: name } : null;
    },
  },
  examples: [
    {
      from: 'a.b.co.uk',
      identity: 'Dns name=a.b.co.uk',
      label: 'a.b.co.uk',
      description: 'a.b.co.uk: IPs: []',
    },
    {
      from: 'Evil[.]Example[.]com',
      identity: 'Dns name=evil.example.com',
      label: 'Evil.Example.com',
      description: 'Evil.Example.com: IPs: []',
    },
  ],
});

export default dns;
