import { type Colours, visible } from '../../base/index.ts';
import { axis, look, numberText, tooltip } from '../chart/chart-look.ts';
import { type Drawing, tipElement } from '../chart/drawing.ts';
import { timeOf, timeText } from '../timeline/time-scale.ts';
import type { MatrixData, MatrixPlan } from './matrix-data.ts';

/** A colour for a share from 0 to 1: one hue, growing away from the panel. */
export function ramp(share: number, isDark: boolean): string {
  const s = Math.min(1, Math.max(0, share));
  const lightness = isDark ? 24 + 58 * s : 92 - 62 * s;
  return `hsl(${Math.round(210 - 6 * s)} ${Math.round(50 + 30 * s)}% ${Math.round(lightness)}%)`;
}

/** How much a value is of the most there is, as colours tell it. */
export function shareOf(value: number, { least, most }: MatrixData, log: boolean): number {
  const low = Math.min(0, least);
  if (most <= low) return 1;
  if (!log) return (value - low) / (most - low);
  return Math.log1p(value - low) / Math.log1p(most - low);
}

const named = (value: string, widthMs: number | null): string => {
  const at = widthMs === null ? null : timeOf(value);
  if (at !== null) return timeText(at, widthMs ?? 1);
  return visible(value.slice(0, 200)) || '(empty)';
};

/** What ECharts draws for a matrix. */
export function matrixDrawing(
  data: MatrixData,
  {
    plan,
    colours,
    width,
    height,
  }: { plan: MatrixPlan; colours: Colours; width: number; height: number },
): Drawing {
  const [xs, ys] = [
    data.xs.map((v) => named(v, data.widths.x)),
    data.ys.map((v) => named(v, data.widths.y)),
  ];
  const labelled = Math.min(220, width * 0.3);
  const cellWidth = (width - labelled) / Math.max(1, xs.length);
  const cellHeight = (height - 90) / Math.max(1, ys.length);
  const longest = numberText(data.most).length * 7 + 6;
  const numbers = cellWidth > longest && cellHeight > 14;
  const ink = (share: number): string => (share > 0.5 !== colours.dark ? '#ffffff' : '#08131e');
  type Api = {
    value(i: number): number;
    coord(p: number[]): [number, number];
    size(p: number[]): [number, number];
  };
  const every = xs.length * 72 < width - labelled;
  const said = (i: number): string => {
    const cell = data.cells[i];
    return cell ? `${ys[cell.y]}, ${xs[cell.x]}: ${numberText(cell.value)}` : '';
  };
  const byRow = ys.map((_, y) =>
    data.cells
      .map((cell, index) => ({ cell, index }))
      .filter(({ cell }) => cell.y === y)
      .sort((a, b) => a.cell.x - b.cell.x)
      .map(({ index }) => ({ series: 0, index, text: said(index) })),
  );
  return {
    option: {
      ...look(colours),
      grid: [{ top: 8, bottom: 48, left: 16, right: 14 }],
      xAxis: axis(colours, plan.x.name, {
        type: 'category',
        data: xs,
        nameGap: 28,
        labelWidth: every ? cellWidth - 8 : 90,
        everyLabel: every,
        splitLine: { show: false },
      }),
      yAxis: axis(colours, '', {
        type: 'category',
        data: ys,
        inverse: true,
        labelWidth: labelled,
        splitLine: { show: false },
      }),
      tooltip: {
        ...tooltip(colours),
        formatter: ({ value: [x = 0, y = 0, value = 0] }: { value: number[] }) =>
          tipElement(`${ys[y]} · ${xs[x]}`, [
            {
              name: plan.value ? visible(plan.value.name) : 'Rows',
              colour: ramp(shareOf(value, data, plan.log), colours.dark),
              value: numberText(value),
            },
          ]),
      },
      series: [
        {
          type: 'custom',
          data: data.cells.map((c) => [c.x, c.y, c.value]),
          renderItem: (_: unknown, api: Api) => {
            const value = api.value(2);
            const share = shareOf(value, data, plan.log);
            const [x, y] = api.coord([api.value(0), api.value(1)]);
            const [w, h] = api.size([1, 1]);
            const gap = w > 6 && h > 6 ? 1 : 0;
            return {
              type: 'rect',
              shape: {
                x: x - w / 2 + gap,
                y: y - h / 2 + gap,
                width: Math.max(1, w - 2 * gap),
                height: Math.max(1, h - 2 * gap),
              },
              style: { fill: ramp(share, colours.dark) },
              ...(numbers
                ? {
                    textContent: {
                      style: {
                        text: numberText(value),
                        fill: ink(share),
                        fontSize: 11,
                        fontFamily: colours.sans,
                      },
                    },
                    textConfig: { position: 'inside' },
                  }
                : {}),
            };
          },
        },
      ],
    },
    stops: byRow.filter((row) => row.length > 0),
  };
}
