import { distanceKm } from '../../enrich/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  from_latitude: { type: 'real', about: 'Where the way begins: degrees north, -90 to 90.' },
  from_longitude: { type: 'real', about: 'Degrees east, -180 to 180.' },
  to_latitude: { type: 'real', about: 'Where the way ends: degrees north.' },
  to_longitude: { type: 'real', about: 'Degrees east.' },
} as const;
const parameters = {} as const;
const output = {
  distance_km: {
    type: 'real',
    about: 'Kilometres along a great circle of a sphere of radius 6371 km.',
  },
} as const;

const geoDistance: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'geo_distance',
  about: 'How far two places are from each other.',
  source:
    'msticpy.context.geoip.geo_distance (haversine). Differs: where a place is missing or its degrees are none, there is no row.',
  input,
  parameters,
  output,
  entities: ['GeoLocation'],
  each: (row) => {
    const { from_latitude: a, from_longitude: b, to_latitude: c, to_longitude: d } = row;
    if (a === null || b === null || c === null || d === null) return [];
    const distance = distanceKm({ latitude: a, longitude: b }, { latitude: c, longitude: d });
    return distance === null ? [] : [{ distance_km: distance }];
  },
  examples: [
    {
      query:
        'print a = 48.1372, b = 11.5756, c = 52.5186, d = 13.4083 | invoke geo_distance(a, b, c, d) | project km = round(distance_km, 6)',
      rows: [[504.215715]],
    },
    { query: 'print a = 91.0, b = 0.0 | invoke geo_distance(a, b, a, b) | count', rows: [[0]] },
  ],
});

export default geoDistance;
