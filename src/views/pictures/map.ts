import { type Colours, element, type Markup } from '../../base/index.ts';
import { categoryColour } from '../category-colours.ts';
import {
  apart,
  type Cluster,
  clusterSize,
  clustersOf,
  pixels,
  ringParts,
  shortCount,
  wholeArea,
} from '../map/clusters.ts';
import { askPlaces, mapPlan } from '../map/map-plan.ts';
import type { Area } from '../map/places.ts';
import { worldLand } from '../map/world-land.ts';
import { inBothSchemes } from '../static/both-schemes.ts';
import { definePicture, type PictureDefinition } from '../static/define-picture.ts';
import { legend } from '../static/legend.ts';
import { SvgPen } from '../static/svg-pen.ts';
import { countText } from '../value-text.ts';

const [width, height, margin] = [960, 480, 40];
const [farthest, nearest] = [1.9, 9];

/** The part of the world that is drawn: where its corner is, in pixels of the world at a zoom. */
interface Window {
  zoom: number;
  left: number;
  top: number;
}

const map: PictureDefinition = definePicture({
  view: 'map',
  library: 'map',
  async draw({ source, settings, ask, name }) {
    const { columns, tiles } = mapPlan(settings, source.columns);
    const { layers, cells } = await askPlaces(columns, ask);
    const all = clustersOf(cells, new Set());
    const area = wholeArea(all);
    if (!area) return null;
    const seen = windowOf(area);
    const clusters = apart(all, seen.zoom);
    const land = landPath(seen);
    const svg = inBothSchemes((colours) => drawn({ seen, land, clusters, colours, name }));
    const placed = all.reduce((sum, { count }) => sum + count, 0);
    const left = source.rows - placed;
    const key = layers.map(
      (text, i) => [text, (dark: boolean) => categoryColour(i, dark)] as const,
    );
    return {
      about: `Map of ${countText(placed)} rows in ${countText(clusters.length)} places`,
      drawn: [...legend(key), svg],
      notes: [
        'Base map: Natural Earth.',
        ...(left > 0 ? [`${countText(left)} rows without a place are not in it.`] : []),
        ...(cells.total > cells.rows.length ? ['Only the fullest places are drawn.'] : []),
        ...(tiles === null ? [] : ['The pictures of the map that the view fetches are left out.']),
      ],
    };
  },
});

function windowOf({ south, west, north, east }: Area): Window {
  const [x1, y1] = pixels({ latitude: north, longitude: west }, 0);
  const [x2, y2] = pixels({ latitude: south, longitude: east }, 0);
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1e-9, x2 - x1),
    (height - 2 * margin) / Math.max(1e-9, y2 - y1),
  );
  const zoom = Math.min(nearest, Math.max(farthest, Math.log2(scale)));
  const world = 2 ** zoom;
  const middle = (a: number, b: number, room: number): number => {
    const most = Math.max(0, 256 * world - room);
    return Math.min(most, Math.max(0, ((a + b) / 2) * world - room / 2));
  };
  return { zoom, left: middle(x1, x2, width), top: middle(y1, y2, height) };
}

function placeOf(
  place: Pick<Cluster, 'latitude' | 'longitude'>,
  { zoom, left, top }: Window,
): [x: number, y: number] {
  const [x, y] = pixels(place, zoom);
  return [x - left, y - top];
}

/** The land that can be seen, as one path in whole pixels. */
function landPath(seen: Window): string {
  const paths: string[] = [];
  for (const { geometry } of worldLand().features)
    for (const rings of geometry.coordinates)
      for (const ring of rings) {
        const points = ring.map(([longitude = 0, latitude = 0]) =>
          placeOf({ longitude, latitude }, seen).map(Math.round),
        );
        const within = points.some(
          ([x = 0, y = 0]) => x > -width && x < 2 * width && y > -height && y < 2 * height,
        );
        const kept = points.filter(
          ([x, y], i) => i === 0 || x !== points[i - 1]?.[0] || y !== points[i - 1]?.[1],
        );
        if (within && kept.length > 2) paths.push(`M${kept.map((p) => p.join(' ')).join('L')}z`);
      }
  return paths.join('');
}

function drawn(parts: {
  seen: Window;
  land: string;
  clusters: readonly Cluster[];
  colours: Colours;
  name: string;
}): Markup {
  const { seen, land, clusters, colours, name } = parts;
  const pen = new SvgPen(name);
  for (const cluster of clusters) paint(pen, cluster, placeOf(cluster, seen), colours);
  const edge = { stroke: colours.of('ground'), 'stroke-width': 0.8 };
  return element(
    'svg',
    { viewBox: `0 0 ${width} ${height}` },
    element('rect', { width, height, fill: colours.of('ground') }),
    element('path', { d: land, fill: colours.of('line'), ...edge }),
    pen.drawn(),
  );
}

/** A ring of the layers around the count; a single row is a dot. */
function paint(
  pen: SvgPen,
  cluster: Cluster,
  [x, y]: readonly [number, number],
  colours: Colours,
): void {
  const single = cluster.count === 1;
  const radius = clusterSize(cluster.count) / 2;
  if (!single) {
    pen.fillStyle = colours.of('panel');
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fill();
  }
  for (const { layer, from, to } of ringParts(cluster)) {
    pen.beginPath();
    const [start, end] = [from * 2 * Math.PI - Math.PI / 2, to * 2 * Math.PI - Math.PI / 2];
    pen.arc(x, y, single ? 2.75 : radius - 2, start, end);
    pen.lineWidth = single ? 5.5 : 4;
    pen.strokeStyle = categoryColour(layer, colours.dark);
    pen.stroke();
  }
  if (single) return;
  pen.fillStyle = colours.of('text');
  pen.font = `600 11px ${colours.sans}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(shortCount(cluster.count), x, y);
}

export default map;
