import { asNumber, domainName, plainAddress, rdap } from '../../enrich/index.ts';
import { type answerOutput, defineLookup, type LookupTool } from '../define-tool.ts';
import { registeredInput } from '../inputs.ts';

const parameters = {} as const;
const output = {
  registered_as: { type: 'string', about: 'A network, domain or autnum.' },
  handle: { type: 'string', about: 'What the registry calls it.' },
  registered_name: { type: 'string', about: 'Name of the network, or the domain as registered.' },
  range: { type: 'string', about: 'The networks, or the first and last address or number.' },
  country: { type: 'string', about: 'ISO 3166-1 code of the country, of a network.' },
  organization: { type: 'string', about: 'Who it is registered for, where that is told.' },
  registrar: { type: 'string', about: 'The registrar of a domain.' },
  abuse_email: { type: 'string', about: 'Where abuse is to be reported.' },
  registered_at: { type: 'datetime', about: 'When it was registered.' },
  changed_at: { type: 'datetime', about: 'When the registration was changed last.' },
  expires_at: { type: 'datetime', about: 'When the registration of a domain ends.' },
  status: { type: 'dynamic', about: 'What the registry says of its state, a list.' },
  name_servers: { type: 'dynamic', about: 'The name servers of a domain, a list.' },
} as const;

const definition: LookupTool<
  typeof registeredInput,
  typeof parameters,
  typeof output & typeof answerOutput
> = defineLookup({
  name: 'rdap',
  about: 'Who an address, a domain or an autonomous system is registered for.',
  source:
    'RFC 9082 to 9084; msticpy.context.ip_utils.ip_whois and domain_utils where it asks RDAP. Of a name no more than the registered part is sent.',
  input: registeredInput,
  parameters,
  output,
  entities: ['IpAddress', 'Dns'],
  sends: {
    what: 'the address, registered name or number',
    to: 'the registry that is responsible for it, by the list of data.iana.org',
  },
  perSecond: 2,
  asks: (value) => plainAddress(value) ?? asNumber(value) ?? domainName(value),
  lookup: async (asked, _, context) => {
    const found = await rdap(asked, context);
    return found === null ? [] : [{ ...found }];
  },
  examples: [
    {
      query:
        'datatable(ip: string)["8.8.8.8", "192.168.0.1", "8.8.4.4"] | invoke rdap(ip) | project ip, registered_name, country, registered_at, outcome | sort by ip desc',
      answers: {
        '8.8.8.8': [
          { registered_name: 'GOGL', country: 'US', registered_at: '2023-12-28T22:24:33.000Z' },
        ],
      },
      rows: [
        ['8.8.8.8', 'GOGL', 'US', '2023-12-28T22:24:33.0000000Z', 'found'],
        ['8.8.4.4', '', '', null, 'not found'],
        ['192.168.0.1', '', '', null, 'not sent'],
      ],
    },
  ],
});

export default definition;
