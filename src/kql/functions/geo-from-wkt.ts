import { defineScalar, type ScalarFunction } from '../define.ts';
import { readWkt } from '../geometry/wkt.ts';

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_from_wkt(wkt: string): dynamic',
    about: 'The shape that a well-known text describes, as GeoJSON; null where it describes none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-from-wkt-function',
    compute: readWkt,
    examples: [
      {
        query:
          'print a = geo_from_wkt("POINT (1 2)"), b = geo_from_wkt("LINESTRING (1 2, 3 4)"), c = geo_from_wkt("POLYGON ((0 0, 2 0, 2 2, 0 0))"), d = geo_from_wkt("LINESTRING")',
        rows: [
          [
            { type: 'Point', coordinates: [1, 2] },
            {
              type: 'LineString',
              coordinates: [
                [1, 2],
                [3, 4],
              ],
            },
            {
              type: 'Polygon',
              coordinates: [
                [
                  [0, 0],
                  [2, 0],
                  [2, 2],
                  [0, 0],
                ],
              ],
            },
            null,
          ],
        ],
      },
      {
        query:
          'print a = geo_from_wkt("MULTIPOINT (1 1, 2 2, 3 3)"), b = geo_from_wkt("multipoint ((1 1), (-2.5 2e1))"), c = geo_from_wkt("MULTILINESTRING ((1 1, 2 2, 3 3), (4 4, 5 5))"), d = geo_from_wkt("POINT Z (1 2 3)")',
        rows: [
          [
            {
              type: 'MultiPoint',
              coordinates: [
                [1, 1],
                [2, 2],
                [3, 3],
              ],
            },
            {
              type: 'MultiPoint',
              coordinates: [
                [1, 1],
                [-2.5, 20],
              ],
            },
            {
              type: 'MultiLineString',
              coordinates: [
                [
                  [1, 1],
                  [2, 2],
                  [3, 3],
                ],
                [
                  [4, 4],
                  [5, 5],
                ],
              ],
            },
            null,
          ],
        ],
      },
      {
        query:
          'print a = geo_from_wkt("MULTIPOLYGON (((0 0, 2 0, 2 2, 0 0)),((10 10, 12 10, 12 12, 10 10)))"), b = geo_from_wkt("GEOMETRYCOLLECTION (POINT (1 1),LINESTRING (2 2, 3 3))")',
        rows: [
          [
            {
              type: 'MultiPolygon',
              coordinates: [
                [
                  [
                    [0, 0],
                    [2, 0],
                    [2, 2],
                    [0, 0],
                  ],
                ],
                [
                  [
                    [10, 10],
                    [12, 10],
                    [12, 12],
                    [10, 10],
                  ],
                ],
              ],
            },
            {
              type: 'GeometryCollection',
              geometries: [
                { type: 'Point', coordinates: [1, 1] },
                {
                  type: 'LineString',
                  coordinates: [
                    [2, 2],
                    [3, 3],
                  ],
                },
              ],
            },
          ],
        ],
      },
    ],
  }),
];

export default definitions;
