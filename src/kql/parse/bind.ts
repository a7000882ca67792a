import type { Column, Span, StoredColumn } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import type { InvokedFunction } from '../invoked.ts';
import type { Diagnostic, Schema, SourceTable } from '../plan.ts';
import {
  languageService,
  type RawCode,
  type RawDiagnostic,
  type RawGlobals,
  type RawTable,
  type RawType,
  toArray,
} from './kusto.ts';
import { withoutMistakes } from './mistakes.ts';
import { bracketDepth } from './nesting.ts';
import { Syntax } from './syntax.ts';

/** A query as Microsoft's parser and binder see it. */
export interface BoundQuery {
  root: Syntax;
  diagnostics: Diagnostic[];
  /** The columns and variables that may be named at a place. */
  namesAt(position: number): string[];
  /** What a `let` of the query has defined at a place. */
  localsAt(position: number): string[];
}

/** The name by which a continued table stands in front of a text that begins with `|`. */
export const inputName = '$input';

const maxCharacters = 1_000_000;
const maxBracketDepth = 200;
const maxMessageCharacters = 500;

const scalarTypeNames: Readonly<Record<StoredColumn['type'], string>> = {
  bool: 'Bool',
  int: 'Int',
  long: 'Long',
  real: 'Real',
  decimal: 'Decimal',
  string: 'String',
  datetime: 'DateTime',
  timespan: 'TimeSpan',
  dynamic: 'Dynamic',
  guid: 'Guid',
};

const severities: Readonly<Record<string, Diagnostic['severity']>> = {
  Error: 'error',
  Warning: 'warning',
};

const globalsOf = new WeakMap<Schema, Map<SourceTable | undefined, RawGlobals>>();

function tableSymbol(name: string, columns: readonly Column[]): RawTable {
  const { Symbols } = languageService().Language;
  const symbols = columns.map(
    ({ name, type }) =>
      new Symbols.ColumnSymbol(
        name,
        Symbols.ScalarTypes[scalarTypeNames[type]] as RawType,
        null,
        null,
        null,
        null,
      ),
  );
  return new Symbols.TableSymbol.$ctor4(name, symbols);
}

/** What the binder knows; built once for each schema and continued table. */
export function globals(schema: Schema, input: SourceTable | undefined): RawGlobals {
  const byInput = globalsOf.get(schema) ?? new Map<SourceTable | undefined, RawGlobals>();
  globalsOf.set(schema, byInput);
  const known = byInput.get(input);
  if (known) return known;
  const { GlobalState, Symbols } = languageService().Language;
  const tables = schema.tables.map((t) => tableSymbol(t.name, t.columns));
  if (input) tables.push(tableSymbol(inputName, input.columns));
  const withTables = GlobalState.Default.WithDatabase(
    new Symbols.DatabaseSymbol.ctor('hunt', tables),
  );
  const made = schema.functions ? withFunctions(withTables, schema.functions) : withTables;
  byInput.set(input, made);
  return made;
}

/** Functions of the toolbox stand as plug-ins whose columns are told later, when the arguments are known. */
function withFunctions(
  globals: RawGlobals,
  functions: ReadonlyMap<string, InvokedFunction>,
): RawGlobals {
  const { Symbols } = languageService().Language;
  const { FunctionSymbol, Tabularity } = Symbols;
  const symbols = [...functions].map(([name, { output }]) => {
    const open = tableSymbol('', output).WithIsOpen(true);
    return new FunctionSymbol.ctor(name, () => open, Tabularity.Tabular, []);
  });
  return globals.WithPlugIns([...toArray(globals.PlugIns), ...symbols]);
}

/**
 * Parse a query and bind it to the tables. Positions are those of `text`, before and after binding; of a text that
 * stands for something in the user's they are all `at`, where that stands.
 */
export function bind(text: string, schema: Schema, input?: SourceTable, at?: Span): BoundQuery {
  if (text.length > maxCharacters)
    throw new Refusal(
      `The query has ${text.length} characters; at most ${maxCharacters} are read. Load long lists as a table and use \`in (table)\`.`,
      { start: maxCharacters, end: text.length },
      'kql/too-long',
    );
  // The parser itself takes seconds over a few thousand brackets.
  if (bracketDepth(text) > maxBracketDepth)
    throw new Refusal(
      `Brackets stand more than ${maxBracketDepth} deep in each other.`,
      { start: 0, end: text.length },
      'kql/too-deep',
    );
  const known = globals(schema, input);
  try {
    const code = languageService().Language.KustoCode.ParseAndAnalyze(text, known);
    const root = new Syntax(code.Syntax, at);
    const { SymbolMatch } = languageService().Language.Symbols;
    const names = (position: number, match: number): string[] => {
      try {
        return toArray(code.GetSymbolsInScope(position, match)).map((s) => s.Name);
      } catch {
        // Microsoft's own reader fails inside named arguments of functions that it does not know.
        return [];
      }
    };
    return {
      root,
      diagnostics: withoutMistakes(diagnostics(code, text), root, schema.functions),
      namesAt: (position) => names(position, SymbolMatch.Column + SymbolMatch.Local),
      localsAt: (position) => names(position, SymbolMatch.Local),
    };
  } catch (error) {
    if (error instanceof RangeError)
      throw new Refusal(
        'The query is nested too deeply.',
        { start: 0, end: text.length },
        'kql/too-deep',
      );
    throw error;
  }
}

/** A name as KQL spells it: in brackets where it is no plain word. */
export function bracketed(name: string): string {
  return languageService().Language.KustoFacts.BracketNameIfNecessary(name);
}

function diagnostics(code: RawCode, text: string): Diagnostic[] {
  return toArray(code.GetDiagnostics()).map((d) => asDiagnostic(d, text));
}

/** A finding of Microsoft's in our words. */
export function asDiagnostic(d: RawDiagnostic, text: string): Diagnostic {
  return {
    severity: severities[d.Severity] ?? 'suggestion',
    code: d.Code,
    message:
      d.Message.length > maxMessageCharacters
        ? `${d.Message.slice(0, maxMessageCharacters)}…`
        : d.Message,
    span: {
      start: Math.min(d.Start, text.length),
      end: Math.min(d.Start + d.Length, text.length),
    },
  };
}

/** Which kinds of function Microsoft's own list knows, with the least and most arguments of each. */
export interface KnownFunction {
  least: number;
  most: number;
}

/** Microsoft's own lists of functions: what a definition's name and arity are checked against. */
export function knownFunctions(
  kind: 'scalar' | 'aggregate' | 'plugin',
): Map<string, KnownFunction> {
  const all = languageService().Language.GlobalState.Default;
  const list = { scalar: all.Functions, aggregate: all.Aggregates, plugin: all.PlugIns }[kind];
  return new Map(
    toArray(list).map((f) => {
      const signatures = toArray(f.Signatures);
      const least = Math.min(...signatures.map((s) => s.MinArgumentCount));
      const most = Math.max(...signatures.map((s) => s.MaxArgumentCount));
      return [f.Name, { least, most }];
    }),
  );
}
