import { defineScalar, type ScalarFunction } from '../define.ts';
import { type Polygon, readEach, writeParts } from '../geometry/geojson.ts';
import { linesOnce, polygonsOnce } from '../geometry/shapes.ts';
import {
  junctions,
  simplifyLines,
  simplifyPolygons,
  simplifyTolerance,
} from '../geometry/simplify.ts';

const written = (polygons: Polygon[]): unknown =>
  polygons.length > 0 ? writeParts({ polygons }) : null;

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_line_simplify(lineString: dynamic, tolerance?: real = 10): dynamic',
    about:
      'A line with fewer corners, which keeps within so many metres; null where nothing is left of it, or it is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-simplify-function',
    compute: (value, metres) => {
      const [lines, tolerance] = [linesOnce(value), simplifyTolerance(metres)];
      const simplified = lines && tolerance !== null ? simplifyLines(lines, tolerance) : [];
      return simplified.length > 0 ? writeParts({ lines: simplified }) : null;
    },
    examples: [
      {
        query:
          'print a = geo_line_simplify(dynamic({"type":"LineString","coordinates":[[-73.97033169865608,40.789063020152824],[-73.97039607167244,40.78897975920816],[-73.9704617857933,40.78888837512432],[-73.97052884101868,40.7887949601531],[-73.9706052839756,40.788698498903564],[-73.97065222263336,40.78862640672032],[-73.97072866559029,40.78852791445617],[-73.97079303860664,40.788434498977836]]}), 10), b = geo_line_simplify(dynamic({"type":"LineString","coordinates":[[-73.97033169865608,40.789063020152824],[-73.97039607167244,40.78897975920816],[-73.9704617857933,40.78888837512432],[-73.97052884101868,40.7887949601531],[-73.9706052839756,40.788698498903564],[-73.97065222263336,40.78862640672032],[-73.97072866559029,40.78852791445617],[-73.97079303860664,40.788434498977836]]}), -1), c = geo_line_simplify(dynamic({"type":"LineString","coordinates":[[-73.97033169865608,40.789063020152824],[-73.97039607167244,40.78897975920816],[-73.9704617857933,40.78888837512432],[-73.97052884101868,40.7887949601531],[-73.9706052839756,40.788698498903564],[-73.97065222263336,40.78862640672032],[-73.97072866559029,40.78852791445617],[-73.97079303860664,40.788434498977836]]}), 100000)',
        rows: [
          [
            {
              type: 'LineString',
              coordinates: [
                [-73.97033169865608, 40.789063020152824],
                [-73.97079303860664, 40.788434498977836],
              ],
            },
            null,
            null,
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_polygon_simplify(polygon: dynamic, tolerance?: real = 10): dynamic',
    about:
      'A polygon with fewer corners, whose border keeps within so many metres; null where nothing is left of it, or it is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-simplify-function',
    compute: (value, metres) => {
      const [polygons, tolerance] = [polygonsOnce(value), simplifyTolerance(metres)];
      return polygons && tolerance !== null ? written(simplifyPolygons(polygons, tolerance)) : null;
    },
    examples: [
      {
        query:
          'print a = geo_polygon_simplify(dynamic({"type":"Polygon","coordinates":[[[-73.94885122776031,40.79673476355657],[-73.94885927438736,40.79692258628347],[-73.94887939095497,40.79692055577034],[-73.9488673210144,40.79693476936093],[-73.94888743758202,40.79693476936093],[-73.9488834142685,40.796959135509105],[-73.94890084862709,40.79695304397289],[-73.94906312227248,40.79710736271788],[-73.94923612475395,40.7968708081794],[-73.94885122776031,40.79673476355657]]]})), b = geo_polygon_simplify(dynamic({"type":"Polygon","coordinates":[[[5,48],[0,50],[0,47],[4,47],[5,48]]]}), -0.1), c = geo_polygon_simplify(dynamic({"type":"Polygon","coordinates":[[[5,48],[0,50],[0,47],[4,47],[5,48]]]}), 1000000) | project n = array_length(a.coordinates[0]), lng = toreal(a.coordinates[0][1][0]), lat = toreal(a.coordinates[0][2][1]), b, c',
        rows: [[4, -73.94906312227248, 40.7968708081794, null, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_simplify_polygons_array(polygons: dynamic, tolerance?: real = 10): dynamic',
    about:
      'An array of polygons with fewer corners, what they share staying shared; null where nothing is left, or one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-simplify-polygons-array-function',
    compute: (value, metres) => {
      const [sets, tolerance] = [readEach(value, polygonsOnce), simplifyTolerance(metres)];
      if (!sets || tolerance === null) return null;
      const polygons = sets.flat();
      return written(simplifyPolygons(polygons, tolerance, junctions(polygons)));
    },
    examples: [
      {
        query:
          'let a = dynamic({"type":"Polygon","coordinates":[[[0,0],[1,0],[1.00001,0.5],[1,1],[0,1],[0,0]]]}); let b = dynamic({"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1],[1.00001,0.5],[1,0]]]}); print p = geo_simplify_polygons_array(pack_array(a, b), 100), c = geo_simplify_polygons_array(pack_array(a, b), -1), d = geo_simplify_polygons_array(pack_array(a, b), 1000000)',
        rows: [
          [
            {
              type: 'MultiPolygon',
              coordinates: [
                [
                  [
                    [0, 0],
                    [1, 0],
                    [1, 1],
                    [0, 1],
                    [0, 0],
                  ],
                ],
                [
                  [
                    [1, 0],
                    [2, 0],
                    [2, 1],
                    [1, 1],
                    [1, 0],
                  ],
                ],
              ],
            },
            null,
            null,
          ],
        ],
      },
    ],
  }),
];

export default definitions;
