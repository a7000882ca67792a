import { defineScalar, type ScalarFunction } from '../define.ts';
import {
  cornersOf,
  geohashNeighbors,
  geohashOf,
  geohashRectangle,
  middleOf,
} from '../geometry/geohash.ts';
import { writePoint, writeRing } from '../geometry/geojson.ts';
import { isPlace } from '../geometry/sphere.ts';

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_point_to_geohash(longitude: real, latitude: real, accuracy?: int = 5): string',
    about: 'The geohash of a place, of 1 to 18 characters; empty where there is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-point-to-geohash-function',
    nullable: 'never',
    compute: (longitude, latitude, accuracy) =>
      isPlace(longitude, latitude) ? geohashOf([longitude ?? 0, latitude ?? 0], accuracy ?? 0) : '',
    examples: [
      {
        query:
          'print a = geo_point_to_geohash(-80.195829, 25.802215, 8), b = geo_point_to_geohash(-122.303404, 47.570482), c = geo_point_to_geohash(200, 1, 8), d = geo_point_to_geohash(1, 1, int(null))',
        rows: [['dhwfz15h', 'c23n8', '', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_geohash_to_central_point(geohash: string): dynamic',
    about: 'The middle of the rectangle of a geohash; null where it is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-geohash-to-central-point-function',
    compute: (geohash) => {
      const rectangle = geohashRectangle(geohash);
      return rectangle && writePoint(middleOf(rectangle));
    },
    examples: [
      {
        query:
          'print a = geo_geohash_to_central_point("sunny"), b = geo_geohash_to_central_point("a")',
        rows: [[{ type: 'Point', coordinates: [42.47314453125, 23.70849609375] }, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_geohash_to_polygon(geohash: string): dynamic',
    about: 'The rectangle of a geohash as a polygon; null where it is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-geohash-to-polygon-function',
    compute: (geohash) => {
      const rectangle = geohashRectangle(geohash);
      return rectangle && writeRing(cornersOf(rectangle));
    },
    examples: [
      {
        query: 'print a = geo_geohash_to_polygon("dr5ru"), b = geo_geohash_to_polygon("a")',
        rows: [
          [
            {
              type: 'Polygon',
              coordinates: [
                [
                  [-74.00390625, 40.7373046875],
                  [-73.9599609375, 40.7373046875],
                  [-73.9599609375, 40.78125],
                  [-74.00390625, 40.78125],
                  [-74.00390625, 40.7373046875],
                ],
              ],
            },
            null,
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_geohash_neighbors(geohash: string): dynamic',
    about: 'The geohashes around one; null where it is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-geohash-neighbors-function',
    compute: geohashNeighbors,
    examples: [
      {
        query: "print a = geo_geohash_neighbors('sunny'), b = geo_geohash_neighbors('a')",
        rows: [[['sunnt', 'sunpj', 'sunnx', 'sunpn', 'sunnv', 'sunpp', 'sunnz', 'sunnw'], null]],
      },
    ],
  }),
];

export default definitions;
