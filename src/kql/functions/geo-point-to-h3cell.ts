import { defineScalar, type ScalarFunction } from '../define.ts';
import { writePoint, writeRing } from '../geometry/geojson.ts';
import {
  h3CellOf,
  h3Centre,
  h3Children,
  h3Corners,
  h3Neighbors,
  h3Parent,
  h3Resolution,
  h3Rings,
} from '../geometry/h3-cells.ts';
import { isPlace } from '../geometry/sphere.ts';

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_point_to_h3cell(longitude: real, latitude: real, resolution?: int = 6): string',
    about:
      'The token of the H3 cell of a resolution, 0 to 15, that holds a place; empty where there is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-point-to-h3cell-function',
    nullable: 'never',
    compute: (longitude, latitude, resolution) =>
      isPlace(longitude, latitude) ? h3CellOf([longitude ?? 0, latitude ?? 0], resolution) : '',
    examples: [
      {
        query:
          'print a = geo_point_to_h3cell(-74.04450446039874, 40.689250859314974, 6), b = geo_point_to_h3cell(-73.956683, 40.807907, 5), c = geo_point_to_h3cell(300, 1, 8), d = geo_point_to_h3cell(1, 1, 16), e = geo_point_to_h3cell(1, 1, int(null))',
        rows: [['862a1072fffffff', '852a100bfffffff', '', '', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_h3cell_to_central_point(h3cell: string): dynamic',
    about: 'The middle of an H3 cell; null where the token is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-h3cell-to-central-point-function',
    compute: (token) => {
      const centre = h3Centre(token);
      return centre && writePoint(centre);
    },
    examples: [
      {
        query:
          'print p = geo_h3cell_to_central_point(\'862a1072fffffff\') | project lng = toreal(p.coordinates[0]), lat = toreal(p.coordinates[1]), b = geo_h3cell_to_central_point("1")',
        rows: [[-74.01600847979245, 40.7041679083504, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_h3cell_to_polygon(h3cell: string): dynamic',
    about: 'An H3 cell as a polygon; null where the token is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-h3cell-to-polygon-function',
    compute: (token) => {
      const corners = h3Corners(token);
      return corners && writeRing(corners);
    },
    examples: [
      {
        query:
          'print p = geo_h3cell_to_polygon(\'862a1072fffffff\') | project lng = toreal(p.coordinates[0][0][0]), lat = toreal(p.coordinates[0][0][1]), n = array_length(p.coordinates[0]), b = geo_h3cell_to_polygon("@")',
        rows: [[-74.0022744646159, 40.73537602621502, 7, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_h3cell_neighbors(h3cell: string): dynamic',
    about: 'The H3 cells around one; null where the token is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-h3cell-neighbors-function',
    compute: h3Neighbors,
    examples: [
      {
        query: "print a = geo_h3cell_neighbors('862a1072fffffff'), b = geo_h3cell_neighbors('abc')",
        rows: [
          [
            [
              '862a10727ffffff',
              '862a10707ffffff',
              '862a1070fffffff',
              '862a10777ffffff',
              '862a100dfffffff',
              '862a100d7ffffff',
            ],
            null,
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_h3cell_children(h3cell: string, resolution?: int): dynamic',
    about:
      'The H3 cells of a finer resolution in one, the next finer unless said, at most 5 finer; null where there are none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-h3cell-children-function',
    compute: h3Children,
    examples: [
      {
        query:
          "print a = geo_h3cell_children('862a1072fffffff'), b = array_length(geo_h3cell_children('862a1072fffffff', 9)), c = geo_h3cell_children('abc'), d = geo_h3cell_children(geo_point_to_h3cell(1, 1, 9), 15)",
        rows: [
          [
            [
              '872a10728ffffff',
              '872a10729ffffff',
              '872a1072affffff',
              '872a1072bffffff',
              '872a1072cffffff',
              '872a1072dffffff',
              '872a1072effffff',
            ],
            343,
            null,
            null,
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_h3cell_parent(h3cell: string, resolution?: int): string',
    about:
      'The H3 cell of a coarser resolution that holds one, the next coarser unless said; empty where there is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-h3cell-parent-function',
    nullable: 'never',
    compute: h3Parent,
    examples: [
      {
        query:
          "print a = geo_h3cell_parent('862a1072fffffff'), b = geo_h3cell_parent('862a1072fffffff', 1), c = geo_h3cell_parent('123'), d = geo_h3cell_parent('862a1072fffffff', 100), e = geo_h3cell_parent('862a1072fffffff', 15)",
        rows: [['852a1073fffffff', '812a3ffffffffff', '', '', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_h3cell_level(h3cell: string): int',
    about: 'The resolution of an H3 cell; null where the token is none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-h3cell-level-function',
    compute: h3Resolution,
    examples: [
      {
        query:
          "print a = geo_h3cell_level('862a1072fffffff'), b = geo_h3cell_level(geo_point_to_h3cell(1, 1, 10)), c = geo_h3cell_level('abc')",
        rows: [[6, 10, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_h3cell_rings(h3cell: string, distance: int): dynamic',
    about:
      'The rings of H3 cells around one up to a distance, 0 to 142, the cell itself first; null where there are none.',
    source: 'https://learn.microsoft.com/kusto/query/geo-h3cell-rings-function',
    compute: h3Rings,
    examples: [
      {
        query:
          "print a = geo_h3cell_rings('861f8894fffffff', 1), b = geo_h3cell_rings('abc', 3), c = geo_h3cell_rings('861f8894fffffff', 150)",
        rows: [
          [
            [
              ['861f8894fffffff'],
              [
                '861f88947ffffff',
                '861f8895fffffff',
                '861f88867ffffff',
                '861f8d497ffffff',
                '861f8d4b7ffffff',
                '861f8896fffffff',
              ],
            ],
            null,
            null,
          ],
        ],
      },
    ],
  }),
];

export default definitions;
