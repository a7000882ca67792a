import { type Colours, visible } from '../../base/index.ts';
import { categoryColour } from '../category-colours.ts';
import { axis, legend, look, numberText, slider, tooltip } from '../chart/chart-look.ts';
import { type Drawing, tipElement } from '../chart/drawing.ts';
import { timeText } from '../timeline/time-scale.ts';
import type { Moment, SeriesData } from './series-data.ts';

/** What is said of a moment. */
function said(m: Moment): string {
  const odd = m.odd > 0 ? ', more than expected' : m.odd < 0 ? ', less than expected' : '';
  const expected = m.baseline === null ? '' : `, expected ${numberText(m.baseline)}`;
  return `${timeText(m.at, 1000)}: ${numberText(m.observed)}${expected}${odd}`;
}

/** What ECharts draws for a time series: what was observed and expected, and where the two are far apart. */
export function seriesDrawing(
  data: SeriesData,
  { colours, name, stretch }: { colours: Colours; name: string; stretch: [number, number] | null },
): Drawing {
  const { moments, band, periods, stepMs } = data;
  const [observed, expected, trend] = [0, 1, 3].map((i) => categoryColour(i, colours.dark));
  const line = { type: 'line', showSymbol: false, emphasis: { disabled: true } };
  const at = (pick: (m: Moment) => number | null): [number, number | null][] =>
    moments.map((m) => [m.at, pick(m)]);
  const bandLine = {
    ...line,
    name: 'Expected',
    stack: 'band',
    stackStrategy: 'all',
    lineStyle: { opacity: 0 },
    silent: true,
    itemStyle: { color: expected },
  };
  const low = (m: Moment): number | null =>
    m.baseline === null || band === null ? null : m.baseline - band;
  const hasTrend = moments.some((m) => m.trend !== null);
  const odd = moments.filter((m) => m.odd !== 0 && m.observed !== null);
  const shown = visible(name);
  const names = [
    shown,
    ...(band === null ? [] : ['Expected']),
    ...(hasTrend ? ['Trend'] : []),
    ...(odd.length > 0 ? ['Anomaly'] : []),
  ];
  const zoom = stretch ? { startValue: stretch[0], endValue: stretch[1] } : {};
  return {
    option: {
      ...look(colours),
      grid: [{ top: 34, bottom: 58, left: 12, right: 18 }],
      legend: legend(colours, names),
      xAxis: axis(colours, '', { type: 'time', splitLine: { show: false } }),
      yAxis: axis(colours, '', { type: 'value', scale: true }),
      dataZoom: slider(colours).map((one) => ({ ...one, ...zoom })),
      tooltip: {
        ...tooltip(colours),
        trigger: 'axis',
        formatter: (hovered: { value: [number, number] }[]) =>
          tip(moments, hovered[0]?.value[0] ?? 0, {
            colours: [observed, expected, trend].map(String),
            name: shown,
          }),
      },
      series: [
        {
          ...line,
          name: shown,
          data: at((m) => m.observed),
          z: 4,
          itemStyle: { color: observed },
          lineStyle: { color: observed, width: 1.5 },
          markArea: {
            silent: true,
            itemStyle: { color: colours.of('danger'), opacity: 0.1 },
            data: periods.map((p) => [
              { xAxis: p.from - stepMs / 2 },
              { xAxis: p.to + stepMs / 2 },
            ]),
          },
        },
        ...(band === null
          ? []
          : [
              { ...bandLine, data: at(low) },
              {
                ...bandLine,
                data: at((m) => (low(m) === null ? null : 2 * band)),
                areaStyle: { color: expected, opacity: 0.25 },
              },
            ]),
        ...(hasTrend
          ? [
              {
                ...line,
                name: 'Trend',
                data: at((m) => m.trend),
                z: 3,
                itemStyle: { color: trend },
                lineStyle: { color: trend, width: 1.5, type: 'dashed' },
              },
            ]
          : []),
        ...(odd.length > 0
          ? [
              {
                type: 'scatter',
                name: 'Anomaly',
                z: 5,
                symbol: 'triangle',
                symbolSize: 10,
                itemStyle: { color: colours.of('danger'), borderColor: colours.of('panel') },
                emphasis: { disabled: true },
                data: odd.map((m) => ({
                  value: [m.at, m.observed],
                  symbolRotate: m.odd > 0 ? 0 : 180,
                })),
              },
            ]
          : []),
      ],
    },
    stops: [moments.map((m, index) => ({ series: 0, index, text: said(m) }))],
  };
}

function tip(
  moments: readonly Moment[],
  at: number,
  { colours, name }: { colours: string[]; name: string },
): HTMLElement {
  const moment = moments.find((m) => m.at === at);
  const lines: [string, number | null][] = [
    [name, moment?.observed ?? null],
    ['Expected', moment?.baseline ?? null],
    ['Trend', moment?.trend ?? null],
  ];
  const odd =
    moment && moment.odd !== 0 ? ` · ${moment.odd > 0 ? 'more' : 'less'} than expected` : '';
  return tipElement(
    `${timeText(at, 1000)}${odd}`,
    lines.flatMap(([label, value], i) =>
      value === null ? [] : [{ name: label, colour: colours[i] ?? '', value: numberText(value) }],
    ),
  );
}
