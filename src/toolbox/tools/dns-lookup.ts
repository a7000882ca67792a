import {
  dnsRecords,
  domainName,
  plainAddress,
  type RecordType,
  recordTypes,
} from '../../enrich/index.ts';
import { type answerOutput, defineLookup, type LookupTool } from '../define-tool.ts';

const input = {
  name_or_ip: {
    type: 'string',
    about: 'A domain name, or an address.',
    usual: ['DomainName', 'Domain', 'Fqdn', 'RemoteUrl', 'IPAddress', 'IpAddress'],
  },
} as const;
const parameters = {
  record: {
    type: 'string',
    about: 'Which records; usual means A and AAAA of a name, PTR of an address.',
    default: 'usual',
    oneOf: ['usual', 'A', 'AAAA', 'PTR', 'MX', 'TXT', 'NS', 'CNAME', 'SOA'],
  },
} as const;
const output = {
  record_type: { type: 'string', about: 'The type of the record.' },
  data: { type: 'string', about: 'What the record says: an address, a name or a text.' },
  ttl_seconds: { type: 'long', about: 'How long it may be kept, in seconds; null where not said.' },
  priority: { type: 'long', about: 'Of MX records; null otherwise.' },
} as const;

const dnsLookup: LookupTool<typeof input, typeof parameters, typeof output & typeof answerOutput> =
  defineLookup({
    name: 'dns_lookup',
    about: 'What the DNS says of a name or an address.',
    source:
      'msticpy.context.domain_utils (dns_resolve, ip_rev_resolve). Differs: a row for each record; private addresses and inner names are not asked about.',
    input,
    parameters,
    output,
    entities: ['Dns', 'IpAddress'],
    sends: { what: 'the name or address', to: 'the DNS servers that this machine uses' },
    perSecond: 20,
    asks: (value) => plainAddress(value) ?? domainName(value),
    lookup: (asked, { record }, context) => {
      const usual: RecordType[] = plainAddress(asked) ? ['PTR'] : ['A', 'AAAA'];
      const said = recordTypes.find((type) => type === record);
      return dnsRecords(asked, said ? [said] : usual, context);
    },
    examples: [
      {
        query:
          'datatable(Domain: string)["Evil.Example.com", "10.0.0.1"] | invoke dns_lookup() | project Domain, record_type, data, ttl_seconds, outcome | sort by Domain desc',
        answers: {
          'evil.example.com': [
            { record_type: 'A', data: '198.51.100.7', ttl_seconds: 300, priority: null },
          ],
        },
        rows: [
          ['Evil.Example.com', 'A', '198.51.100.7', 300, 'found'],
          ['10.0.0.1', '', '', null, 'not sent'],
        ],
      },
    ],
  });

export default dnsLookup;
