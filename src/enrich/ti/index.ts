import type { TiSource } from './define-source.ts';
import * as files from './sources/index.gen.ts';

export { askSource } from './ask-source.ts';
export type { TiSource } from './define-source.ts';
export { hostOf, type Observable, observableOf } from './observable.ts';

/** Every source of threat intelligence, by name. */
export const tiSources: ReadonlyMap<string, TiSource> = new Map(
  Object.values(files)
    .map((source): [string, TiSource] => [source.name, source])
    .sort(([a], [b]) => a.localeCompare(b)),
);
