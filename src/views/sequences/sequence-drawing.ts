import type { Colours } from '../../base/index.ts';
import { visible } from '../../base/index.ts';
import { axis, look, tooltip } from '../chart/chart-look.ts';
import { type Drawing, tipElement } from '../chart/drawing.ts';
import { timeText } from '../timeline/time-scale.ts';
import { countText } from '../value-text.ts';
import { likelihoodText, oneInText } from './likelihood-words.ts';
import type { SequencePlan } from './sequence-plan.ts';
import type { SequenceData, Session } from './sequence-questions.ts';

/** The place of the sessions among the series that are drawn. */
export const sessionSeries = 1;
/** The room around the picture's plot, in pixels; the slider beside it keeps to it. */
export const plotRoom = { top: 10, bottom: 26 } as const;

/** The commands of a window, in one line. */
export function windowText(window: readonly string[], most = 12): string {
  const shown = window.slice(0, most).map((name) => visible(name) || '(empty)');
  return `${shown.join(' → ')}${window.length > most ? ' → …' : ''}`;
}

/** What ECharts draws for sessions: each of the rarest as a mark, the others counted, and the threshold as a line. */
export function sequenceDrawing(
  data: SequenceData,
  {
    plan,
    colours,
    threshold,
    current,
  }: { plan: SequencePlan; colours: Colours; threshold: number; current: number },
): Drawing {
  const [low, high] = data.powers;
  const power = (likelihood: number): number =>
    likelihood > 0 ? Math.max(low, Math.log10(likelihood)) : low;
  const place = (session: Session, i: number): number | null => (plan.time ? session.at : i + 1);
  const room = plan.time ? Math.max(1000, (data.to - data.from) * 0.02) : 0.5;
  const [from, to] = [data.from - room, data.to + room];
  const marks = data.rarest
    .map((session, i) => ({ session, i, x: place(session, i) }))
    .filter((mark): mark is typeof mark & { x: number } => mark.x !== null);
  const dot = colours.of('danger');
  const item = ({ session, x, i }: (typeof marks)[number]): object => ({
    value: [x, power(session.likelihood), i],
    ...(session.likelihood < threshold
      ? { itemStyle: { color: dot, opacity: 0.9 }, symbolSize: 8 }
      : {}),
  });
  const chosen = marks.find(({ i }) => i === current);
  const lineAt = threshold > 0 ? Math.min(high, Math.max(low, Math.log10(threshold))) : low;
  const stops = marks
    .map(({ session, x }, index) => ({
      x,
      series: sessionSeries,
      index,
      text: said(session, plan),
    }))
    .sort((a, b) => a.x - b.x);
  return {
    option: {
      ...look(colours),
      grid: [{ ...plotRoom, left: 54, right: 34 }],
      xAxis: axis(colours, plan.time ? '' : 'sessions, the rarest first', {
        type: plan.time ? 'time' : 'value',
        min: from,
        max: to,
        nameGap: 22,
        splitLine: { show: false },
      }),
      yAxis: {
        ...axis(colours, '', { type: 'value' }),
        min: low,
        max: high,
        minInterval: 1,
        axisLabel: {
          color: colours.of('muted'),
          formatter: (at: number) => (Number.isInteger(at) ? likelihoodText(10 ** at) : ''),
        },
      },
      tooltip: {
        ...tooltip(colours),
        trigger: 'item',
        formatter: ({ seriesIndex, value }: { seriesIndex: number; value: number[] }) =>
          seriesIndex === 0
            ? tipElement(`${countText(value[2] ?? 0)} sessions`, [])
            : tip(data.rarest[value[2] ?? -1], plan),
      },
      series: [
        densitySeries(data, colours),
        {
          type: 'scatter',
          z: 4,
          symbol: 'circle',
          symbolSize: 6,
          itemStyle: { color: colours.of('accent'), opacity: 0.55 },
          data: marks.map(item),
        },
        {
          type: 'line',
          z: 3,
          silent: true,
          showSymbol: false,
          emphasis: { disabled: true },
          lineStyle: { color: dot, width: 1.5, type: 'dashed' },
          data: [
            [from, lineAt],
            [to, lineAt],
          ],
        },
        {
          type: 'scatter',
          z: 5,
          silent: true,
          symbol: 'circle',
          symbolSize: 14,
          itemStyle: { color: 'transparent', borderColor: colours.of('text'), borderWidth: 2 },
          data: chosen ? [[chosen.x, power(chosen.session.likelihood)]] : [],
        },
      ],
    },
    stops: [stops],
  };
}

/** Sessions that are counted together, darker where they are more. */
function densitySeries({ density, step }: SequenceData, colours: Colours): object {
  type Api = {
    value(i: number): number;
    coord(p: number[]): [number, number];
  };
  const most = Math.max(1, ...density.map((d) => d.sessions));
  return {
    type: 'custom',
    z: 1,
    emphasis: { disabled: true },
    data: density.map((d) => [d.at, d.power, d.sessions]),
    renderItem: (_: unknown, api: Api) => {
      const [at, power] = [api.value(0), api.value(1)];
      const [x, y] = api.coord([at, power + step.power]);
      const [right, bottom] = api.coord([at + step.ms, power]);
      return {
        type: 'rect',
        shape: { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) },
        style: {
          fill: colours.of('accent'),
          opacity: 0.08 + (0.5 * Math.log1p(api.value(2))) / Math.log1p(most),
        },
      };
    },
  };
}

function said({ likelihood, at, window, shown }: Session, plan: SequencePlan): string {
  const told = [
    at === null ? '' : timeText(at, 1000),
    `likelihood ${likelihoodText(likelihood)}, ${oneInText(likelihood)}`,
    ...plan.show.map((c, i) => `${c.name} ${shown[i] ?? ''}`),
    windowText(window),
  ];
  return told
    .filter((text) => text !== '')
    .map(visible)
    .join(', ');
}

function tip(session: Session | undefined, plan: SequencePlan): HTMLElement {
  if (!session) return tipElement('', []);
  const { likelihood, at, window, shown } = session;
  const line = (name: string, value: string): { name: string; value: string; colour: string } => ({
    name: visible(name),
    value: visible(value.length > 60 ? `${value.slice(0, 59)}…` : value),
    colour: 'transparent',
  });
  return tipElement(at === null ? 'Session' : timeText(at, 1000), [
    line('Likelihood', `${likelihoodText(likelihood)}, ${oneInText(likelihood)}`),
    ...plan.show.map((c, i) => line(c.name, shown[i] ?? '')),
    line('Rarest window', windowText(window, 4)),
  ]);
}
