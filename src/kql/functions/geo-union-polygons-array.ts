import { defineScalar, type ScalarFunction } from '../define.ts';
import { readEach, writeParts } from '../geometry/geojson.ts';
import { union, unionLines } from '../geometry/overlay.ts';
import { linesIn, polygonsOnce } from '../geometry/shapes.ts';

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_union_polygons_array(polygons: dynamic): dynamic',
    about: 'What lies in any of an array of polygons; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-union-polygons-array-function',
    compute: (value) => {
      const sets = readEach(value, polygonsOnce);
      const polygons = sets && union(sets);
      return polygons && writeParts({ polygons });
    },
    examples: [
      {
        query:
          'print a = geo_union_polygons_array(pack_array(dynamic({"type":"Polygon","coordinates":[[[2,45],[0,45],[1,44],[2,45]]]}), dynamic({"type":"Polygon","coordinates":[[[3,44],[2,45],[2,43],[3,44]]]}), dynamic({"type":"Polygon","coordinates":[[[2,45],[0,45],[1,44],[2,45]]]}))), b = geo_union_polygons_array(pack_array(dynamic({"type":"Polygon","coordinates":[[[2,45],[0,45],[1,44],[2,45]]]}), dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]})))',
        rows: [
          [
            {
              type: 'MultiPolygon',
              coordinates: [
                [
                  [
                    [2, 45],
                    [0, 45],
                    [1, 44],
                    [2, 45],
                  ],
                ],
                [
                  [
                    [3, 44],
                    [2, 45],
                    [2, 43],
                    [3, 44],
                  ],
                ],
              ],
            },
            null,
          ],
        ],
      },
      {
        query:
          'print cells = array_concat(pack_array("sunny"), geo_geohash_neighbors("sunny")) | mv-expand cells to typeof(string) | summarize all = make_list(geo_geohash_to_polygon(cells)) | project p = geo_union_polygons_array(all) | project n = array_length(p.coordinates[0]), lng = toreal(p.coordinates[0][0][0]), lat = toreal(p.coordinates[0][0][1])',
        rows: [[13, 42.4072265625, 23.642578125]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_union_lines_array(lineStrings: dynamic): dynamic',
    about:
      'An array of lines as one shape, what they share taken once; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-union-lines-array-function',
    compute: (value) => {
      const sets = readEach(value, linesIn);
      const lines = sets && unionLines(sets.flat());
      return lines && writeParts({ lines });
    },
    examples: [
      {
        query:
          'print a = geo_union_lines_array(dynamic([{"type":"LineString","coordinates":[[1,1],[2,2],[3,1]]},{"type":"LineString","coordinates":[[2,2],[3,1],[4,1]]}])), b = geo_union_lines_array(pack_array(dynamic({"type":"LineString","coordinates":[[1,1]]})))',
        rows: [
          [
            {
              type: 'LineString',
              coordinates: [
                [1, 1],
                [2, 2],
                [3, 1],
                [4, 1],
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
