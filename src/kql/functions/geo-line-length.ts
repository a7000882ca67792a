import { defineScalar, type ScalarFunction } from '../define.ts';
import { writePoint } from '../geometry/geojson.ts';
import {
  fractionAt,
  lengthOf,
  lineCentroidOf,
  onSphere,
  onSpheroid,
  placeAt,
} from '../geometry/measures.ts';
import { lineIn, linesOnce } from '../geometry/shapes.ts';
import { isPlace, pointAt } from '../geometry/sphere.ts';

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_line_length(lineString: dynamic): real',
    about:
      'The length of a line or lines in metres, what they share counted once; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-length-function',
    compute: (value) => {
      const lines = linesOnce(value);
      return lines && lengthOf(lines);
    },
    examples: [
      {
        query:
          'print a = geo_line_length(dynamic({"type":"LineString","coordinates":[[-73.95807266235352,40.800426144169315],[-73.94966125488281,40.79691751000055],[-73.97317886352539,40.764486356930334]]})), b = geo_line_length(dynamic({"type":"MultiLineString","coordinates":[[[-73.95798683166502,40.800556090021466],[-73.98193359375,40.76819171855746]],[[-73.94940376281738,40.79691751000055],[-73.97317886352539,40.76435634049001]]]})), c = geo_line_length(dynamic({"type":"LineString","coordinates":[[1,1]]}))',
        rows: [[4922.48016992081, 8262.24339753741, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_line_centroid(lineString: dynamic): dynamic',
    about: 'The centroid of a line or lines; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-centroid-function',
    compute: (value) => {
      const lines = linesOnce(value);
      const centroid = lines && lineCentroidOf(lines);
      return centroid && writePoint(centroid);
    },
    examples: [
      {
        query:
          'print p = geo_line_centroid(dynamic({"type":"LineString","coordinates":[[-73.95796,40.80042],[-73.97317,40.764486]]})), q = geo_line_centroid(dynamic({"type":"LineString","coordinates":[[-73.95807266235352,40.800426144169315],[-73.94966125488281,40.79691751000055],[-73.97317886352539,40.764486356930334],[-73.98210525512695,40.76786669510221],[-73.96004676818848,40.7980870753293]]})) | project a = toreal(p.coordinates[0]), b = toreal(p.coordinates[1]), c = toreal(q.coordinates[0]), d = geo_line_centroid(dynamic({"type":"LineString","coordinates":[[1,1]]}))',
        rows: [[-73.96556705723094, 40.782453249627416, -73.9660675626837, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_line_interpolate_point(lineString: dynamic, fraction: real): dynamic',
    about: 'The place at a fraction, 0 to 1, of the length of a line; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-interpolate-point-function',
    compute: (value, fraction) => {
      const line = lineIn(value);
      if (!line || fraction === null || !(fraction >= 0 && fraction <= 1)) return null;
      return writePoint(placeAt(line, fraction));
    },
    examples: [
      {
        query:
          'print p = geo_line_interpolate_point(dynamic({"type":"LineString","coordinates":[[-73.95796,40.80042],[-73.97317,40.764486]]}), 0.25), q = geo_line_interpolate_point(dynamic({"type":"LineString","coordinates":[[-73.95807266235352,40.800426144169315],[-73.94966125488281,40.79691751000055],[-73.97317886352539,40.764486356930334],[-73.98210525512695,40.76786669510221],[-73.96004676818848,40.7980870753293]]}), 0.9) | project a = toreal(p.coordinates[0]), b = toreal(p.coordinates[1]), c = toreal(q.coordinates[0]), d = geo_line_interpolate_point(dynamic({"type":"LineString","coordinates":[[1,1]]}), 0.5), e = geo_line_interpolate_point(dynamic({"type":"LineString","coordinates":[[-73.95796,40.80042],[-73.97317,40.764486]]}), 2)',
        rows: [[-73.96176404321828, 40.79143668725723, -73.96556545832799, null, null]],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_line_locate_point(lineString: dynamic, longitude: real, latitude: real, use_spheroid?: bool = false): real',
    about:
      'The fraction of the length of a line at which it is nearest to a place; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-locate-point-function',
    compute: (value, longitude, latitude, spheroid) => {
      const line = lineIn(value);
      if (!line || !isPlace(longitude, latitude)) return null;
      const place = pointAt([longitude ?? 0, latitude ?? 0]);
      return fractionAt(line, place, spheroid === true ? onSpheroid : onSphere);
    },
    examples: [
      {
        query:
          'print a = geo_line_locate_point(dynamic({"type":"LineString","coordinates":[[-73.95796,40.80042],[-73.97317,40.764486]]}), -73.965, 40.792), b = geo_line_locate_point(dynamic({"type":"LineString","coordinates":[[1,1]]}), 1, 1), c = round(geo_line_locate_point(dynamic({"type":"LineString","coordinates":[[-73.95796,40.80042],[-73.97317,40.764486]]}), -73.965, 40.792, true), 3)',
        rows: [[0.2556013510030755, null, 0.256]],
      },
    ],
  }),
];

export default definitions;
