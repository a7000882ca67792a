import { defineScalar, type ScalarFunction } from '../define.ts';
import { bufferingOf, bufferLines, bufferPolygons, leastRadius } from '../geometry/buffer.ts';
import type { Line, Polygon } from '../geometry/geojson.ts';
import { h3Fill } from '../geometry/h3-cells.ts';
import { coverLines, coverPolygons } from '../geometry/s2-cells.ts';
import { linesOnce, polygonsIn, polygonsOnce } from '../geometry/shapes.ts';

/** How near the border is to its distance, as a share of it, where a shape is widened before it is covered. */
const precision = 0.01;

const isNone = (radius: number | null): boolean =>
  radius !== null && radius >= 0 && radius < leastRadius;

/** Polygons with what is within the radius; null where there is no such radius. */
function widened(
  polygons: readonly Polygon[] | null,
  radius: number | null,
): readonly Polygon[] | null {
  if (!polygons || isNone(radius)) return polygons;
  const buffering = bufferingOf(radius, (radius ?? 0) * precision);
  return buffering && bufferPolygons(polygons, buffering);
}

function coverWideLines(
  lines: readonly Line[],
  level: number | null,
  radius: number,
): string[] | null {
  const buffering = bufferingOf(radius, radius * precision);
  const polygons = buffering && bufferLines(lines, buffering);
  return polygons && coverPolygons(polygons, level);
}

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature:
      'geo_polygon_to_s2cells(polygon: dynamic, level?: int = 11, radius?: real = 0): dynamic',
    about:
      'The tokens of the S2 cells of a level that a polygon and what is within so many metres of it meet; null where they are more than 65,536, or one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-to-s2cells-function',
    compute: (value, level, radius) => {
      const polygons = widened(polygonsIn(value), radius);
      return polygons && coverPolygons(polygons, level);
    },
    examples: [
      {
        query:
          'print a = array_length(geo_polygon_to_s2cells(dynamic({"type":"Polygon","coordinates":[[[0,0],[0,50],[100,50],[0,0]]]}), 5)), b = geo_polygon_to_s2cells(dynamic({"type":"Polygon","coordinates":[[[0,0],[0,50],[100,50],[0,0]]]}), 30), c = geo_polygon_to_s2cells(dynamic({"type":"Polygon","coordinates":[[[-3.659,40.553],[-3.913,40.409],[-3.729,40.273],[-3.524,40.440],[-3.659,40.553]]]}), 8), d = array_length(geo_polygon_to_s2cells(dynamic({"type":"Polygon","coordinates":[[[-3.659,40.553],[-3.913,40.409],[-3.729,40.273],[-3.524,40.440],[-3.659,40.553]]]}), 8, 20000)) > array_length(geo_polygon_to_s2cells(dynamic({"type":"Polygon","coordinates":[[[-3.659,40.553],[-3.913,40.409],[-3.729,40.273],[-3.524,40.440],[-3.659,40.553]]]}), 8))',
        rows: [[286, null, ['0d419', '0d423'], true]],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_line_to_s2cells(lineString: dynamic, level?: int = 11, radius?: real = 0): dynamic',
    about:
      'The tokens of the S2 cells of a level that a line and what is within so many metres of it meet; null where they are more than 65,536, or one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-to-s2cells-function',
    compute: (value, level, radius) => {
      const lines = linesOnce(value);
      if (!lines || radius === null) return null;
      return isNone(radius) ? coverLines(lines, level) : coverWideLines(lines, level, radius);
    },
    examples: [
      {
        query:
          'print a = geo_line_to_s2cells(dynamic({"type":"LineString","coordinates":[[-0.1399656708283601,51.50190802248855],[-0.14088438832752104,51.50012082761452]]}), 14), b = set_has_element(geo_line_to_s2cells(dynamic({"type":"LineString","coordinates":[[-0.1399656708283601,51.50190802248855],[-0.14088438832752104,51.50012082761452]]}), 14, 500), geo_point_to_s2cell(-0.13451078568013486, 51.49919145858172, 14)), c = geo_line_to_s2cells(dynamic({"type":"Polygon","coordinates":[[[0,0],[0,50],[100,50],[0,0]]]}))',
        rows: [[['487604d9'], true, null]],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_polygon_to_h3cells(polygon: dynamic, resolution?: int = 6, radius?: real = 0): dynamic',
    about:
      'The tokens of the H3 cells of a resolution whose middles are in a polygon or within so many metres of it; null where they are more than 61,680, or one is not valid.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-to-h3cells-function',
    compute: (value, resolution, radius) => {
      const polygons = widened(polygonsOnce(value), radius);
      return polygons && h3Fill(polygons, resolution);
    },
    examples: [
      {
        query:
          'print a = geo_polygon_to_h3cells(dynamic({"type":"Polygon","coordinates":[[[-3.659,40.553],[-3.913,40.409],[-3.729,40.273],[-3.524,40.440],[-3.659,40.553]]]})), b = array_length(geo_polygon_to_h3cells(dynamic({"type":"Polygon","coordinates":[[[-3.659,40.553],[-3.913,40.409],[-3.729,40.273],[-3.524,40.440],[-3.659,40.553]]]}), 6, 5000)) | project a = array_sort_asc(a), b = b > 13',
        rows: [
          [
            [
              '86390ca07ffffff',
              '86390ca27ffffff',
              '86390ca2fffffff',
              '86390ca37ffffff',
              '86390cb07ffffff',
              '86390cb0fffffff',
              '86390cb17ffffff',
              '86390cb1fffffff',
              '86390cb57ffffff',
              '86390cb87ffffff',
              '86390cb8fffffff',
              '86390cba7ffffff',
              '86390cbafffffff',
            ],
            true,
          ],
        ],
      },
    ],
  }),
];

export default definitions;
