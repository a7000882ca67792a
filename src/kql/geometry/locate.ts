import type { Polygon } from './geojson.ts';
import { s2Point, s2Polygon } from './s2-cells.ts';
import { angle, type Point, plus, unit } from './sphere.ts';

/** Whether points lie inside of a polygon; on its border the answer may be either. */
export class Locator {
  readonly #polygon: ReturnType<typeof s2Polygon>;
  readonly #centre: Point;
  readonly #radius: number;

  constructor(rings: Polygon) {
    const shell = rings[0] ?? [];
    this.#polygon = s2Polygon(rings);
    this.#centre = unit(shell.reduce<Point>(plus, { x: 0, y: 0, z: 0 }));
    this.#radius = shell.reduce((most, p) => Math.max(most, angle(this.#centre, p)), 0) + 1e-13;
  }

  contains(p: Point): boolean {
    if (this.#radius < 1.5 && angle(p, this.#centre) > this.#radius) return false;
    return this.#polygon.containsPoint(s2Point(p));
  }
}
