import {
  BarChart,
  CustomChart,
  LineChart,
  PieChart,
  ScatterChart,
  TreemapChart,
} from 'echarts/charts';
import { GridComponent, LegendComponent, MarkAreaComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Child, element, isAttribute, type Markup } from '../../base/index.ts';
import type { Drawing } from '../chart/drawing.ts';
import { leavingPrototypes, safeNames } from '../chart/safe-names.ts';

use([
  BarChart,
  CustomChart,
  LineChart,
  PieChart,
  ScatterChart,
  TreemapChart,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  SVGRenderer,
]);

/** What ECharts keeps of an SVG before it is text. */
interface Node {
  tag: string;
  attrs?: Readonly<Record<string, unknown>>;
  children?: readonly Node[];
  text?: string;
}

interface Size {
  width: number;
  height: number;
}

/** The picture of a chart, as SVG. `name` is as in `PictureCall`. */
export function chartSvg(drawing: Drawing, size: Size, name: string): Markup {
  return leavingPrototypes(() => svgOf(drawing, size, name));
}

function svgOf({ option }: Drawing, { width, height }: Size, name: string): Markup {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...safeNames(still(option)) });
    const { painter } = chart.getZr() as unknown as {
      painter: { renderToVNode(options: object): Node };
    };
    const { children = [] } = painter.renderToVNode({ animation: false, compress: true });
    const viewBox = `0 0 ${width} ${height}`;
    return element(
      'svg',
      { viewBox },
      children.flatMap((node) => markupOf(node, name)),
    );
  } finally {
    chart.dispose();
  }
}

/** An option without what needs a hand: the slider, whose place the grid takes, and the box beside the pointer. */
function still(option: Drawing['option']): object {
  const { dataZoom, tooltip, legend, grid, ...kept } = option as Record<string, unknown> & {
    grid?: readonly { bottom?: number }[];
    legend?: object;
  };
  const slid = dataZoom !== undefined;
  return {
    ...kept,
    ...(legend ? { legend: { ...legend, animation: false } } : {}),
    ...(grid
      ? {
          grid: grid.map((one) =>
            slid && one.bottom !== undefined ? { ...one, bottom: one.bottom - 30 } : one,
          ),
        }
      : {}),
  };
}

const unwanted = new Set(['style', 'defs-style']);

function markupOf({ tag, attrs = {}, children = [], text }: Node, name: string): Child[] {
  if (unwanted.has(tag)) return [];
  const attributes: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(attrs)) {
    if (key === 'style') Object.assign(attributes, fontOf(String(value)));
    else if (key !== 'class' && isAttribute(key) && value !== undefined)
      attributes[key] = ownName(String(value), key, name);
  }
  const inside = children.flatMap((child) => markupOf(child, name));
  return [element(tag, attributes, text === undefined ? inside : [text, ...inside])];
}

/** ECharts counts what it names anew in each chart: a page has several. */
function ownName(value: string, key: string, name: string): string {
  if (key === 'id') return `${name}-${value}`;
  return key === 'clip-path' ? value.replace(/^url\(#/, `url(#${name}-`) : value;
}

/** `font-size:12px;font-family:x` as attributes: the policy of a report forbids the other. */
function fontOf(style: string): Record<string, string> {
  const said = style.split(';').map((one) => one.split(':').map((part) => part.trim()));
  return Object.fromEntries(
    said.filter(([key]) => key?.startsWith('font-')).map(([key = '', value = '']) => [key, value]),
  );
}
