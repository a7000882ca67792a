import { angle, between, type Point, plus, side, unit } from './sphere.ts';

interface Edge {
  readonly from: Point;
  readonly to: Point;
  /** Half way between them. */
  readonly middle: Point;
}

/** Whether points lie inside of a polygon; on its border the answer may be either. */
export class Locator {
  readonly #rings: readonly (readonly Point[])[];
  readonly #centre: Point;
  readonly #radius: number;
  /** The longest edges of the shell: of any, the left side is inside. */
  readonly #starts: readonly Edge[];

  /** @param rings what is inside lies on the left of all of them */
  constructor(rings: readonly (readonly Point[])[]) {
    this.#rings = rings;
    const shell = rings[0] ?? [];
    this.#centre = unit(shell.reduce(plus, { x: 0, y: 0, z: 0 }));
    this.#radius = shell.reduce((most, p) => Math.max(most, angle(this.#centre, p)), 0) + 1e-13;
    this.#starts = shell
      .map((from, i) => ({ from, to: shell[(i + 1) % shell.length] as Point }))
      .map((e) => ({ ...e, length: angle(e.from, e.to), middle: between(e.from, e.to, 0.5) }))
      .sort((a, b) => b.length - a.length)
      .slice(0, 8);
  }

  contains(p: Point): boolean {
    if (this.#radius < 1.5 && angle(p, this.#centre) > this.#radius) return false;
    const start =
      this.#starts.find((e) => Math.abs(side(e.from, e.to, p)) > 1e-15) ?? this.#starts[0];
    if (!start) return false;
    const arrivesInside = side(start.from, start.to, p) > 0;
    return arrivesInside === (this.#crossings(p, start) % 2 === 0);
  }

  /** How many edges the way from p to the middle of the starting edge crosses, that one left out. */
  #crossings(p: Point, start: Edge): number {
    const target = start.middle;
    let count = 0;
    for (const ring of this.#rings) {
      let from = ring.at(-1) as Point;
      let fromLeft = side(p, target, from) >= 0;
      for (const to of ring) {
        const toLeft = side(p, target, to) >= 0;
        const isStart = from === start.from && to === start.to;
        if (fromLeft !== toLeft && !isStart && crosses(from, to, p, target, toLeft)) count++;
        from = to;
        fromLeft = toLeft;
      }
    }
    return count;
  }
}

/** Whether the edge, whose ends lie on two sides of the way from p to q, is crossed on that way. */
function crosses(from: Point, to: Point, p: Point, q: Point, toLeft: boolean): boolean {
  const [left, right] = [side(from, to, p), side(from, to, q)];
  return toLeft ? left > 0 && right < 0 : left < 0 && right > 0;
}
