import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  CountryCode: 'string',
  CountryOrRegionName: 'string',
  State: 'string',
  City: 'string',
  Longitude: 'number',
  Latitude: 'number',
  Asn: 'string',
  Carrier: 'string',
} as const;

const geoLocation: EntityDefinition<typeof fields> = defineEntity({
  name: 'GeoLocation',
  about: 'A place on earth.',
  source:
    'msticpy.datamodel.entities.GeoLocation, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['geolocation', 'location', 'geo-location'],
  fields,
  aliases: { countryname: 'CountryOrRegionName', country: 'CountryOrRegionName' },
  identity: (f) => [
    ...key('at', [f.Latitude, f.Longitude]),
    ...key('place', [f.CountryCode ?? f.CountryOrRegionName, f.State ?? '-', f.City ?? '-']),
  ],
  label: (f) => firstOf(f.CountryCode, f.CountryOrRegionName, 'GeoLocation'),
  describe: (f) =>
    [f.CountryCode ?? f.CountryOrRegionName, f.State, f.City].filter((part) => part).join('; '),
  columns: [
    {
      CountryCode: 'CountryCode',
      City: 'City',
      State: 'State',
      Latitude: 'Latitude',
      Longitude: 'Longitude',
    },
  ],
  examples: [
    {
      from: {
        CountryCode: 'DE',
        CountryName: 'Germany',
        State: 'Nordrhein-Westfalen',
        City: 'Aachen',
      },
      identity: 'GeoLocation place=de|nordrhein-westfalen|aachen',
      label: 'DE',
      description: 'DE; Nordrhein-Westfalen; Aachen',
    },
  ],
});

export default geoLocation;
