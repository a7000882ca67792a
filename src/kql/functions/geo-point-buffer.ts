import { defineScalar, type ScalarFunction } from '../define.ts';
import {
  type Buffering,
  bufferingOf,
  bufferLines,
  bufferPolygons,
  circle,
} from '../geometry/buffer.ts';
import { type Polygon, writeParts } from '../geometry/geojson.ts';
import { linesOnce, polygonsOnce } from '../geometry/shapes.ts';
import { isPlace, pointAt } from '../geometry/sphere.ts';

/** What is around a shape, as GeoJSON; null where the shape, the width or the tolerance is not valid. */
function buffered<T>(
  shape: T | null,
  buffering: Buffering | null,
  widen: (shape: T, buffering: Buffering) => Polygon[] | null,
): unknown {
  const polygons = shape === null || !buffering ? null : widen(shape, buffering);
  return polygons && writeParts({ polygons });
}

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature:
      'geo_point_buffer(longitude: real, latitude: real, radius: real, tolerance?: real = 10): dynamic',
    about:
      'The circle of so many metres around a place, as a polygon; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-point-buffer-function',
    compute: (longitude, latitude, radius, tolerance) => {
      const centre = isPlace(longitude, latitude) ? pointAt([longitude ?? 0, latitude ?? 0]) : null;
      return buffered(centre, bufferingOf(radius, tolerance), (p, b) => [circle(p, b)]);
    },
    examples: [
      {
        query:
          'print p = geo_point_buffer(-115.1745008278, 36.1497251277, 20000) | project a = tostring(p.type), b = abs(geo_polygon_area(p) / (pi() * 20000 * 20000) - 1) < 0.001, c = geo_point_buffer(200, 1, 0.1), d = geo_point_buffer(10, 10, -1)',
        rows: [['Polygon', true, null, null]],
      },
      {
        query:
          'datatable(lng:real, lat:real, radius:real)[-80.3212217992616, 25.268683367546604, 5000, -80.81717403605833, 24.82658441221962, 3000] | project buffer = geo_point_buffer(lng, lat, radius) | summarize polygons = make_list(buffer) | project type = tostring(geo_union_polygons_array(polygons).type)',
        rows: [['MultiPolygon']],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_line_buffer(lineString: dynamic, radius: real, tolerance?: real = 10): dynamic',
    about: 'What is within so many metres of a line or lines; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-buffer-function',
    compute: (value, radius, tolerance) =>
      buffered(linesOnce(value), bufferingOf(radius, tolerance), bufferLines),
    examples: [
      {
        query:
          'print p = geo_line_buffer(dynamic({"type":"LineString","coordinates":[[-80.66634997047466,24.894526340592122],[-80.67373241820246,24.890808090321286]]}), 4, 0.1) | project a = tostring(p.type), b = abs(geo_polygon_area(p) / (geo_line_length(dynamic({"type":"LineString","coordinates":[[-80.66634997047466,24.894526340592122],[-80.67373241820246,24.890808090321286]]})) * 8 + pi() * 16) - 1) < 0.05, c = geo_line_buffer(dynamic({"type":"LineString"}), 5), d = geo_line_buffer(dynamic({"type":"LineString","coordinates":[[0,0],[1,1]]}), 0)',
        rows: [['Polygon', true, null, null]],
      },
      {
        query:
          'datatable(line:dynamic)[dynamic({"type":"LineString","coordinates":[[14.429214068940496,50.10043066548272],[14.431184174126173,50.10046525983731]]}), dynamic({"type":"LineString","coordinates":[[14.43030222687753,50.100780677801936],[14.4303847111523,50.10020274910934]]})] | project buffer = geo_line_buffer(line, 2, 0.1) | summarize polygons = make_list(buffer) | project type = tostring(geo_union_polygons_array(polygons).type)',
        rows: [['Polygon']],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_polygon_buffer(polygon: dynamic, radius: real, tolerance?: real = 10): dynamic',
    about:
      'A polygon or polygons and what is within so many metres of them; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-buffer-function',
    compute: (value, radius, tolerance) =>
      buffered(polygonsOnce(value), bufferingOf(radius, tolerance), bufferPolygons),
    examples: [
      {
        query:
          'print p = geo_polygon_buffer(dynamic({"type":"Polygon","coordinates":[[[139.813757,35.719666],[139.72558,35.71813],[139.727471,35.653231],[139.818721,35.657264],[139.813757,35.719666]]]}), 10000) | project a = tostring(p.type), b = array_length(p.coordinates), c = abs(geo_polygon_area(p) / (geo_polygon_area(dynamic({"type":"Polygon","coordinates":[[[139.813757,35.719666],[139.72558,35.71813],[139.727471,35.653231],[139.818721,35.657264],[139.813757,35.719666]]]})) + geo_polygon_perimeter(dynamic({"type":"Polygon","coordinates":[[[139.813757,35.719666],[139.72558,35.71813],[139.727471,35.653231],[139.818721,35.657264],[139.813757,35.719666]]]})) * 10000 + pi() * 100000000) - 1) < 0.002, d = geo_polygon_buffer(dynamic({"type":"p"}), 1), e = geo_polygon_buffer(dynamic({"type":"Polygon","coordinates":[[[139.813757,35.719666],[139.72558,35.71813],[139.727471,35.653231],[139.818721,35.657264],[139.813757,35.719666]]]}), 0)',
        rows: [['Polygon', 1, true, null, null]],
      },
    ],
  }),
];

export default definitions;
