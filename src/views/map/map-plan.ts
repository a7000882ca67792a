import { type Column, HuntError } from '../../base/index.ts';
import { colouredCategories } from '../category-colours.ts';
import { readSettings } from '../view-settings.ts';
import type { Ask, ViewAnswer } from '../view-source.ts';
import { cellsQuestion, layersQuestion, type PlaceColumns, usualPlaces } from './places.ts';

const degrees = ['real', 'long', 'int', 'decimal'] as const;
/** What a map can be told. */
export const mapSettings = {
  lat: {
    kind: 'column',
    types: degrees,
    about: 'The column of degrees north; found by its name unless said.',
  },
  lon: { kind: 'column', types: degrees, about: 'The column of degrees east.' },
  layer: { kind: 'column', about: 'The column whose values are layers, each in its colour.' },
  show: { kind: 'columns', about: 'What is told of the rows of a place.' },
  tiles: {
    kind: 'text',
    about:
      'Where pictures of the map are fetched from, as https://…/{z}/{x}/{y}.png; from nowhere unless said.',
  },
  credit: { kind: 'text', about: 'Whom those pictures are to be credited to.' },
} as const;

/** At this zoom the whole world is asked for, so that the first question is always the same. */
export const worldZoom = 2;
/** More cells than these are not drawn. */
export const mostCells = 4000;

/** What is to be shown, from what was told and what the rows have. Errors: `views/no-places` and those of settings. */
export function mapPlan(
  given: ReadonlyMap<string, string>,
  columns: readonly Column[],
): { columns: PlaceColumns; show: readonly Column[]; tiles: string | null; credit: string } {
  const told = readSettings(mapSettings, { view: 'map', given, columns });
  return {
    columns: placesOf(columns, told),
    show: told.show ?? [],
    tiles: tilesOf(told.tiles),
    credit: told.credit ?? '',
  };
}

/** Ask for the layers there are, and for all places of the world. */
export async function askPlaces(
  columns: PlaceColumns,
  ask: Ask,
): Promise<{ layers: readonly string[]; cells: ViewAnswer }> {
  const { layer } = columns;
  const found = layer && (await ask(layersQuestion({ ...columns, layer }, colouredCategories)));
  const layers = found?.rows.map((row) => String(row[0] ?? '')) ?? [];
  const world = { zoom: worldZoom, area: null, layers };
  return { layers, cells: await ask(cellsQuestion(columns, world), mostCells) };
}

function placesOf(
  columns: readonly Column[],
  told: { lat: Column | null; lon: Column | null; layer: Column | null },
): PlaceColumns {
  const usual = usualPlaces(columns);
  const latitude = told.lat ?? usual?.latitude;
  const longitude = told.lon ?? usual?.longitude;
  if (latitude && longitude) return { latitude, longitude, layer: told.layer };
  throw new HuntError({
    code: 'views/no-places',
    message: 'No columns say where the rows are.',
    hint: 'Say lat=COLUMN lon=COLUMN, or add them by `| invoke geo_lookup(column = IpAddress, join = "left")`.',
  });
}

function tilesOf(told: string | null): string | null {
  if (told === null || told === '') return null;
  if (/^https?:\/\/[^/]/.test(told) && ['{z}', '{x}', '{y}'].every((part) => told.includes(part)))
    return told;
  throw new HuntError({
    code: 'views/bad-setting',
    message: `'tiles=${told}' of the view 'map' is not an address with {z}, {x} and {y}.`,
    hint: mapSettings.tiles.about,
  });
}
