import { cellText, element, HuntError, type Markup } from '../../base/index.ts';
import { categoryColour, colouredCategories } from '../category-colours.ts';
import { processPlan } from '../process/process-plan.ts';
import {
  isProcessTree,
  type ProcessColumns,
  recordQuestion,
  valuesQuestion,
} from '../process/process-questions.ts';
import { deepestIndent, type ProcessRow, programName } from '../process/process-rows.ts';
import { ProcessStore } from '../process/process-store.ts';
import {
  definePicture,
  type PictureCall,
  type PictureDefinition,
} from '../static/define-picture.ts';
import { legend, swatch } from '../static/legend.ts';
import { countText } from '../value-text.ts';

/** How many processes are drawn, how many can be scrolled to, and of how many everything is told. */
const [drawnRows, scrolledRows, toldRows] = [300, 2000, 200];
const mostTold = 800;

type Colour = (dark: boolean) => string;

const processTree: PictureDefinition = definePicture({
  view: 'process_tree',
  library: null,
  async draw(call) {
    const { store, columns, values } = await opened(call);
    const count = store.seen.length;
    if (count === 0) return null;
    await store.fill(0, drawnRows);
    const numbers = new Map(values.map((value, i) => [value, i]));
    const colourOf =
      (value: string): Colour =>
      (dark) =>
        categoryColour(numbers.get(value) ?? Number.POSITIVE_INFINITY, dark);
    const rows = [...store.seen.subarray(0, drawnRows)];
    const lines = rows.map((row) => line(store, row, { columns, colourOf }));
    const key = values.map((value) => [value, colourOf(value)] as const);
    const all = store.shape.places.length;
    const notes = [
      ...(count < all
        ? [`${countText(all - count)} processes stand in branches that are closed.`]
        : []),
      ...(count > rows.length
        ? [`The first ${countText(rows.length)} of ${countText(count)} processes are shown.`]
        : []),
    ];
    const table = element('table', { class: 'tree' }, head(columns), element('tbody', {}, lines));
    return {
      about: `Process tree of ${countText(all)} processes`,
      drawn: [...legend(key), table],
      notes,
    };
  },
  async foresee(call) {
    const { store } = await opened(call);
    await store.fill(0, scrolledRows);
    const places = [...store.seen.subarray(0, toldRows)].map((row) => store.place(row));
    if (places.length === 0) return;
    // Joined rows may tell of a process several times; a record shows the first.
    const { columns, rows } = await call.ask(`| where place in (${places.join(', ')})`, mostTold);
    const at = columns.findIndex((c) => c.name === 'place');
    for (const place of places) {
      const own = rows.filter((row) => row[at] === place);
      if (own.length === 0) continue;
      const answer = { columns, rows: own.slice(0, 1), total: own.length };
      call.remember(recordQuestion(place), 1, answer);
    }
  },
});

async function opened({ source, settings, ask }: PictureCall): Promise<{
  store: ProcessStore;
  columns: ProcessColumns;
  values: readonly string[];
}> {
  if (!isProcessTree(source.columns)) throw noTree();
  const { columns, depth } = processPlan(settings, source.columns);
  const { colour } = columns;
  const found = colour && (await ask(valuesQuestion(colour, colouredCategories)));
  const store = new ProcessStore(ask, columns);
  await store.open();
  if (depth !== null) store.foldFrom(depth - 1);
  return { store, columns, values: found?.rows.map((row) => String(row[0] ?? '')) ?? [] };
}

function noTree(): HuntError {
  return new HuntError({
    code: 'views/does-not-fit',
    message: 'These rows are no process tree.',
    hint: 'Make one: | invoke process_tree().',
  });
}

function head({ user, colour }: ProcessColumns): Markup {
  const names = ['Process', 'Id', ...(user ? [user.name] : []), 'Started', 'Command line'];
  const own = colour && colour !== user ? [colour.name] : [];
  const cells = [...names.slice(0, -1), ...own, ...names.slice(-1)];
  return element(
    'thead',
    {},
    element(
      'tr',
      {},
      cells.map((name) => element('th', { scope: 'col' }, name)),
    ),
  );
}

function line(
  store: ProcessStore,
  row: number,
  { columns, colourOf }: { columns: ProcessColumns; colourOf(value: string): Colour },
): Markup {
  const known: ProcessRow | null = store.known(row) ?? null;
  const level = store.shape.level[row] ?? 0;
  const { user, colour } = columns;
  const cell = (text: string, kind: string | null = null): Markup =>
    element('td', { class: kind }, text);
  const dot = colour && known ? [swatch(colourOf(known.colour))] : [];
  const depth = level > deepestIndent ? `${level} ` : '';
  const name = known ? programName(known.name) || 'unknown' : '…';
  const hidden = store.closed(row) ? ` (${countText(store.shape.below[row] ?? 0)} below)` : '';
  const what = element('strong', {}, `${depth}${name}${hidden}`);
  return element(
    'tr',
    { class: known?.inferred ? 'inferred' : null },
    element('td', { 'data-level': Math.min(level, deepestIndent) }, dot, what),
    cell(known?.id ?? '', 'number'),
    user ? cell(known?.user ?? '') : null,
    cell(cellText(known?.started ?? '', 'datetime')),
    colour && colour !== user ? cell(known?.colour ?? '') : null,
    element('td', { class: 'code' }, known?.command ?? '', decoded(known)),
  );
}

function decoded(known: ProcessRow | null): Markup[] {
  if (!known?.decoded) return [];
  return [element('p', {}, element('small', {}, 'decoded '), known.decoded)];
}

export default processTree;
