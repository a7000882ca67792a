import { asNumber, domainName, plainAddress, whois, whoisField } from '../../enrich/index.ts';
import { type answerOutput, defineLookup, type LookupTool } from '../define-tool.ts';
import { registeredInput } from '../inputs.ts';

const parameters = {} as const;
const output = {
  whois_text: { type: 'string', about: 'What the last server says.' },
  organization: { type: 'string', about: 'Who it is registered for, where that is told.' },
  country: { type: 'string', about: 'The country, as it is told.' },
  range: { type: 'string', about: 'The network, of an address.' },
  registrar: { type: 'string', about: 'The registrar, of a domain.' },
  abuse_email: { type: 'string', about: 'Where abuse is to be reported.' },
  registered: { type: 'string', about: 'When it was registered, as it is told.' },
  expires: { type: 'string', about: 'When the registration ends, as it is told.' },
} as const;

const definition: LookupTool<
  typeof registeredInput,
  typeof parameters,
  typeof output & typeof answerOutput
> = defineLookup({
  name: 'whois',
  about: 'What whois says of an address, a domain or an autonomous system.',
  source:
    'RFC 3912; msticpy.context.ip_utils.ip_whois. Registries say more, and in one form, by rdap. Of a name no more than the registered part is sent.',
  input: registeredInput,
  parameters,
  output,
  entities: ['IpAddress', 'Dns'],
  sends: {
    what: 'the address, registered name or number',
    to: 'whois.iana.org and the whois servers that it refers to, unencrypted',
  },
  perSecond: 1,
  asks: (value) => plainAddress(value) ?? asNumber(value) ?? domainName(value),
  lookup: async (asked, _, context) => {
    const found = await whois(asked, context);
    if (found === null) return [];
    const field = (name: string): string => whoisField(found.text, name);
    return [
      {
        whois_text: found.text,
        organization: field('organization'),
        country: field('country'),
        range: field('range'),
        registrar: field('registrar'),
        abuse_email: field('abuse'),
        registered: field('registered'),
        expires: field('expires'),
      },
    ];
  },
  examples: [
    {
      query: 'print d = "example.com" | invoke whois(d) | project registrar, outcome',
      answers: { 'example.com': [{ registrar: 'RESERVED-IANA' }] },
      rows: [['RESERVED-IANA', 'found']],
    },
  ],
});

export default definition;
