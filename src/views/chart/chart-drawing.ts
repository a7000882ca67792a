import { cartesian } from './cartesian.ts';
import type { ChartScene } from './chart-scene.ts';
import type { Drawing } from './drawing.ts';
import { ladder, pie, treemap } from './shapes.ts';

/** What ECharts draws for a chart. */
export function chartDrawing(scene: ChartScene): Drawing {
  const { type } = scene.plan;
  if (type === 'piechart') return pie(scene);
  if (type === 'treemap') return treemap(scene);
  if (type === 'ladderchart') return ladder(scene);
  return cartesian(scene);
}
