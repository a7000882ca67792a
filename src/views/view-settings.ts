import { bareName, type Column, didYouMean, HuntError, type KustoType } from '../base/index.ts';

/** Something that a view can be told on the line of a hunt's cell. */
export type Setting = { readonly about: string } & (
  | { readonly kind: 'column'; readonly types?: readonly KustoType[] }
  | { readonly kind: 'columns'; readonly types?: readonly KustoType[] }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'number'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'text' }
  | { readonly kind: 'yes-no' }
);

/** What a view can be told, by the names that stand before the `=`. */
export type Settings = Readonly<Record<string, Setting>>;

type ValueOf<S> = S extends { kind: 'column' }
  ? Column
  : S extends { kind: 'columns' }
    ? readonly Column[]
    : S extends { kind: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice
      : S extends { kind: 'number' }
        ? number
        : S extends { kind: 'yes-no' }
          ? boolean
          : string;

/** What a view was told, read; null where nothing was said. */
export type SettingValues<S extends Settings> = { readonly [K in keyof S]: ValueOf<S[K]> | null };

/** What was told of a view that has these settings, and the columns it is told for. */
export interface Told {
  view: string;
  given: ReadonlyMap<string, string>;
  columns: readonly Column[];
}

/**
 * Read what a view was told. Columns are named as they are or in brackets and quotes, several with commas between.
 * Errors: `views/unknown-setting`, `views/unknown-column`, `views/bad-setting`, each quoting what is at fault.
 */
export function readSettings<const S extends Settings>(settings: S, told: Told): SettingValues<S> {
  for (const name of told.given.keys())
    if (!Object.hasOwn(settings, name)) throw unknownSetting(name, settings, told.view);
  const read = Object.entries(settings).map(([name, setting]) => {
    const text = told.given.get(name);
    return [name, text === undefined ? null : readOne(setting, name, text, told)];
  });
  return Object.fromEntries(read) as SettingValues<S>;
}

function readOne(setting: Setting, name: string, text: string, told: Told): unknown {
  if (setting.kind === 'column') return columnOf(text, setting.types, name, told);
  if (setting.kind === 'columns')
    return namesIn(text, told.columns).map((one) => columnOf(one, setting.types, name, told));
  if (setting.kind === 'text') return text;
  const fault = (wanted: string): HuntError =>
    new HuntError({
      code: 'views/bad-setting',
      message: `'${name}=${text}' of the view '${told.view}' is not ${wanted}.`,
      hint: setting.about,
    });
  if (setting.kind === 'choice') {
    if (setting.choices.includes(text)) return text;
    throw fault(`one of ${setting.choices.join(', ')}`);
  }
  if (setting.kind === 'yes-no') {
    if (/^(?:true|yes|on|)$/i.test(text)) return true;
    if (/^(?:false|no|off)$/i.test(text)) return false;
    throw fault('yes or no');
  }
  const { min = -Infinity, max = Infinity } = setting;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number) && number >= min && number <= max) return number;
  const least = min > -Infinity ? ` from ${min}` : '';
  throw fault(`a number${least}${max < Infinity ? ` to ${max}` : ''}`);
}

/** The names in a list; a list that is itself the name of a column names that one. */
function namesIn(text: string, columns: readonly Column[]): string[] {
  if (columns.some((c) => c.name === text)) return [text];
  const parts = text.match(/\s*\[\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*\]\s*|[^,]+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function columnOf(
  text: string,
  types: readonly KustoType[] | undefined,
  setting: string,
  { view, columns }: Told,
): Column {
  const bare = bareName(text).replace(/\\(['"\\])/g, '$1');
  const found = columns.find((c) => c.name === text) ?? columns.find((c) => c.name === bare);
  if (!found)
    throw new HuntError({
      code: 'views/unknown-column',
      message: `The rows have no column '${text}', which '${setting}' of the view '${view}' names.`,
      hint: hintOf(
        text,
        columns.map((c) => c.name),
        'Its columns are',
      ),
    });
  if (types && !types.includes(found.type))
    throw new HuntError({
      code: 'views/bad-setting',
      message: `The column '${found.name}' is of type ${found.type}; '${setting}' of the view '${view}' takes ${types.join(' or ')}.`,
    });
  return found;
}

function unknownSetting(name: string, settings: Settings, view: string): HuntError {
  const names = Object.keys(settings);
  return new HuntError({
    code: 'views/unknown-setting',
    message: `The view '${view}' has no setting '${name}'.`,
    hint: hintOf(name, names, 'It has'),
  });
}

const hintOf = (name: string, names: readonly string[], are: string): string =>
  didYouMean(name, names).trim() || `${are} ${names.slice(0, 40).join(', ') || 'none'}.`;
