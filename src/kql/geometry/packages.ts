import { createRequire } from 'node:module';

type Geodesic = typeof import('geographiclib-geodesic');
type H3 = typeof import('h3-js');
type S2 = typeof import('s2js').s2;

const require = createRequire(import.meta.url);
const loaded = new Map<string, unknown>();

function load(name: string): unknown {
  if (!loaded.has(name)) loaded.set(name, require(name));
  return loaded.get(name);
}

/** Uber's H3, loaded when it is first needed. */
export const h3 = (): H3 => load('h3-js') as H3;

/** Google's S2, loaded when it is first needed. */
export const s2 = (): S2 => (load('s2js') as { s2: S2 }).s2;

/** Geodesics on the ellipsoid WGS84, loaded when they are first needed. */
export const geodesic = (): Geodesic => load('geographiclib-geodesic') as Geodesic;
