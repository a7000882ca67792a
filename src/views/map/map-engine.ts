import L from 'leaflet';
import type { Colours } from '../../base/index.ts';
import { categoryColour } from '../category-colours.ts';
import { type Cluster, clusterSize, ringParts, shortCount } from './clusters.ts';
import type { Area } from './places.ts';
import { worldLand } from './world-land.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const deepest = 16;

/** What a map tells of what is done with it. */
export interface MapTold {
  moved(): void;
  chosen(cluster: Cluster): void;
  picked(area: Area): void;
}

/** The world, and clusters on it. */
export class MapEngine {
  readonly #map: L.Map;
  readonly #land: L.GeoJSON;
  readonly #markers: L.LayerGroup = L.layerGroup();
  #clusters: readonly Cluster[] = [];
  #unit = '';
  readonly #told: MapTold;
  #colours: Colours;

  constructor(
    container: HTMLElement,
    { colours, tiles, told }: { colours: Colours; tiles: string | null; told: MapTold },
  ) {
    this.#colours = colours;
    this.#map = L.map(container, {
      center: [20, 0],
      zoom: 1,
      minZoom: 0,
      maxZoom: deepest,
      maxBounds: [
        [-89, -220],
        [89, 220],
      ],
      preferCanvas: true,
      attributionControl: false,
      zoomControl: false,
      boxZoom: false,
      zoomSnap: 1,
    });
    this.#land = L.geoJSON(worldLand(), { style: () => this.#landStyle(), interactive: false });
    this.#land.addTo(this.#map);
    if (tiles !== null)
      L.tileLayer(tiles, { maxZoom: deepest, referrerPolicy: 'no-referrer' }).addTo(this.#map);
    this.#markers.addTo(this.#map);
    this.#map.on('moveend', () => told.moved());
    this.#told = told;
    this.#pickAreas(container);
  }

  get zoom(): number {
    return this.#map.getZoom();
  }

  /** What can be seen. */
  get area(): Area {
    const bounds = this.#map.getBounds();
    return worldly([bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()]);
  }

  /** Bring an area into sight; one that is a single place comes no nearer than a city. */
  fit({ south, west, north, east }: Area): void {
    this.#map.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      { maxZoom: 9, padding: [30, 30], animate: false },
    );
  }

  zoomBy(steps: number): void {
    this.#map.setZoom(this.#map.getZoom() + steps);
  }

  resize(): void {
    this.#map.invalidateSize({ animate: false });
  }

  close(): void {
    this.#map.remove();
  }

  recolour(colours: Colours): void {
    this.#colours = colours;
    this.#land.setStyle(this.#landStyle());
    this.show(this.#clusters, this.#unit);
  }

  /** Show these clusters in place of those before; `unit` is what is counted, in the plural. */
  show(clusters: readonly Cluster[], unit: string): void {
    this.#clusters = clusters;
    this.#unit = unit;
    this.#markers.clearLayers();
    for (const cluster of clusters) this.#markers.addLayer(this.#marker(cluster, unit));
  }

  /** A cluster's story beside it. */
  tell(cluster: Cluster, content: HTMLElement): void {
    L.popup({ maxWidth: 340, minWidth: 200, autoPanPadding: [20, 20] })
      .setLatLng([cluster.latitude, cluster.longitude])
      .setContent(content)
      .openOn(this.#map);
    content.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      this.hush();
      this.#map.getContainer().focus({ preventScroll: true });
    });
    content.querySelector('button')?.focus({ preventScroll: true });
  }

  hush(): void {
    this.#map.closePopup();
  }

  #landStyle(): L.PathOptions {
    const { of } = this.#colours;
    return { color: of('ground'), weight: 0.8, fillColor: of('line'), fillOpacity: 0.85 };
  }

  #marker(cluster: Cluster, unit: string): L.Marker {
    const size = clusterSize(cluster.count);
    const icon = L.divIcon({
      className: '',
      html: this.#disc(cluster, size) as unknown as HTMLElement,
      iconSize: [size, size],
    });
    const marker = L.marker([cluster.latitude, cluster.longitude], { icon, keyboard: true });
    marker.on('click', () => this.#told.chosen(cluster));
    marker.on('keypress', ({ originalEvent }) => {
      if (['Enter', ' '].includes(originalEvent.key)) this.#told.chosen(cluster);
    });
    marker.on('add', () => {
      const { latitude, longitude, count } = cluster;
      const place = `${latitude.toFixed(2)}, ${longitude.toFixed(2)}`;
      // What is read out begins with what can be seen.
      const exact = count < 1000 ? '' : ` (${count})`;
      const label = `${shortCount(count)}${exact} ${unit} near ${place}`;
      marker.getElement()?.setAttribute('aria-label', label);
    });
    return marker;
  }

  /** A ring of the layers around the count; a single row is a dot. */
  #disc(cluster: Cluster, size: number): SVGElement {
    const picture = element('svg', {
      width: size,
      height: size,
      viewBox: `0 0 ${size} ${size}`,
      'aria-hidden': 'true',
    });
    const middle = size / 2;
    const colour = (layer: number): string => categoryColour(layer, this.#colours.dark);
    const [first] = ringParts(cluster);
    if (cluster.count === 1) {
      const style = {
        fill: colour(first?.layer ?? 0),
        stroke: this.#colours.of('panel'),
        'stroke-width': 1.5,
      };
      picture.append(element('circle', { cx: middle, cy: middle, r: 5.5, ...style }));
      return picture;
    }
    const [width, radius] = [4, middle - 2];
    picture.append(element('circle', { cx: middle, cy: middle, r: middle, class: 'disc' }));
    for (const { layer, from, to } of ringParts(cluster)) {
      const length = 2 * Math.PI * radius;
      picture.append(
        element('circle', {
          cx: middle,
          cy: middle,
          r: radius,
          fill: 'none',
          stroke: colour(layer),
          'stroke-width': width,
          'stroke-dasharray': `${(to - from) * length} ${length}`,
          transform: `rotate(${from * 360 - 90} ${middle} ${middle})`,
        }),
      );
    }
    const text = element('text', { x: middle, y: middle });
    text.textContent = shortCount(cluster.count);
    picture.append(text);
    return picture;
  }

  /** Shift and drag picks an area. */
  #pickAreas(container: HTMLElement): void {
    container.addEventListener('pointerdown', (down) => {
      if (!down.shiftKey || down.button !== 0) return;
      down.stopPropagation();
      this.#map.dragging.disable();
      const box = container.getBoundingClientRect();
      const [x, y] = [down.clientX - box.left, down.clientY - box.top];
      const frame = document.createElement('div');
      frame.className = 'pick';
      container.append(frame);
      const corners = (
        event: PointerEvent,
      ): [left: number, top: number, right: number, bottom: number] => {
        const [a, b] = [event.clientX - box.left, event.clientY - box.top];
        return [Math.min(x, a), Math.min(y, b), Math.max(x, a), Math.max(y, b)];
      };
      const move = (event: PointerEvent): void => {
        const [left, top, right, bottom] = corners(event);
        frame.style.cssText = `left:${left}px;top:${top}px;width:${right - left}px;height:${bottom - top}px`;
      };
      const up = (event: PointerEvent): void => {
        removeEventListener('pointermove', move);
        frame.remove();
        this.#map.dragging.enable();
        const [left, top, right, bottom] = corners(event);
        if (right - left < 4 || bottom - top < 4) return;
        const at = (px: number, py: number): L.LatLng => this.#map.containerPointToLatLng([px, py]);
        const [northWest, southEast] = [at(left, top), at(right, bottom)];
        this.#told.picked(worldly([southEast.lat, northWest.lng, northWest.lat, southEast.lng]));
      };
      addEventListener('pointermove', move);
      addEventListener('pointerup', up, { once: true });
    });
  }

  /** What is drawn, as a PNG. */
  async image(): Promise<Blob> {
    const { x: width, y: height } = this.#map.getSize();
    const sheet = new OffscreenCanvas(width * 2, height * 2);
    const pen = sheet.getContext('2d');
    if (!pen) throw new Error('this browser gives no canvas');
    pen.scale(2, 2);
    pen.fillStyle = this.#colours.of('ground');
    pen.fillRect(0, 0, width, height);
    const frame = this.#map.getContainer().getBoundingClientRect();
    for (const canvas of this.#map.getContainer().querySelectorAll('canvas')) {
      const at = canvas.getBoundingClientRect();
      pen.drawImage(canvas, at.left - frame.left, at.top - frame.top, at.width, at.height);
    }
    for (const cluster of this.#clusters) this.#paint(pen, cluster);
    return sheet.convertToBlob({ type: 'image/png' });
  }

  #paint(pen: OffscreenCanvasRenderingContext2D, cluster: Cluster): void {
    const { x, y } = this.#map.latLngToContainerPoint([cluster.latitude, cluster.longitude]);
    const radius = clusterSize(cluster.count) / 2;
    const single = cluster.count === 1;
    if (!single) {
      pen.fillStyle = this.#colours.of('panel');
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      pen.fill();
    }
    for (const { layer, from, to } of ringParts(cluster)) {
      const [start, end] = [from, to].map((turn) => turn * 2 * Math.PI - Math.PI / 2);
      pen.beginPath();
      pen.arc(x, y, single ? 2.75 : radius - 2, start ?? 0, end ?? 0);
      pen.lineWidth = single ? 5.5 : 4;
      pen.strokeStyle = categoryColour(layer, this.#colours.dark);
      pen.stroke();
    }
    if (single) return;
    pen.fillStyle = this.#colours.of('text');
    pen.font = `600 11px ${this.#colours.sans}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(shortCount(cluster.count), x, y);
  }
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** An area within the degrees that there are; what was dragged around the world is all of it. */
function worldly([south, west, north, east]: readonly [number, number, number, number]): Area {
  const turn = (x: number): number => ((((x + 180) % 360) + 360) % 360) - 180;
  const whole = east - west >= 360;
  return {
    south: Math.max(-90, south),
    north: Math.min(90, north),
    west: whole || west === -180 ? -180 : turn(west),
    east: whole || east === 180 ? 180 : turn(east),
  };
}
