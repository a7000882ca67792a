import { ipstack, plainAddress } from '../../enrich/index.ts';
import { type answerOutput, defineLookup, type LookupTool } from '../define-tool.ts';
import { addressInput } from '../inputs.ts';

const parameters = {} as const;
const output = {
  country_code: { type: 'string', about: 'ISO 3166-1 code of the country.' },
  country: { type: 'string', about: 'Name of the country.' },
  state: { type: 'string', about: 'State or region.' },
  city: { type: 'string', about: 'City.' },
  latitude: { type: 'real', about: 'Degrees north.' },
  longitude: { type: 'real', about: 'Degrees east.' },
} as const;

const definition: LookupTool<
  typeof addressInput,
  typeof parameters,
  typeof output & typeof answerOutput
> = defineLookup({
  name: 'ipstack',
  about: 'Where an address is, by ipstack.',
  source: 'msticpy.context.geoip.IPStackLookup; the columns are those of geo_lookup.',
  input: addressInput,
  parameters,
  output,
  entities: ['IpAddress'],
  sends: { what: 'the address and the key of the account', to: 'api.ipstack.com' },
  perSecond: 5,
  asks: (value) => plainAddress(value),
  lookup: async (asked, _, context) => {
    const found = await ipstack(asked, context);
    return found === null ? [] : [{ ...found }];
  },
  examples: [
    {
      query: 'print ip = "8.8.8.8" | invoke ipstack(ip) | project country_code, city, outcome',
      answers: { '8.8.8.8': [{ country_code: 'US', city: 'Glenmont' }] },
      rows: [['US', 'Glenmont', 'found']],
    },
  ],
});

export default definition;
