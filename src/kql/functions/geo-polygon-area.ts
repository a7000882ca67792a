import { defineScalar, type ScalarFunction } from '../define.ts';
import { writePoint } from '../geometry/geojson.ts';
import { areaOf, centroidOf, perimeterOf } from '../geometry/measures.ts';
import { polygonsOnce } from '../geometry/shapes.ts';

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'geo_polygon_area(polygon: dynamic): real',
    about:
      'The area of a polygon or polygons in square metres, what they share counted once; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-area-function',
    compute: (value) => {
      const polygons = polygonsOnce(value);
      return polygons && areaOf(polygons);
    },
    examples: [
      {
        query:
          'print a = geo_polygon_area(dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]})), b = geo_polygon_area(dynamic({"type":"MultiPolygon","coordinates":[[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]],[[[-73.94262313842773,40.775991804565585],[-73.98107528686523,40.791849155467695],[-73.99600982666016,40.77092185281977],[-73.96150588989258,40.75609977566361],[-73.94262313842773,40.775991804565585]]]]})), c = geo_polygon_area(dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]})) | project a = round(a, 3), b = round(b, 3), c',
        rows: [[3475207.283, 10889971.534, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_polygon_perimeter(polygon: dynamic): real',
    about:
      'The length of the border of a polygon or polygons in metres; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-perimeter-function',
    compute: (value) => {
      const polygons = polygonsOnce(value);
      return polygons && perimeterOf(polygons);
    },
    examples: [
      {
        query:
          'print a = geo_polygon_perimeter(dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]})), b = geo_polygon_perimeter(dynamic({"type":"MultiPolygon","coordinates":[[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]],[[[-73.94262313842773,40.775991804565585],[-73.98107528686523,40.791849155467695],[-73.99600982666016,40.77092185281977],[-73.96150588989258,40.75609977566361],[-73.94262313842773,40.775991804565585]]]]})), c = geo_polygon_perimeter(dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]}))',
        rows: [[9930.30149604938, 15943.5384578745, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'geo_polygon_centroid(polygon: dynamic): dynamic',
    about: 'The centroid of a polygon or polygons; null where one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-centroid-function',
    compute: (value) => {
      const polygons = polygonsOnce(value);
      const centroid = polygons && centroidOf(polygons);
      return centroid && writePoint(centroid);
    },
    examples: [
      {
        query:
          'print p = geo_polygon_centroid(dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]})), q = geo_polygon_centroid(dynamic({"type":"MultiPolygon","coordinates":[[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]],[[[-73.94262313842773,40.775991804565585],[-73.98107528686523,40.791849155467695],[-73.99600982666016,40.77092185281977],[-73.96150588989258,40.75609977566361],[-73.94262313842773,40.775991804565585]]]]})) | project a = round(toreal(p.coordinates[0]), 9), b = round(toreal(p.coordinates[1]), 9), c = round(toreal(q.coordinates[0]), 9), d = geo_polygon_centroid(dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]}))',
        rows: [[-73.96573569, 40.782550538, -73.968569588, null]],
      },
    ],
  }),
];

export default definitions;
