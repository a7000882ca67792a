import { tellInvokes } from '../compile.ts';
import type { InvokedFunction } from '../invoked.ts';
import { EditedText } from '../lower/edited-text.ts';
import { bind } from '../parse/bind.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Schema, SourceTable } from '../plan.ts';
import type { Description } from './definitions.ts';

type Parameter = Syntax['signatures'][number]['parameters'][number];

/** What a function of the toolbox says of itself; what it follows is told where it is no page. */
export function describeInvoked({ about, source }: InvokedFunction): Description {
  const isPage = /^https:\/\/\S+$/.test(source);
  return isPage ? { about, source } : { about, differs: source, source: '' };
}

/** What a function takes, in the order of its places: values of the row, then constants. */
export function invokedParameters({ inputs, parameters }: InvokedFunction): Parameter[] {
  return [
    ...inputs.map(({ name, type, usual, optional }) => {
      return { name, types: [type], optional: optional || usual.length > 0, repeats: false };
    }),
    ...parameters.map(({ name, type }) => ({
      name,
      types: [type],
      optional: true,
      repeats: false,
    })),
  ];
}

/** `ip_type([ip: string])`. */
export function invokedTitle(fn: InvokedFunction): string {
  const takes = invokedParameters(fn).map(({ name, types, optional }) => {
    const typed = `${name}: ${types.join('|')}`;
    return optional ? `[${typed}]` : typed;
  });
  return `${fn.name}(${takes.join(', ')})`;
}

/** The function whose name stands behind `invoke` and ends at a place. */
export function invokedBefore(
  text: string,
  end: number,
  { functions }: Schema,
): InvokedFunction | null {
  const [, name = ''] = /\binvoke\s+(\w+)$/.exec(text.slice(0, end)) ?? [];
  return functions?.get(name) ?? null;
}

/** A text as Microsoft's service understands it, with its place, and the call of a function that the place is in. */
export interface ToldText {
  readonly text: string;
  readonly at: number;
  readonly around: { readonly fn: InvokedFunction; readonly named: ReadonlySet<string> } | null;
}

/**
 * The service knows nothing of what a function of the toolbox gives, nor that its arguments name columns: calls before
 * the place get their columns written behind them, and one that the place is in is read as an `extend`.
 */
export function withTold(text: string, at: number, schema: Schema, input?: SourceTable): ToldText {
  const asIs = { text, at, around: null };
  const { functions } = schema;
  if (!functions || !/\binvoke\b/.test(text)) return asIs;
  let [told, place]: [string, number] = [text, at];
  let around: ToldText['around'] = null;
  const calls = [...bind(text, schema, input).root.descendants()].filter(
    (node) =>
      node.kind === 'InvokeOperator' && functions.has(node.part('Function').part('Name').name),
  );
  const open = calls.find((node) => holds(node, text, at));
  const fn = open && functions.get(open.part('Function').part('Name').name);
  if (open && fn) {
    told = `${told.slice(0, open.span.start)}extend${told.slice(open.span.start + 'extend'.length)}`;
    around = { fn, named: namesIn(open) };
  }
  const before = calls.filter((node) => node !== open && node.span.end <= at).at(-1);
  if (!before) return { text: told, at, around };
  const edited = new EditedText(told.slice(0, before.span.end));
  tellInvokes(edited, schema, input);
  place += edited.text.length - before.span.end;
  return { text: edited.text + told.slice(before.span.end), at: place, around };
}

/** True where a place is between the brackets of a call, or behind one that is still open. */
function holds(node: Syntax, text: string, at: number): boolean {
  const list = node.part('Function').child('ArgumentList');
  if (!list || at <= list.span.start) return false;
  const close = list.child('CloseParen');
  if (close && close.span.end > close.span.start) return at <= close.span.start;
  return !/[|;]/.test(text.slice(list.span.end, at));
}

function namesIn(node: Syntax): Set<string> {
  const given = node.part('Function').child('ArgumentList')?.list('Expressions') ?? [];
  return new Set(
    given.filter((a) => a.kind === 'SimpleNamedExpression').map((a) => a.part('Name').name),
  );
}
