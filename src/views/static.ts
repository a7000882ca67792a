import { viewOfRender } from './chart/of-render.ts';
import * as found from './pictures/index.gen.ts';
import { recordingSource } from './recorded-source.ts';
import type { PictureCall, PictureDefinition } from './static/define-picture.ts';
import type { AskedView, ChosenView, StillView, ViewSource } from './still.ts';

const pictures: ReadonlyMap<string, PictureDefinition> = new Map(
  Object.values(found).map((one) => [one.view, one]),
);

/**
 * The view that a cell is shown in, and what it is told: by its line, where a kind of
 * `render` will do, else by `render`; null where its rows are a table.
 */
export function shownView({ view, settings, render }: AskedView): ChosenView | null {
  if (view === 'grid') return null;
  const asked =
    view === null
      ? viewOfRender(render)
      : isPictured(view)
        ? { view, settings: new Map<string, string>() }
        : (viewOfRender({ kind: view, properties: {} }) ?? { view, settings: new Map() });
  return asked && { view: asked.view, settings: new Map([...asked.settings, ...settings]) };
}

/** Whether a view can be drawn where there is no browser. */
export function isPictured(view: string): boolean {
  return pictures.has(view);
}

/**
 * Draw a view without a browser. `name` begins the identities in the picture and must be the only one of its page.
 * Errors: those of the view and of the source. Cost: that of the view's own questions.
 */
export async function drawStill(
  { view, settings }: ChosenView,
  { source, name, signal }: { source: ViewSource; name: string; signal?: AbortSignal },
): Promise<StillView> {
  const definition = pictures.get(view);
  if (!definition) throw new Error(`there is no picture of '${view}'`);
  const { source: heard, recording, remember } = recordingSource(source);
  const stop = signal ? { signal } : {};
  const ask: PictureCall['ask'] = (kql, limit) =>
    heard.ask(kql, { ...stop, ...(limit === undefined ? {} : { limit }) });
  const call = { source: heard, settings, name, ask, remember };
  const picture = await definition.draw(call);
  if (picture) await definition.foresee?.(call);
  return { picture, recording: recording(), library: definition.library };
}
