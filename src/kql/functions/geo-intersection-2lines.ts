import { defineScalar, type ScalarFunction } from '../define.ts';
import { type Parts, writeParts } from '../geometry/geojson.ts';
import {
  intersectLines,
  intersectLinesWithPolygons,
  intersectPolygons,
} from '../geometry/overlay.ts';
import { linesIn, polygonsOnce } from '../geometry/shapes.ts';

function ofLines(first: unknown, second: unknown): Parts | null {
  const [a, b] = [linesIn(first), linesIn(second)];
  return a && b && intersectLines(a, b);
}

function ofLineAndPolygon(line: unknown, polygon: unknown): Parts | null {
  const [a, b] = [linesIn(line), polygonsOnce(polygon)];
  return a && b && intersectLinesWithPolygons(a, b);
}

function ofPolygons(first: unknown, second: unknown): Parts | null {
  const [a, b] = [polygonsOnce(first), polygonsOnce(second)];
  return a && b && intersectPolygons(a, b);
}

/** Whether they have anything in common. */
function meet(parts: Parts | null): boolean | null {
  if (!parts) return null;
  const { points = [], lines = [], polygons = [] } = parts;
  return points.length + lines.length + polygons.length > 0;
}

const shape = (parts: Parts | null): unknown => parts && writeParts(parts);

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_intersection_2lines(lineString1: dynamic, lineString2: dynamic): dynamic',
    about: 'What two lines have in common, points and lines; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-intersection-2lines-function',
    compute: (a, b) => shape(ofLines(a, b)),
    examples: [
      {
        query:
          'print a = geo_intersection_2lines(dynamic({"type":"LineString","coordinates":[[-73.978929,40.785155],[-73.980903,40.782621]]}), dynamic({"type":"LineString","coordinates":[[-73.978929,40.785155],[-73.980903,40.782621]]})), p = geo_intersection_2lines(dynamic({"type":"LineString","coordinates":[[-73.978929,40.785155],[-73.980903,40.782621]]}), dynamic({"type":"LineString","coordinates":[[-73.985195,40.788275],[-73.974552,40.779761]]})), b = geo_intersection_2lines(dynamic({"type":"LineString","coordinates":[[-73.978929,40.785155],[-73.980903,40.782621]]}), dynamic({"type":"LineString","coordinates":[[-115.115385,36.229195],[-115.136995,36.200366],[-115.140252,36.192470],[-115.143558,36.188523],[-115.144076,36.181954],[-115.154662,36.174483],[-115.166431,36.176388],[-115.183289,36.175007],[-115.192612,36.176736],[-115.202485,36.173439],[-115.225355,36.174365]]})), c = geo_intersection_2lines(dynamic({"type":"LineString","coordinates":[[-73.978929,40.785155],[-73.980903,40.782621]]}), dynamic({"type":"LineString","coordinates":[[1,1]]})) | project a, lng = toreal(p.coordinates[0]), lat = toreal(p.coordinates[1]), b, c',
        rows: [
          [
            {
              type: 'LineString',
              coordinates: [
                [-73.978929, 40.785155],
                [-73.980903, 40.782621],
              ],
            },
            -73.97983711667098,
            40.783989289772165,
            { type: 'GeometryCollection', geometries: [] },
            null,
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_intersection_line_with_polygon(lineString: dynamic, polygon: dynamic): dynamic',
    about: 'What of a line lies in a polygon or on its border; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-intersection-line-with-polygon-function',
    compute: (a, b) => shape(ofLineAndPolygon(a, b)),
    examples: [
      {
        query:
          'print p = geo_intersection_line_with_polygon(dynamic({"type":"LineString","coordinates":[[-73.985195,40.788275],[-73.974552,40.779761]]}), dynamic({"type":"Polygon","coordinates":[[[-73.9712905883789,40.78580561168767],[-73.98004531860352,40.775276834803655],[-73.97000312805176,40.77852663535664],[-73.9712905883789,40.78580561168767]]]})) | project type = tostring(p.type), lng = toreal(p.coordinates[0][0]), lat = toreal(p.coordinates[0][1]), b = geo_intersection_line_with_polygon(dynamic({"type":"LineString","coordinates":[[-115.115385,36.229195],[-115.136995,36.200366],[-115.140252,36.192470],[-115.143558,36.188523],[-115.144076,36.181954],[-115.154662,36.174483],[-115.166431,36.176388],[-115.183289,36.175007],[-115.192612,36.176736],[-115.202485,36.173439],[-115.225355,36.174365]]}), dynamic({"type":"Polygon","coordinates":[[[-73.9712905883789,40.78580561168767],[-73.98004531860352,40.775276834803655],[-73.97000312805176,40.77852663535664],[-73.9712905883789,40.78580561168767]]]})), c = geo_intersection_line_with_polygon(dynamic({"type":"LineString","coordinates":[[1,1]]}), dynamic({"type":"Polygon","coordinates":[[[-73.9712905883789,40.78580561168767],[-73.98004531860352,40.775276834803655],[-73.97000312805176,40.77852663535664],[-73.9712905883789,40.78580561168767]]]}))',
        rows: [
          [
            'LineString',
            -73.97561195657819,
            40.78060906714618,
            { type: 'GeometryCollection', geometries: [] },
            null,
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_intersection_2polygons(polygon1: dynamic, polygon2: dynamic): dynamic',
    about: 'What two polygons have in common, their borders included; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-intersection-2polygons-function',
    compute: (a, b) => shape(ofPolygons(a, b)),
    examples: [
      {
        query:
          'print a = geo_intersection_2polygons(dynamic({"type":"Polygon","coordinates":[[[2,45],[0,45],[1,44],[2,45]]]}), dynamic({"type":"Polygon","coordinates":[[[3,44],[2,45],[2,43],[3,44]]]})), b = geo_intersection_2polygons(dynamic({"type":"Polygon","coordinates":[[[2,45],[0,45],[1,44],[2,45]]]}), dynamic({"type":"Polygon","coordinates":[[[3,44],[3,45],[2,43],[3,44]]]})), c = geo_intersection_2polygons(dynamic({"type":"Polygon","coordinates":[[[2,45],[0,45],[1,44],[2,45]]]}), dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]}))',
        rows: [
          [
            { type: 'Point', coordinates: [2, 45] },
            { type: 'GeometryCollection', geometries: [] },
            null,
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_intersects_2lines(lineString1: dynamic, lineString2: dynamic): bool',
    about: 'Whether two lines meet; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-intersects-2lines-function',
    compute: (a, b) => meet(ofLines(a, b)),
    examples: [
      {
        query:
          'print a = geo_intersects_2lines(dynamic({"type":"LineString","coordinates":[[-73.978929,40.785155],[-73.980903,40.782621]]}), dynamic({"type":"LineString","coordinates":[[-73.985195,40.788275],[-73.974552,40.779761]]})), b = geo_intersects_2lines(dynamic({"type":"LineString","coordinates":[[-73.978929,40.785155],[-73.980903,40.782621]]}), dynamic({"type":"LineString","coordinates":[[-115.115385,36.229195],[-115.136995,36.200366],[-115.140252,36.192470],[-115.143558,36.188523],[-115.144076,36.181954],[-115.154662,36.174483],[-115.166431,36.176388],[-115.183289,36.175007],[-115.192612,36.176736],[-115.202485,36.173439],[-115.225355,36.174365]]})), c = geo_intersects_2lines(dynamic({"type":"LineString","coordinates":[[-73.978929,40.785155],[-73.980903,40.782621]]}), dynamic({"type":"Polygon","coordinates":[[[-73.9712905883789,40.78580561168767],[-73.98004531860352,40.775276834803655],[-73.97000312805176,40.77852663535664],[-73.9712905883789,40.78580561168767]]]}))',
        rows: [[true, false, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_intersects_line_with_polygon(lineString: dynamic, polygon: dynamic): bool',
    about: 'Whether a line and a polygon meet; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-intersects-line-with-polygon-function',
    compute: (a, b) => meet(ofLineAndPolygon(a, b)),
    examples: [
      {
        query:
          'print a = geo_intersects_line_with_polygon(dynamic({"type":"LineString","coordinates":[[-73.985195,40.788275],[-73.974552,40.779761]]}), dynamic({"type":"Polygon","coordinates":[[[-73.9712905883789,40.78580561168767],[-73.98004531860352,40.775276834803655],[-73.97000312805176,40.77852663535664],[-73.9712905883789,40.78580561168767]]]})), b = geo_intersects_line_with_polygon(dynamic({"type":"LineString","coordinates":[[-115.115385,36.229195],[-115.136995,36.200366],[-115.140252,36.192470],[-115.143558,36.188523],[-115.144076,36.181954],[-115.154662,36.174483],[-115.166431,36.176388],[-115.183289,36.175007],[-115.192612,36.176736],[-115.202485,36.173439],[-115.225355,36.174365]]}), dynamic({"type":"Polygon","coordinates":[[[-73.9712905883789,40.78580561168767],[-73.98004531860352,40.775276834803655],[-73.97000312805176,40.77852663535664],[-73.9712905883789,40.78580561168767]]]})), c = geo_intersects_line_with_polygon(dynamic({"type":"LineString","coordinates":[[-73.985195,40.788275],[-73.974552,40.779761]]}), dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]}))',
        rows: [[true, false, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_intersects_2polygons(polygon1: dynamic, polygon2: dynamic): bool',
    about: 'Whether two polygons meet; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-intersects-2polygons-function',
    compute: (a, b) => meet(ofPolygons(a, b)),
    examples: [
      {
        query:
          'print a = geo_intersects_2polygons(dynamic({"type":"Polygon","coordinates":[[[2,45],[0,45],[1,44],[2,45]]]}), dynamic({"type":"Polygon","coordinates":[[[3,44],[2,45],[2,43],[3,44]]]})), b = geo_intersects_2polygons(dynamic({"type":"Polygon","coordinates":[[[2,45],[0,45],[1,44],[2,45]]]}), dynamic({"type":"Polygon","coordinates":[[[3,44],[3,45],[2,43],[3,44]]]})), c = geo_intersects_2polygons(dynamic({"type":"Polygon"}), dynamic({"type":"Polygon","coordinates":[[[2,45],[0,45],[1,44],[2,45]]]}))',
        rows: [[true, false, null]],
      },
    ],
  }),
];

export default definitions;
