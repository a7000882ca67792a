import { bracketedName } from '../base/index.ts';
import { bracketed } from '../kql/index.ts';
import type {
  AllTool,
  ColumnsOf,
  EachTool,
  Fields,
  InputField,
  OutputField,
  ParameterField,
  RowOf,
  SettingsOf,
} from './define-tool.ts';
import { answerOf, refused } from './refused.ts';
import { settingsOf } from './settings.ts';

type ParameterFields = Readonly<Record<string, ParameterField>>;
/** One value, where the tool takes one; otherwise values by their names. */
export type Given<I extends Fields<InputField>> = RowOf<I>[keyof I] | Partial<RowOf<I>>;

/** All parameters of a tool, checked, defaults put in. Throws `toolbox/bad-argument` where one is not taken. */
export function settingsFor(
  tool: {
    name: string;
    parameters: ParameterFields;
    refusal?(settings: never): string | null;
  },
  given: Readonly<Record<string, unknown>>,
): never {
  try {
    const settings = settingsOf(tool.parameters, new Map(Object.entries(given)));
    const refusal = tool.refusal?.(settings as never) ?? null;
    if (refusal !== null) throw new Error(refusal);
    return settings as never;
  } catch (error) {
    throw refused(tool, error);
  }
}

/** The inputs of one row by name: a value that is no object stands for the first input. */
function rowOf<I extends Fields<InputField>>(input: I, given: unknown): RowOf<I> {
  const names = Object.keys(input);
  const byName: Readonly<Record<string, unknown>> =
    typeof given === 'object' && given !== null
      ? (given as Record<string, unknown>)
      : { [String(names[0])]: given };
  const row = names.map((name) => {
    const value = Object.hasOwn(byName, name) ? byName[name] : null;
    return [name, value ?? (input[name]?.type === 'string' ? '' : null)];
  });
  return Object.fromEntries(row) as RowOf<I>;
}

/**
 * Run a tool on values at hand, without an engine: the rows that `invoke` gives on a column of the same values.
 *
 * shape: for each value its rows, in order; a row has the inputs and the outputs by their names.
 * errors: `toolbox/bad-argument` where a parameter is not taken.
 */
export function runTool<
  I extends Fields<InputField>,
  P extends ParameterFields,
  O extends Fields<OutputField>,
>(
  tool: EachTool<I, P, O>,
  given: Given<I> | readonly Given<I>[],
  settings: Partial<SettingsOf<P>> = {},
): (RowOf<I> & RowOf<O>)[] {
  const known: SettingsOf<P> = settingsFor(tool, settings);
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  return values.flatMap((value) => {
    const row = rowOf(tool.input, value);
    return tool.each(row, known).map((found) => ({ ...row, ...found }));
  });
}

/** Run a tool that looks at all rows together on columns at hand; an input that is left out is empty. */
export function runTableTool<
  I extends Fields<InputField>,
  P extends ParameterFields,
  O extends Fields<OutputField>,
>(
  tool: AllTool<I, P, O>,
  columns: Partial<ColumnsOf<I>>,
  settings: Partial<SettingsOf<P>> = {},
): ColumnsOf<O> {
  const given = Object.values(columns) as (readonly unknown[])[];
  const count = Math.max(0, ...given.map((c) => c.length));
  const whole = Object.entries(tool.input).map(([name, { type }]) => [
    name,
    columns[name] ?? Array.from({ length: count }, () => (type === 'string' ? '' : null)),
  ]);
  const known = settingsFor(tool, settings);
  return answerOf(tool as unknown as AllTool, Object.fromEntries(whole) as never, known)
    .columns as ColumnsOf<O>;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' ? `dynamic(${JSON.stringify(value)})` : String(value);
}

/**
 * The KQL of a call: `| invoke ip_type(ip = ['Client IP'], join = "left")`, to be given to `table.kql`.
 * `columns` says which column of the table is which input; `settings` are its parameters and `join`.
 */
export function invokeText(
  tool: { name: string },
  columns: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, unknown>> = {},
): string {
  const quoted = Object.entries(columns).map(
    ([name, column]) =>
      `${name} = ${/^\w+$/.test(column) ? bracketed(column) : bracketedName(column)}`,
  );
  const said = Object.entries(settings).map(([name, value]) => `${name} = ${literal(value)}`);
  return `| invoke ${tool.name}(${[...quoted, ...said].join(', ')})`;
}
