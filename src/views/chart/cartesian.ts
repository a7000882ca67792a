import { categoryColour, colouredCategories } from '../category-colours.ts';
import type { Point, Series } from './chart-data.ts';
import { axis, legend, look, numberText, slider, tooltip } from './chart-look.ts';
import { isLine } from './chart-plan.ts';
import { byPlace, type ChartScene, xOf } from './chart-scene.ts';
import { type Drawing, type Stop, tipElement } from './drawing.ts';

interface Hovered {
  seriesName?: string;
  color?: unknown;
  value?: unknown;
  dataIndex: number;
  seriesIndex?: number;
}

const linesInTip = 14;

/** Shares of 100 of all series at each x. */
function shares(series: readonly Series[]): Series[] {
  const sums = new Map<number, number>();
  for (const { points } of series)
    for (const { x, y } of points) sums.set(x, (sums.get(x) ?? 0) + Math.abs(y ?? 0));
  const share = ({ x, y, odd }: Point): Point => {
    const sum = sums.get(x) ?? 0;
    return { x, y: y === null || sum === 0 ? y : (100 * y) / sum, odd };
  };
  return series.map((s) => ({ ...s, points: s.points.map(share) }));
}

/** Series with a value at every x that any of them has: what stands on each other must stand side by side. */
function filled(series: readonly Series[]): Series[] {
  const all = [...new Set(series.flatMap((s) => s.points.map((p) => p.x)))].sort((a, b) => a - b);
  return series.map((s) => {
    const known = new Map(s.points.map((p) => [p.x, p]));
    return { ...s, points: all.map((x) => known.get(x) ?? { x, y: 0, odd: false }) };
  });
}

function stackOf({ plan }: ChartScene): string {
  const { type, told } = plan;
  if (type === 'stackedareachart') return 'stacked';
  return told.kind === 'stacked' || told.kind === 'stacked100' ? told.kind : '';
}

/** How the pieces of a chart between two axes lie. */
interface Layout {
  scene: ChartScene;
  stack: string;
  /** Bars that lie: the x-axis stands. */
  lying: boolean;
  /** How many panels stand below each other, and how many y-axes a panel has. */
  panels: number;
  axes: number;
}

function layoutOf(scene: ChartScene): Layout {
  const { type, told, ys } = scene.plan;
  const lying = type === 'barchart';
  const split = ys.length > 1 && !lying ? told.ysplit : 'none';
  return {
    scene,
    stack: stackOf(scene),
    lying,
    panels: split === 'panels' ? ys.length : 1,
    axes: split === 'axes' ? ys.length : 1,
  };
}

function xAxis({ scene, lying, panels }: Layout): object[] {
  const { data, colours, plan, width } = scene;
  const count = data.categories.length;
  const every = count * 72 < width;
  const room = Math.max(46, (width - 70) / count - 12);
  const names = {
    type: 'category',
    data: data.categories.map((_, i) => xOf(scene, i)),
    inverse: lying,
    labelWidth: lying ? Math.min(260, width / 3) : every ? room : 130,
    everyLabel: every,
  };
  const numbers = {
    type: data.axis === 'time' ? 'time' : plan.told.xaxis === 'log' ? 'log' : 'value',
    splitLine: { show: false },
    scale: true,
  };
  const own = data.axis === 'category' ? names : numbers;
  const x = axis(colours, plan.told.xtitle ?? '', { nameGap: 26, ...own });
  return Array.from({ length: panels }, (_, i) => (panels > 1 ? { ...x, gridIndex: i } : x));
}

function yAxis({ scene, lying, panels, axes }: Layout): object[] {
  const { plan, colours } = scene;
  const { told, ys } = plan;
  const several = Math.max(panels, axes);
  return Array.from({ length: several }, (_, i) =>
    axis(colours, told.ytitle ?? (several > 1 ? (ys[i]?.name ?? '') : ''), {
      type: told.yaxis === 'log' ? 'log' : 'value',
      nameGap: lying ? 26 : 46,
      ...(told.ymin === null ? {} : { min: told.ymin }),
      ...(told.ymax === null ? {} : { max: told.ymax }),
      ...(axes > 1 ? { position: i % 2 ? 'right' : 'left', offset: Math.floor(i / 2) * 60 } : {}),
      ...(panels > 1 ? { gridIndex: i } : {}),
    }),
  );
}

/** Lines, areas, bars and points between two axes. */
export function cartesian(scene: ChartScene): Drawing {
  const { plan, data, colours } = scene;
  const { type, told } = plan;
  const layout = layoutOf(scene);
  const { stack, lying, panels } = layout;
  const aligned = stack && data.axis !== 'category' ? filled(data.series) : data.series;
  const series = stack === 'stacked100' ? shares(aligned) : aligned;
  const names = told.legend !== 'hidden' && series.length > 1 ? series.map((s) => s.name) : [];
  const slides = data.axis !== 'category';
  const [xs, ys] = [xAxis(layout), yAxis(layout)];
  const sliders = slider(colours).map((one) => ({ ...one, xAxisIndex: xs.map((_, i) => i) }));
  const bottom = (slides ? 58 : 28) + (told.xtitle ? 18 : 0);
  return {
    option: {
      ...look(colours),
      grid: grids(panels, {
        top: names.length > 0 ? 34 : 14,
        bottom,
        left: told.ytitle ? 30 : 12,
      }),
      legend: names.length > 0 ? legend(colours, names) : { show: false },
      tooltip: {
        ...tooltip(colours),
        trigger: type === 'scatterchart' ? 'item' : 'axis',
        formatter: (hovered: Hovered | Hovered[]) => tip(scene, [hovered].flat()),
      },
      xAxis: lying ? ys : xs,
      yAxis: lying ? xs : ys,
      ...(slides ? { dataZoom: sliders } : {}),
      series: series.map((s, i) => drawnSeries(s, i, layout)),
    },
    stops: series.map((s, i) => stopsOf(scene, s, i)),
  };
}

function grids(
  count: number,
  { top, bottom, left }: { top: number; bottom: number; left: number },
): object[] {
  const right = 18;
  if (count === 1) return [{ top, bottom, left, right }];
  const share = (100 - 14) / count;
  return Array.from({ length: count }, (_, i) => ({
    left: left + 20,
    right,
    top: `${Math.round(6 + i * share)}%`,
    height: `${Math.round(share - 7)}%`,
  }));
}

const dashes = ['solid', 'dashed', 'dotted'] as const;

function drawnSeries(s: Series, i: number, layout: Layout): object {
  const { scene, stack, lying, panels, axes } = layout;
  const { plan, data, colours } = scene;
  const color = categoryColour(i % colouredCategories, colours.dark);
  const category = data.axis === 'category';
  const base = {
    name: s.name,
    data: category ? byPlace(s.points, data.categories.length) : s.points.map(({ x, y }) => [x, y]),
    emphasis: { disabled: true },
    ...(axes > 1 ? { yAxisIndex: s.column } : {}),
    ...(panels > 1 ? { xAxisIndex: s.column, yAxisIndex: s.column } : {}),
    ...(stack ? { stack: 'all' } : {}),
  };
  if (plan.type === 'scatterchart') {
    const large = s.points.length > 5000;
    return { ...base, type: 'scatter', symbolSize: 7, large, itemStyle: { color, opacity: 0.8 } };
  }
  const borderRadius = lying ? [0, 2, 2, 0] : [2, 2, 0, 0];
  if (!isLine(plan.type))
    return { ...base, type: 'bar', barMaxWidth: 34, itemStyle: { color, borderRadius } };
  return { ...base, ...lineLook(s, i, layout), type: 'line' };
}

function lineLook(s: Series, i: number, { scene, stack }: Layout): object {
  const { plan, colours } = scene;
  const color = categoryColour(i % colouredCategories, colours.dark);
  const dash = dashes[Math.floor(i / colouredCategories) % dashes.length];
  const area = plan.type === 'areachart' || plan.type === 'stackedareachart';
  const line = {
    lineStyle: { color, width: area && stack ? 0.8 : 1.6, type: stack ? 'solid' : dash },
    ...(area ? { areaStyle: { color, opacity: stack ? 0.55 : 0.22 } } : {}),
  };
  if (s.points.some((p) => p.odd && p.y !== null)) {
    const symbol = (_: unknown, { dataIndex }: { dataIndex: number }): string =>
      s.points[dataIndex]?.odd ? 'circle' : 'none';
    return { ...line, symbol, symbolSize: 7, itemStyle: { color: colours.of('danger') } };
  }
  // One value alone has no line.
  const showSymbol = s.points.length < 40 && !stack;
  return {
    ...line,
    showSymbol,
    symbol: 'circle',
    symbolSize: 5,
    sampling: 'lttb',
    itemStyle: { color },
  };
}

function stopsOf(scene: ChartScene, s: Series, index: number): Stop[] {
  const said = (x: number, y: number | null, odd: boolean): string =>
    `${s.name}, ${xOf(scene, x)}: ${numberText(y)}${odd ? ', an anomaly' : ''}`;
  if (scene.data.axis === 'category')
    return byPlace(s.points, scene.data.categories.length).flatMap((y, i) =>
      y === null ? [] : [{ series: index, index: i, text: said(i, y, false) }],
    );
  return s.points.map(({ x, y, odd }, i) => ({ series: index, index: i, text: said(x, y, odd) }));
}

/** What stands beside the pointer, made of text alone. */
function tip(scene: ChartScene, hovered: readonly Hovered[]): HTMLElement {
  const values = hovered.map(({ seriesName = '', color, value, dataIndex }) => {
    const pair = Array.isArray(value) ? value : [dataIndex, value];
    return {
      x: Number(pair[0]),
      y: pair[1] as number | null,
      name: seriesName,
      colour: String(color),
    };
  });
  const sorted = values
    .filter((v) => v.y !== null && v.y !== undefined)
    .sort((a, b) => Number(b.y) - Number(a.y));
  const lines = sorted
    .slice(0, linesInTip)
    .map(({ name, colour, y }) => ({ name, colour, value: numberText(Number(y)) }));
  const more = sorted.length - lines.length;
  if (more > 0) lines.push({ name: `and ${more} more`, colour: 'transparent', value: '' });
  return tipElement(xOf(scene, values[0]?.x ?? 0), lines);
}
