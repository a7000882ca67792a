import { defineScalar, type ScalarFunction } from '../define.ts';
import { onSphere, onSpheroid } from '../geometry/measures.ts';
import { azimuth, isPlace, type Position, pointAt, turn } from '../geometry/sphere.ts';

type Degrees = number | null;

/** Two places; null where one is none. */
function places(
  lng1: Degrees,
  lat1: Degrees,
  lng2: Degrees,
  lat2: Degrees,
): [Position, Position] | null {
  if (!isPlace(lng1, lat1) || !isPlace(lng2, lat2)) return null;
  return [
    [lng1 ?? 0, lat1 ?? 0],
    [lng2 ?? 0, lat2 ?? 0],
  ];
}

function distance(between: [Position, Position] | null, onEllipsoid: boolean): number | null {
  if (!between) return null;
  const [a, b] = between;
  return (onEllipsoid ? onSpheroid : onSphere)(a, b, pointAt(a), pointAt(b));
}

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature:
      'geo_distance_2points(p1_longitude: real, p1_latitude: real, p2_longitude: real, p2_latitude: real, use_spheroid?: bool = false): real',
    about: 'How far two places are apart, in metres, on the mean sphere or on WGS84.',
    source: 'https://learn.microsoft.com/kusto/query/geo-distance-2points-function',
    compute: (lng1, lat1, lng2, lat2, spheroid) =>
      distance(places(lng1, lat1, lng2, lat2), spheroid === true),
    examples: [
      {
        query:
          'print a = geo_distance_2points(-122.407628, 47.578557, -118.275287, 34.019056), b = geo_distance_2points(300, 1, 1, 1)',
        rows: [[1546754.35197381, null]],
      },
      {
        query: 'print a = round(geo_distance_2points(0, 0, 0, 90, true), 3)',
        rows: [[10001965.729]],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_point_in_circle(p_longitude: real, p_latitude: real, pc_longitude: real, pc_latitude: real, c_radius: real): bool',
    about: 'Whether a place is in a circle around another, its radius in metres along the ground.',
    source: 'https://learn.microsoft.com/kusto/query/geo-point-in-circle-function',
    compute: (lng, lat, centreLng, centreLat, radius) => {
      const far = distance(places(lng, lat, centreLng, centreLat), false);
      return far === null || radius === null || !(radius > 0) ? null : far <= radius;
    },
    examples: [
      {
        query:
          'print a = geo_point_in_circle(-122.143564, 47.535677, -122.100896, 47.527351, 3500), b = geo_point_in_circle(-122.137575, 47.630683, -122.100896, 47.527351, 3500), c = geo_point_in_circle(200, 1, 1, 1, 1), d = geo_point_in_circle(1, 1, 1, 1, -1)',
        rows: [[true, false, null, null]],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_azimuth(p1_longitude: real, p1_latitude: real, p2_longitude: real, p2_latitude: real): real',
    about:
      'The direction from one place to another, in radians clockwise from north; null where there is not one.',
    source: 'https://learn.microsoft.com/kusto/query/geo-azimuth-function',
    compute: (lng1, lat1, lng2, lat2) => {
      const pair = places(lng1, lat1, lng2, lat2);
      return pair && azimuth(...pair);
    },
    examples: [
      {
        query: 'print a = geo_azimuth(5, 10, 10, -40), b = geo_azimuth(5, 10, 5, 10)',
        rows: [[3.05459939796449, null]],
      },
    ],
  }),
  defineScalar({
    signature:
      'geo_angle(p1_longitude: real, p1_latitude: real, p2_longitude: real, p2_latitude: real, p3_longitude: real, p3_latitude: real): real',
    about:
      'The angle at the second place from the way to the first to the way to the third, in radians clockwise; null where there is not one.',
    source: 'https://learn.microsoft.com/kusto/query/geo-angle-function',
    compute: (lng1, lat1, lng2, lat2, lng3, lat3) => {
      const [back, on] = [places(lng2, lat2, lng1, lat1), places(lng2, lat2, lng3, lat3)];
      const [from, to] = [back && azimuth(...back), on && azimuth(...on)];
      return from === null || to === null ? null : turn(to - from);
    },
    examples: [
      {
        query: 'print a = geo_angle(0, 10, 0, 5, 3, -10), b = geo_angle(0, 10, 0, 10, 3, -10)',
        rows: [[2.94493843406882, null]],
      },
    ],
  }),
];

export default definitions;
