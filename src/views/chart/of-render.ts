import { chartSettings } from './chart-plan.ts';

/** What a view is told, and which. */
export interface ChosenView {
  view: string;
  settings: ReadonlyMap<string, string>;
}

const charts: ReadonlySet<string> = new Set(chartSettings.type.choices);
const others = new Map([
  ['timepivot', 'timeline'],
  ['pivotchart', 'matrix'],
]);

/**
 * The view that KQL's `render` asks for; null where a grid shows the rows, as for `table` and for kinds that nothing
 * here draws.
 */
export function viewOfRender(
  render: { kind: string; properties: Readonly<Record<string, string>> } | null,
): ChosenView | null {
  if (!render) return null;
  const kind = render.kind.toLowerCase();
  const other = others.get(kind);
  if (other) return { view: other, settings: new Map() };
  if (!charts.has(kind)) return null;
  const settings = new Map([['type', kind]]);
  for (const [name, value] of Object.entries(render.properties))
    if (Object.hasOwn(chartSettings, name)) settings.set(name, value.trim());
  return { view: 'chart', settings };
}
