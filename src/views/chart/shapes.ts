import { visible } from '../../base/index.ts';
import { categoryColour, colouredCategories } from '../category-colours.ts';
import { timeText } from '../timeline/time-scale.ts';
import { cellText } from '../value-text.ts';
import { axis, inkOn, look, numberText, slider, tooltip } from './chart-look.ts';
import { byPlace, type ChartScene, xOf } from './chart-scene.ts';
import { type Drawing, tipElement } from './drawing.ts';

const slices = colouredCategories;

/** Shares of a whole; what has no colour of its own is one. */
export function pie(scene: ChartScene): Drawing {
  const { data, colours, plan } = scene;
  const values = byPlace(data.series[0]?.points ?? [], data.categories.length)
    .map((value, place) => ({ value: Math.max(0, value ?? 0), place }))
    .filter((s) => s.value > 0);
  const sorted = values.sort((a, b) => b.value - a.value);
  const rest = sorted.slice(slices).reduce((sum, s) => sum + s.value, 0);
  const total = sorted.reduce((sum, s) => sum + s.value, 0);
  const shown = sorted.slice(0, slices).map(({ value, place }, i) => ({
    name: xOf(scene, place),
    value,
    itemStyle: { color: categoryColour(i, colours.dark) },
  }));
  if (rest > 0)
    shown.push({
      name: `${sorted.length - slices} others`,
      value: rest,
      itemStyle: { color: colours.of('line') },
    });
  const share = (value: number): string =>
    `${numberText(value)} (${((100 * value) / total).toFixed(1)} %)`;
  return {
    option: {
      ...look(colours),
      tooltip: {
        ...tooltip(colours),
        trigger: 'item',
        formatter: ({
          name = '',
          color,
          value,
        }: {
          name?: string;
          color?: unknown;
          value: number;
        }) =>
          tipElement(plan.x?.name ? visible(plan.x.name) : '', [
            { name, colour: String(color), value: share(value) },
          ]),
      },
      series: [
        {
          type: 'pie',
          radius: ['38%', '72%'],
          minShowLabelAngle: 8,
          labelLayout: { hideOverlap: true },
          data: shown,
          itemStyle: { borderColor: colours.of('panel'), borderWidth: 2 },
          label: { color: colours.of('text'), width: 150, overflow: 'truncate' },
          labelLine: { lineStyle: { color: colours.of('line') } },
          emphasis: { scale: false },
        },
      ],
    },
    stops: [
      shown.map(({ name, value }, index) => ({
        series: 0,
        index,
        text: `${name}: ${share(value)}`,
      })),
    ],
  };
}

/** Rectangles as large as their values. */
export function treemap(scene: ChartScene): Drawing {
  const { data, colours } = scene;
  const nodes = data.series.flatMap((s) =>
    s.points.flatMap(({ x, y }) =>
      y !== null && y > 0 ? [{ group: xOf(scene, x), name: s.name, value: y }] : [],
    ),
  );
  const groups = new Map<string, typeof nodes>();
  for (const node of nodes) groups.set(node.group, [...(groups.get(node.group) ?? []), node]);
  const flat = scene.plan.series.length === 0;
  const made = [...groups].map(([name, children], i) => {
    const color = categoryColour(i % colouredCategories, colours.dark);
    const label = { color: inkOn(color) };
    return {
      name,
      value: children.reduce((sum, c) => sum + c.value, 0),
      itemStyle: { color },
      label,
      ...(flat
        ? {}
        : { children: children.map(({ name: leaf, value }) => ({ name: leaf, value, label })) }),
    };
  });
  return {
    option: {
      ...look(colours),
      tooltip: {
        ...tooltip(colours),
        formatter: ({
          treePathInfo,
          value,
          color,
        }: {
          treePathInfo: { name: string }[];
          value: number;
          color: unknown;
        }) =>
          tipElement(
            treePathInfo
              .slice(1)
              .map((n) => n.name)
              .join(' › '),
            [{ name: 'Value', colour: String(color), value: numberText(value) }],
          ),
      },
      series: [
        {
          type: 'treemap',
          data: made,
          left: 8,
          right: 8,
          top: 8,
          bottom: 8,
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          label: {
            overflow: 'truncate',

            textBorderColor: 'transparent',
          },
          upperLabel: { show: !flat, height: 20, color: colours.of('text') },
          itemStyle: { borderColor: colours.of('panel'), gapWidth: 2 },
          levels: flat
            ? []
            : [{}, { itemStyle: { borderColor: colours.of('bar'), borderWidth: 4, gapWidth: 2 } }],
        },
      ],
    },
    stops: [
      made.map(({ name, value }, index) => ({
        series: 0,
        index,
        text: `${name}: ${numberText(value)}`,
      })),
    ],
  };
}

/** Bars from one value to another, one line for each category. */
export function ladder(scene: ChartScene): Drawing {
  const { data, colours, plan } = scene;
  const time = plan.ys[0]?.type === 'datetime';
  const [starts, ends] = [0, 1].map((i) => data.series.filter((s) => s.column === i));
  const bars = (starts ?? []).flatMap((s, i) =>
    s.points.flatMap(({ x, y }, at) => {
      const end = ends?.[i]?.points[at]?.y ?? null;
      return y === null || end === null
        ? []
        : [
            {
              value: [x, y, end],
              name: s.name,
              colour: categoryColour(i % colouredCategories, colours.dark),
            },
          ];
    }),
  );
  const text = (n: number): string => (time ? timeText(n, 1000) : numberText(n));
  const names = data.categories.map(
    (c) => visible(cellText(c, plan.x?.type ?? 'string').slice(0, 200)) || '(empty)',
  );
  type Api = {
    value(i: number): number;
    coord(p: number[]): [number, number];
    size(p: number[]): [number, number];
  };
  return {
    option: {
      ...look(colours),
      grid: [{ top: 14, bottom: 58, left: 12, right: 18 }],
      dataZoom: slider(colours).map((z) => ({ ...z, xAxisIndex: [0] })),
      xAxis: axis(colours, plan.told.xtitle ?? '', { type: time ? 'time' : 'value', scale: true }),
      yAxis: axis(colours, '', { type: 'category', data: names, inverse: true }),
      tooltip: {
        ...tooltip(colours),
        formatter: ({ value, color }: { value: number[]; color: unknown }) =>
          tipElement(names[value[0] ?? 0] ?? '', [
            { name: 'from', colour: String(color), value: text(value[1] ?? 0) },
            { name: 'to', colour: String(color), value: text(value[2] ?? 0) },
          ]),
      },
      series: [
        {
          type: 'custom',
          encode: { x: [1, 2], y: 0 },
          data: bars.map(({ value, colour }) => ({ value, itemStyle: { color: colour } })),
          renderItem: (_: unknown, api: Api & { visual(name: string): string }) => {
            const [left, middle] = api.coord([api.value(1), api.value(0)]);
            const [right] = api.coord([api.value(2), api.value(0)]);
            const high = Math.min(18, api.size([0, 1])[1] * 0.7);
            return {
              type: 'rect',
              shape: {
                x: left,
                y: middle - high / 2,
                width: Math.max(2, right - left),
                height: high,
                r: 2,
              },
              style: { fill: api.visual('color') },
            };
          },
        },
      ],
    },
    stops: [
      bars.map(({ value: [place = 0, from = 0, to = 0] }, index) => ({
        series: 0,
        index,
        text: `${names[place]}: ${text(from)} to ${text(to)}`,
      })),
    ],
  };
}
