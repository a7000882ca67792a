import { expect, it } from 'vitest';
import type { Column, KustoType } from '../../base/index.ts';
import { apart, clusterSize, clustersOf, ringParts, shortCount, wholeArea } from './clusters.ts';
import { drawableLand } from './land.ts';
import { areaStep, cellsQuestion, usualPlaces } from './places.ts';

const column = (name: string, type: KustoType = 'real'): Column => ({ name, type });

it('finds the columns of places by their names, two of a kind', () => {
  const names = (...columns: Column[]): unknown => {
    const found = usualPlaces(columns);
    return found && [found.latitude.name, found.longitude.name];
  };
  expect(names(column('Longitude'), column('Latitude'))).toEqual(['Latitude', 'Longitude']);
  expect(names(column('a_lat'), column('b_lon'), column('b_lat'))).toEqual(['b_lat', 'b_lon']);
  expect(names(column('LAT'), column('Lng'))).toEqual(['LAT', 'Lng']);
  expect(names(column('latitude', 'string'), column('longitude', 'string'))).toBeNull();
  expect(names(column('latitude'))).toBeNull();
});

const columns = {
  latitude: column('Latitude'),
  longitude: column("L'"),
  layer: column('K', 'string'),
};

it('spells an area as a step, over the date line too', () => {
  const area = { south: -10, west: 170, north: 10.123456789, east: -170 };
  expect(areaStep(columns, area)).toBe(
    "| where ['Latitude'] >= real(-10) and ['Latitude'] <= real(10.1234568) and (['L\\''] >= real(170) or ['L\\''] <= real(-170))",
  );
  expect(areaStep(columns, { ...area, west: 1, east: 2 })).toContain(
    "['L\\''] >= real(1) and ['L\\''] <= real(2)",
  );
});

it('asks for layers by number, whatever they are called', () => {
  const kql = cellsQuestion(columns, { zoom: 2, area: null, layers: ["a'b", '__proto__'] });
  expect(kql).toContain("== 'a\\'b', 0,");
  expect(kql).toContain("== '__proto__', 1, 2)");
  expect(kql).toContain('bin(y, real(15))');
});

const names = [
  'layer',
  'row',
  'column',
  'count_',
  'y_mean',
  'x_mean',
  'south',
  'west',
  'north',
  'east',
];
const rows = [
  [0, 0, 0, 30, 1, 10, 0, 9, 2, 11],
  [1, 0, 0, 10, 5, 10, 4, 8, 6, 12],
  [0, 15, 0, 1, 16, 3, 16, 3, 16, 3],
];
const answer = { columns: names.map((name) => column(name)), rows, total: 3 };

it('puts the layers of a cell together', () => {
  const [first, second] = clustersOf(answer, new Set());
  expect(first).toMatchObject({ count: 40, latitude: 2, longitude: 10 });
  expect(first?.area).toEqual({ south: 0, west: 8, north: 6, east: 12 });
  expect(first && ringParts(first)).toEqual([
    { layer: 0, from: 0, to: 0.75 },
    { layer: 1, from: 0.75, to: 1 },
  ]);
  expect(second?.count).toBe(1);
  expect(clustersOf(answer, new Set([0])).map((c) => c.count)).toEqual([10]);
  expect(wholeArea(clustersOf(answer, new Set()))).toEqual({
    south: 0,
    west: 3,
    north: 16,
    east: 12,
  });
  expect(wholeArea([])).toBeNull();
});

it('makes one of clusters that would cover each other, where the fuller is', () => {
  const clusters = clustersOf(answer, new Set());
  expect(apart(clusters, 0)).toMatchObject([
    { count: 41, latitude: 2, longitude: 10, area: { south: 0, west: 3, north: 16, east: 12 } },
  ]);
  expect(apart(clusters, 6).length).toBe(2);
  expect(apart([], 2)).toEqual([]);
});

it('writes counts short', () => {
  expect(
    [1, 999, 1000, 3249, 9949, 9951, 88_400, 999_499, 999_500, 12_000_000].map(shortCount),
  ).toEqual(['1', '999', '1.0k', '3.2k', '9.9k', '10k', '88k', '999k', '1.0M', '12M']);
  expect(clusterSize(1)).toBeLessThan(clusterSize(2));
  expect(clusterSize(1e9)).toBe(clusterSize(1e4));
});

it('draws land over the date line on both sides, and closes what goes around a pole', () => {
  const fiji = [
    [
      [179, -16],
      [-179, -16],
      [-179, -17],
      [179, -17],
      [179, -16],
    ],
  ];
  const drawn = drawableLand({ type: 'Polygon', coordinates: fiji });
  expect(drawn.length).toBe(2);
  expect(drawn[0]?.[0]?.map(([x]) => x)).toEqual([179, 181, 181, 179, 179]);
  expect(drawn[1]?.[0]?.[0]?.[0]).toBe(-181);
  const pole = [
    [
      [-180, -80],
      [-60, -80],
      [60, -80],
      [179.9, -80],
    ],
  ];
  const [antarctica] = drawableLand({ type: 'MultiPolygon', coordinates: [pole] });
  expect(antarctica?.[0]?.slice(-3).map(([, y]) => y)).toEqual([-85.05, -85.05, -80]);
});
