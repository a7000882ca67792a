import {
  citiesInstalled,
  installCities,
  ownRefusal,
  placesAttribution,
  type Spot,
  spotOf,
  spotsOfLines,
} from '../../geo/index.ts';
import { defineEach, type EachTool, type RowOf } from '../define-tool.ts';
import { addressInput } from '../inputs.ts';
import { looksLikeAddress } from '../looks-like-address.ts';

const parameters = {
  detail: {
    type: 'string',
    about: 'Best gives what is installed; city is an error where the data of cities is not.',
    default: 'best',
    oneOf: ['best', 'city'],
  },
} as const;
const output = {
  country_code: { type: 'string', about: 'ISO 3166-1 code of the country, two letters.' },
  country: { type: 'string', about: 'Name of the country.' },
  state: { type: 'string', about: 'State or region; empty without the data of cities.' },
  city: { type: 'string', about: 'City; empty without the data of cities.' },
  latitude: { type: 'real', about: 'Degrees north; null without the data of cities.' },
  longitude: { type: 'real', about: 'Degrees east; null without the data of cities.' },
} as const;

const geoLookup: EachTool<typeof addressInput, typeof parameters, typeof output> = defineEach({
  name: 'geo_lookup',
  about: 'In which country, and where its data is installed in which city, an address is.',
  source: `msticpy.context.geoip (GeoLiteLookup), by DB-IP's data (CC BY 4.0) instead of MaxMind's; an address that is private or unknown gives no row. Countries come along; cities by \`${installCities}\`, or by a file of your own (\`huntbook geo-data\`), such as MaxMind's.`,
  attribution: placesAttribution,
  input: addressInput,
  parameters,
  output,
  entities: ['IpAddress'],
  tellsFacts: true,
  cost: 'The first address reads some megabytes (some sixty with cities).',
  refusal: ({ detail }) =>
    detail === 'city' && !citiesInstalled()
      ? `The data of cities is not installed: ${installCities}.`
      : ownRefusal('city'),
  worth: ([ip = '']) => looksLikeAddress(ip),
  each: ({ ip }) => {
    const spot = spotOf(ip);
    return spot === null ? [] : [rowOf(spot)];
  },
  many: (lines) => {
    const { of, facts } = spotsOfLines(lines);
    return {
      of,
      rows: {
        country_code: facts.map(({ code }) => code),
        country: facts.map(({ country }) => country),
        state: facts.map(({ state }) => state),
        city: facts.map(({ city }) => city),
        latitude: facts.map(({ latitude }) => latitude),
        longitude: facts.map(({ longitude }) => longitude),
      },
    };
  },
  examples: [
    {
      query:
        'datatable(IPAddress: string)["20.53.203.50", "10.0.0.1", "x"] | invoke geo_lookup() | project IPAddress, country_code, country',
      rows: [['20.53.203.50', 'AU', 'Australia']],
    },
  ],
});

function rowOf({ code, country, state, city, latitude, longitude }: Spot): RowOf<typeof output> {
  return { country_code: code, country, state, city, latitude, longitude };
}

export default geoLookup;
