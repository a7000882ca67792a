import type { StillViews } from '../views/still.ts';

/**
 * Views without a browser. The build puts them, with the libraries that draw, into one file beside this room; they are
 * loaded when a report has a picture, and no compiler follows them from here, since views know the types of a page.
 */
export async function stillViews(): Promise<StillViews> {
  const built = import.meta.url.endsWith('.js');
  const entry = new URL(built ? '../report/static.js' : '../views/static.ts', import.meta.url).href;
  return (await import(/* @vite-ignore */ entry)) as StillViews;
}
