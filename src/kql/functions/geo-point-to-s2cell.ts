import { defineScalar, type ScalarFunction } from '../define.ts';
import { writePoint, writeRing } from '../geometry/geojson.ts';
import { s2CellCentre, s2CellCorners, s2CellNeighbors, s2CellOf } from '../geometry/s2-cells.ts';
import { isPlace } from '../geometry/sphere.ts';

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_point_to_s2cell(longitude: real, latitude: real, level?: int = 11): string',
    about:
      'The token of the S2 cell of a level, 0 to 30, that holds a place; empty where there is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-point-to-s2cell-function',
    nullable: 'never',
    compute: (longitude, latitude, level) =>
      isPlace(longitude, latitude) ? s2CellOf([longitude ?? 0, latitude ?? 0], level) : '',
    examples: [
      {
        query:
          'print a = geo_point_to_s2cell(-80.195829, 25.802215, 8), b = geo_point_to_s2cell(300, 1, 8), c = geo_point_to_s2cell(1, 1, 35), d = geo_point_to_s2cell(1, 1, int(null))',
        rows: [['88d9b', '', '', '']],
      },
      {
        query:
          'print a = geo_point_to_s2cell(10.1234, 53, 8), b = geo_point_to_s2cell(10.6842, 53, 8), c = geo_point_to_s2cell(10.1234, 53)',
        rows: [['47b1d', '47ae3', '47b1ccc']],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_s2cell_to_central_point(s2cell: string): dynamic',
    about: 'The middle of an S2 cell; null where the token is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-s2cell-to-central-point-function',
    compute: (token) => {
      const centre = s2CellCentre(token);
      return centre && writePoint(centre);
    },
    examples: [
      {
        query:
          'print p = geo_s2cell_to_central_point("1234567") | project lng = toreal(p.coordinates[0]), lat = toreal(p.coordinates[1]), b = geo_s2cell_to_central_point("a")',
        rows: [[9.86830731850408, 27.468392925827605, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_s2cell_to_polygon(s2cell: string): dynamic',
    about: 'An S2 cell as a polygon; null where the token is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-s2cell-to-polygon-function',
    compute: (token) => {
      const corners = s2CellCorners(token);
      return corners && writeRing(corners);
    },
    examples: [
      {
        query:
          'print p = geo_s2cell_to_polygon("89c259") | project lng = toreal(p.coordinates[0][0][0]), lat = toreal(p.coordinates[0][0][1]), n = array_length(p.coordinates[0]), b = geo_s2cell_to_polygon("a")',
        rows: [[-74.03001224983848, 40.8012684339439, 5, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_s2cell_neighbors(s2cell: string): dynamic',
    about: 'The S2 cells of the same level around one; null where the token is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-s2cell-neighbors-function',
    compute: s2CellNeighbors,
    examples: [
      {
        query: "print a = geo_s2cell_neighbors('89c259'), b = geo_s2cell_neighbors('a')",
        rows: [
          [['89c25d', '89c2f9', '89c251', '89c257', '89c25f', '89c25b', '89c2f7', '89c2f5'], null],
        ],
      },
    ],
  }),
];

export default definitions;
