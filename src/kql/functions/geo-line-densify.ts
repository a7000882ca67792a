import { defineScalar, type ScalarFunction } from '../define.ts';
import { densifyTolerance, densifyValue } from '../geometry/densify.ts';
import { linesIn, polygonsIn } from '../geometry/shapes.ts';

function densified(
  isValid: boolean,
  value: unknown,
  metres: number | null,
  crossing: boolean,
): unknown {
  const tolerance = densifyTolerance(metres);
  return isValid && tolerance !== null ? densifyValue(value, { tolerance, crossing }) : null;
}

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature:
      'geo_line_densify(lineString: dynamic, tolerance?: real = 10, preserve_crossing?: bool = false): dynamic',
    about:
      'A line with positions between, so that its ways on the sphere keep within so many metres, 0.1 to 10,000, of the straight edges; null where it is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-densify-function',
    compute: (value, tolerance, crossing) =>
      densified(linesIn(value) !== null, value, tolerance, crossing === true),
    examples: [
      {
        query:
          'print a = geo_line_densify(dynamic({"type":"LineString","coordinates":[[50,50],[51,51]]})), b = geo_line_densify(dynamic({"type":"LineString","coordinates":[[300,1],[1,1]]})), c = geo_line_densify(dynamic({"type":"LineString","coordinates":[[50,50],[51,51]]}), 0)',
        rows: [
          [
            {
              type: 'LineString',
              coordinates: [
                [50, 50],
                [50.125, 50.125],
                [50.25, 50.25],
                [50.375, 50.375],
                [50.5, 50.5],
                [50.625, 50.625],
                [50.75, 50.75],
                [50.875, 50.875],
                [51, 51],
              ],
            },
            null,
            null,
          ],
        ],
      },
      {
        query:
          'let l = dynamic({"type":"LineString","coordinates":[[179,60],[-179,60]]}); print a = geo_line_densify(l, 200, true), b = array_length(geo_line_densify(l, 200).coordinates) > 100',
        rows: [
          [
            {
              type: 'LineString',
              coordinates: [
                [179, 60],
                [180, 60],
                [-179, 60],
              ],
            },
            true,
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_polygon_densify(polygon: dynamic, tolerance?: real = 10, preserve_crossing?: bool = false): dynamic',
    about:
      'A polygon with positions between, so that its edges on the sphere keep within so many metres, 0.1 to 10,000, of the straight ones; null where it is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-densify-function',
    compute: (value, tolerance, crossing) =>
      densified(polygonsIn(value) !== null, value, tolerance, crossing === true),
    examples: [
      {
        query:
          'print a = geo_polygon_densify(dynamic({"type":"Polygon","coordinates":[[[10,10],[11,10],[11,11],[10,11],[10,10]]]})), b = geo_polygon_densify(dynamic({"type":"Polygon","coordinates":[[[10,10],[11,10],[11,11],[10,11],[10,10]]]}), 0)',
        rows: [
          [
            {
              type: 'Polygon',
              coordinates: [
                [
                  [10, 10],
                  [10.25, 10],
                  [10.5, 10],
                  [10.75, 10],
                  [11, 10],
                  [11, 11],
                  [10.75, 11],
                  [10.5, 11],
                  [10.25, 11],
                  [10, 11],
                  [10, 10],
                ],
              ],
            },
            null,
          ],
        ],
      },
    ],
  }),
];

export default definitions;
