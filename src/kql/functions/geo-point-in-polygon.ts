import { defineScalar, type ScalarFunction } from '../define.ts';
import { containerIn } from '../geometry/shapes.ts';
import { isPlace, pointAt } from '../geometry/sphere.ts';

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_point_in_polygon(longitude: real, latitude: real, polygon: dynamic): bool',
    about: 'Whether a place is in a polygon or in one of several; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-point-in-polygon-function',
    compute: (longitude, latitude, polygon) => {
      const contains = containerIn(polygon);
      if (!contains || !isPlace(longitude, latitude)) return null;
      return contains(pointAt([longitude ?? 0, latitude ?? 0]));
    },
    examples: [
      {
        query:
          'print a = geo_point_in_polygon(-73.96, 40.79, dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]})), b = geo_point_in_polygon(-73.96, 40.76, dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]})), c = geo_point_in_polygon(200, 1, dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]})), d = geo_point_in_polygon(1, 1, dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]}))',
        rows: [[true, false, null, null]],
      },
    ],
  }),
];

export default definitions;
