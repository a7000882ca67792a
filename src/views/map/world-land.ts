import { feature } from 'topojson-client';
import atlas from 'world-atlas/countries-110m.json';
import { drawableLand, type Land } from './land.ts';

/** The countries of the world, as Natural Earth has them, so that they can be drawn on a flat map. */
export function worldLand(): GeoJSON.FeatureCollection<GeoJSON.MultiPolygon> {
  const world = atlas as unknown as Parameters<typeof feature>[0];
  const { countries } = world.objects;
  const drawn = countries ? feature(world, countries) : null;
  if (drawn?.type !== 'FeatureCollection') throw new Error('the atlas holds no countries');
  return {
    type: 'FeatureCollection',
    features: drawn.features.map((country) => ({
      type: 'Feature',
      properties: null,
      geometry: { type: 'MultiPolygon', coordinates: drawableLand(country.geometry as Land) },
    })),
  };
}
