import { defineScalar, type ScalarFunction } from '../define.ts';
import { writePoint } from '../geometry/geojson.ts';
import { edgesOf, nearestOn } from '../geometry/measures.ts';
import { containerIn, linesIn, polygonsIn } from '../geometry/shapes.ts';
import {
  earthRadius,
  isPlace,
  type Point,
  type Position,
  pointAt,
  positionOf,
} from '../geometry/sphere.ts';

interface Nearest {
  readonly at: Position;
  readonly metres: number;
}

/** Where edges are nearest to a place. */
function nearestTo(place: Position, edges: [Point, Point][]): Nearest {
  const { at, far } = nearestOn(pointAt(place), edges);
  return { at: positionOf(at), metres: far * earthRadius };
}

function nearestOnLine(lng: number | null, lat: number | null, value: unknown): Nearest | null {
  const lines = linesIn(value);
  if (!lines || !isPlace(lng, lat)) return null;
  return nearestTo(
    [lng ?? 0, lat ?? 0],
    lines.flatMap((line) => edgesOf(line, false)),
  );
}

/** The place itself where it is inside. */
function nearestOnPolygon(lng: number | null, lat: number | null, value: unknown): Nearest | null {
  const [polygons, contains] = [polygonsIn(value), containerIn(value)];
  if (!polygons || !contains || !isPlace(lng, lat)) return null;
  const place: Position = [lng ?? 0, lat ?? 0];
  if (contains(pointAt(place))) return { at: place, metres: 0 };
  return nearestTo(
    place,
    polygons.flatMap((rings) => rings.flatMap((ring) => edgesOf(ring, true))),
  );
}

const placeOf = (nearest: Nearest | null): unknown => nearest && writePoint(nearest.at);

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature:
      'geo_distance_point_to_line(longitude: real, latitude: real, lineString: dynamic): real',
    about: 'How far a place is from a line or lines, in metres; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-distance-point-to-line-function',
    compute: (longitude, latitude, line) =>
      nearestOnLine(longitude, latitude, line)?.metres ?? null,
    examples: [
      {
        query:
          'print a = geo_distance_point_to_line(-115.199625, 36.210419, dynamic({"type":"LineString","coordinates":[[-115.115385,36.229195],[-115.136995,36.200366],[-115.140252,36.192470],[-115.143558,36.188523],[-115.144076,36.181954],[-115.154662,36.174483],[-115.166431,36.176388],[-115.183289,36.175007],[-115.192612,36.176736],[-115.202485,36.173439],[-115.225355,36.174365]]})), b = geo_distance_point_to_line(300, 3, dynamic({"type":"LineString","coordinates":[[-115.115385,36.229195],[-115.136995,36.200366],[-115.140252,36.192470],[-115.143558,36.188523],[-115.144076,36.181954],[-115.154662,36.174483],[-115.166431,36.176388],[-115.183289,36.175007],[-115.192612,36.176736],[-115.202485,36.173439],[-115.225355,36.174365]]}))',
        rows: [[3797.88887253334, null]],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_distance_point_to_polygon(longitude: real, latitude: real, polygon: dynamic): real',
    about:
      'How far a place is from a polygon or polygons, in metres, 0 inside; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-distance-point-to-polygon-function',
    compute: (longitude, latitude, polygon) =>
      nearestOnPolygon(longitude, latitude, polygon)?.metres ?? null,
    examples: [
      {
        query:
          'print a = geo_distance_point_to_polygon(-73.9839, 40.7705, dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]})), b = geo_distance_point_to_polygon(-73.96, 40.79, dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]})), c = geo_distance_point_to_polygon(1, 1, dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]}))',
        rows: [[259.940756070596, 0, null]],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_closest_point_on_line(longitude: real, latitude: real, lineString: dynamic): dynamic',
    about: 'The place on a line or lines that is nearest to another; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-closest-point-on-line-function',
    compute: (longitude, latitude, line) => placeOf(nearestOnLine(longitude, latitude, line)),
    examples: [
      {
        query:
          'print p = geo_closest_point_on_line(-115.199625, 36.210419, dynamic({"type":"LineString","coordinates":[[-115.115385,36.229195],[-115.136995,36.200366],[-115.140252,36.192470],[-115.143558,36.188523],[-115.144076,36.181954],[-115.154662,36.174483],[-115.166431,36.176388],[-115.183289,36.175007],[-115.192612,36.176736],[-115.202485,36.173439],[-115.225355,36.174365]]})) | project lng = toreal(p.coordinates[0]), lat = toreal(p.coordinates[1]), b = geo_closest_point_on_line(300, 3, dynamic({"type":"LineString","coordinates":[[-115.115385,36.229195],[-115.136995,36.200366],[-115.140252,36.192470],[-115.143558,36.188523],[-115.144076,36.181954],[-115.154662,36.174483],[-115.166431,36.176388],[-115.183289,36.175007],[-115.192612,36.176736],[-115.202485,36.173439],[-115.225355,36.174365]]}))',
        rows: [[-115.192612, 36.176736, null]],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_closest_point_on_polygon(longitude: real, latitude: real, polygon: dynamic): dynamic',
    about:
      'The place on a polygon or polygons that is nearest to another, which is itself inside; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-closest-point-on-polygon-function',
    compute: (longitude, latitude, polygon) =>
      placeOf(nearestOnPolygon(longitude, latitude, polygon)),
    examples: [
      {
        query:
          'print p = geo_closest_point_on_polygon(-73.9839, 40.7705, dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]})) | project lng = toreal(p.coordinates[0]), lat = toreal(p.coordinates[1]), b = geo_closest_point_on_polygon(1, 1, dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]}))',
        rows: [[-73.98120558015393, 40.76935945284321, null]],
      },
    ],
  }),
];

export default definitions;
