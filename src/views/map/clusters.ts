import type { ViewAnswer } from '../view-source.ts';
import type { Area } from './places.ts';

/** Rows that are near each other. */
export interface Cluster {
  latitude: number;
  longitude: number;
  /** What they reach over. */
  area: Area;
  count: number;
  /** How many of them are in each layer. */
  layers: ReadonlyMap<number, number>;
}

interface Sum {
  count: number;
  latitude: number;
  longitude: number;
  area: Area;
  layers: Map<number, number>;
}

/** The cells of an answer, those of hidden layers left out. The fullest first. */
export function clustersOf({ columns, rows }: ViewAnswer, hidden: ReadonlySet<number>): Cluster[] {
  const at = new Map(columns.map((c, i) => [c.name, i]));
  const sums = new Map<string, Sum>();
  for (const cells of rows) {
    const value = (name: string): number => Number(cells[at.get(name) ?? -1]);
    const layer = value('layer');
    if (hidden.has(layer)) continue;
    const key = `${value('row')},${value('column')}`;
    const cell: Sum = {
      count: value('count_'),
      latitude: value('y_mean') * value('count_'),
      longitude: value('x_mean') * value('count_'),
      area: {
        south: value('south'),
        west: value('west'),
        north: value('north'),
        east: value('east'),
      },
      layers: new Map([[layer, value('count_')]]),
    };
    const sum = sums.get(key);
    sums.set(key, sum ? together(sum, cell) : cell);
  }
  return [...sums.values()]
    .map(({ count, latitude, longitude, area, layers }) => ({
      count,
      latitude: latitude / count,
      longitude: longitude / count,
      area,
      layers: new Map([...layers].sort(([a], [b]) => a - b)),
    }))
    .sort((a, b) => b.count - a.count);
}

function together(a: Cluster, b: Cluster): Sum {
  const layers = new Map(a.layers);
  for (const [layer, count] of b.layers) layers.set(layer, (layers.get(layer) ?? 0) + count);
  return {
    count: a.count + b.count,
    latitude: a.latitude + b.latitude,
    longitude: a.longitude + b.longitude,
    area: {
      south: Math.min(a.area.south, b.area.south),
      west: Math.min(a.area.west, b.area.west),
      north: Math.max(a.area.north, b.area.north),
      east: Math.max(a.area.east, b.area.east),
    },
    layers,
  };
}

/** How wide a cluster is drawn, in pixels: never narrower than a finger can hit. */
export function clusterSize(count: number): number {
  return Math.round(24 + 6 * Math.min(4, Math.log10(count)));
}

const margin = 1;

/** Clusters that would cover each other at a zoom are one, where the fuller of them is. Takes the fullest first. */
export function apart(clusters: readonly Cluster[], zoom: number): Cluster[] {
  const placed: { x: number; y: number; reach: number; cluster: Cluster }[] = [];
  for (const cluster of clusters) {
    const [x, y] = pixels(cluster, zoom);
    const reach = clusterSize(cluster.count) / 2 + margin;
    const near = placed.find((p) => Math.hypot(p.x - x, p.y - y) < p.reach + reach);
    if (!near) {
      placed.push({ x, y, reach, cluster });
      continue;
    }
    const { latitude, longitude } = near.cluster;
    near.cluster = { ...together(near.cluster, cluster), latitude, longitude };
    near.reach = clusterSize(near.cluster.count) / 2 + margin;
  }
  const found = placed.map(({ cluster }) => cluster);
  // What was put together is larger, and may cover what stood free before.
  return found.length === clusters.length ? found : apart(found, zoom);
}

/** Where a place is on the map of the world at a zoom, in pixels, by Mercator's projection. */
export function pixels(
  { latitude, longitude }: Pick<Cluster, 'latitude' | 'longitude'>,
  zoom: number,
): [x: number, y: number] {
  const world = 256 * 2 ** zoom;
  const angle = (Math.min(85, Math.max(-85, latitude)) * Math.PI) / 180;
  const north = Math.log(Math.tan(Math.PI / 4 + angle / 2)) / Math.PI;
  return [((longitude + 180) / 360) * world, ((1 - north) / 2) * world];
}

/** A count in at most four characters: `17`, `3.2k`, `88k`, `1.2M`. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  const [part, unit] = count < 999_500 ? [count / 1000, 'k'] : [count / 1_000_000, 'M'];
  return `${part < 9.95 ? part.toFixed(1) : Math.round(part)}${unit}`;
}

/** The parts of a ring that stand for layers: from and to as turns between 0 and 1. */
export function ringParts({
  layers,
  count,
}: Cluster): { layer: number; from: number; to: number }[] {
  let from = 0;
  return [...layers].map(([layer, part]) => {
    const to = from + part / count;
    const found = { layer, from, to };
    from = to;
    return found;
  });
}

/** What all clusters reach over; null for none. */
export function wholeArea(clusters: readonly Cluster[]): Area | null {
  const [first] = clusters;
  if (!first) return null;
  return clusters.reduce<Area>(
    (all, { area }) => ({
      south: Math.min(all.south, area.south),
      west: Math.min(all.west, area.west),
      north: Math.max(all.north, area.north),
      east: Math.max(all.east, area.east),
    }),
    first.area,
  );
}
