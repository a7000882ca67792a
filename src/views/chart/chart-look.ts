import type { EChartsCoreOption } from 'echarts/core';
import { type Colours, type Column, visible } from '../../base/index.ts';
import { categoryColour, colouredCategories } from '../category-colours.ts';
import { tickLabel, timeText } from '../timeline/time-scale.ts';
import { cellText } from '../value-text.ts';
import { shownZone, zoneOffset } from '../zone.ts';

/** What all drawn views look like. */
export function look(colours: Colours): EChartsCoreOption {
  return {
    useUTC: true,
    backgroundColor: 'transparent',
    color: Array.from({ length: colouredCategories }, (_, i) => categoryColour(i, colours.dark)),
    textStyle: { fontFamily: colours.sans, fontSize: 12, color: colours.of('text') },
  };
}

/** The box beside the pointer; what is in it is made of text alone. */
export function tooltip(colours: Colours): object {
  return {
    confine: true,
    transitionDuration: 0,
    appendTo: undefined,
    backgroundColor: colours.of('panel'),
    borderColor: colours.of('line'),
    padding: [5, 9],
    textStyle: { color: colours.of('text'), fontSize: 12, fontFamily: colours.sans },
    axisPointer: { lineStyle: { color: colours.of('muted') }, label: { show: false } },
  };
}

/** The names of series, in one line that scrolls. */
export function legend(colours: Colours, names: readonly string[]): object {
  return {
    type: 'scroll',
    top: 2,
    left: 10,
    right: 10,
    icon: 'roundRect',
    itemWidth: 12,
    itemHeight: 12,
    data: [...names],
    formatter: (name: string) => (name.length > 30 ? `${name.slice(0, 29)}…` : name),
    textStyle: { color: colours.of('text'), lineHeight: 18 },
    inactiveColor: colours.of('line'),
    pageTextStyle: { color: colours.of('muted') },
    pageIconColor: colours.of('accent'),
    pageIconInactiveColor: colours.of('line'),
  };
}

/** How times are written along an axis, by how far apart they stand. */
const timeLabels = {
  year: '{yyyy}',
  month: '{MMM} {yyyy}',
  day: '{d} {MMM}',
  hour: '{HH}:{mm}',
  minute: '{HH}:{mm}',
  second: '{HH}:{mm}:{ss}',
  millisecond: '{HH}:{mm}:{ss}.{SSS}',
};
const dayMs = 86_400_000;

/** The same in another zone than that of the ticks, UTC. */
function zonedLabel(ms: number): string {
  const wall = ms + zoneOffset(ms);
  const step = [60_000, 1000, 1].find((unit) => wall % unit === 0) ?? 1;
  const time = tickLabel(wall, step);
  const begins = ms % dayMs === 0 && wall % dayMs !== 0;
  return begins ? `${tickLabel(wall, dayMs)} ${time}` : time;
}

/** Dark or light, whichever is read better on a colour. */
export function inkOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b > 120 ? '#08131e' : '#ffffff';
}

/** An axis. */
export function axis(
  colours: Colours,
  name: string,
  {
    labelWidth = 170,
    everyLabel = false,
    ...more
  }: { type: string; labelWidth?: number; everyLabel?: boolean; [option: string]: unknown },
): object {
  return {
    name: visible(name),
    nameLocation: 'middle',
    nameTextStyle: { color: colours.of('muted') },
    axisLine: { lineStyle: { color: colours.of('line') } },
    axisTick: { lineStyle: { color: colours.of('line') } },
    axisLabel: {
      color: colours.of('muted'),
      ...(everyLabel ? { interval: 0 } : { hideOverlap: true }),
      ...(more.type === 'time'
        ? { formatter: shownZone() === 'UTC' ? timeLabels : zonedLabel }
        : {}),
      ...(more.type === 'category' ? { width: labelWidth, overflow: 'truncate' } : {}),
    },
    splitLine: { lineStyle: { color: colours.of('faint') } },
    ...more,
  };
}

/** The slider under a picture, by which a stretch of the x-axis is chosen. */
export function slider(colours: Colours): object[] {
  const faint = { color: colours.of('muted'), opacity: 0.15 };
  return [
    {
      type: 'slider',
      filterMode: 'none',
      height: 22,
      bottom: 8,
      borderColor: colours.of('line'),
      backgroundColor: colours.of('bar'),
      fillerColor: `color-mix(in srgb, ${colours.of('accent')} 18%, transparent)`,
      handleStyle: { color: colours.of('panel'), borderColor: colours.of('accent') },
      moveHandleStyle: { color: colours.of('line') },
      textStyle: { color: colours.of('muted') },
      dataBackground: { lineStyle: { opacity: 0 }, areaStyle: faint },
      selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: faint },
      labelFormatter: '',
    },
    {
      type: 'inside',
      filterMode: 'none',
      zoomOnMouseWheel: 'ctrl',
      moveOnMouseMove: 'alt',
      moveOnMouseWheel: false,
    },
  ];
}

/** A number as people read it: `1,234.568`. */
export function numberText(value: number | null): string {
  if (value === null) return 'none';
  const small = value !== 0 && Math.abs(value) < 0.001;
  return small ? value.toPrecision(3) : value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** What stands at the x-axis for a value. */
export function xText(
  at: number,
  {
    axis: kind,
    categories,
    column,
  }: { axis: string; categories: readonly unknown[]; column: Column },
): string {
  if (kind === 'time') return timeText(at, 1000);
  if (kind === 'number') return numberText(at);
  const text = cellText(categories[at], column.type);
  return visible(text.slice(0, 300)) || '(empty)';
}
