import type { Colours } from '../../base/index.ts';
import type { ChartData, Point } from './chart-data.ts';
import { xText } from './chart-look.ts';
import type { ChartPlan } from './chart-plan.ts';

/** What a chart is drawn from. */
export interface ChartScene {
  plan: ChartPlan;
  data: ChartData;
  colours: Colours;
  /** How wide the picture is, in pixels. */
  width: number;
}

/** What stands along the x-axis at a place, in words. */
export function xOf({ plan, data }: ChartScene, at: number): string {
  return xText(at, { ...data, column: plan.x ?? { name: '', type: 'string' } });
}

/** Bars or points of a series by the places of categories. */
export function byPlace(points: readonly Point[], count: number): (number | null)[] {
  const values: (number | null)[] = new Array(count).fill(null);
  for (const { x, y } of points) if (y !== null) values[x] = (values[x] ?? 0) + y;
  return values;
}
