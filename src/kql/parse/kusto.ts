import { createRequire } from 'node:module';

/** A node or token of Microsoft's syntax tree; the properties that name its parts differ by kind. */
export interface RawNode {
  readonly Kind: number;
  readonly TextStart: number;
  readonly Width: number;
  readonly ChildCount: number;
  readonly Text?: string;
  readonly ResultType?: RawType | null;
  readonly ReferencedSymbol?: RawSymbol | null;
  readonly LiteralValue?: unknown;
  GetChild(index: number): RawNode | null;
  ToString(trivia: number): string;
  GetCalledFunctionBody?(): RawNode | null;
  readonly [part: string]: unknown;
}

interface RawSymbol {
  readonly Name: string;
}

export interface RawType extends RawSymbol {
  readonly Columns?: RawList<RawSymbol & { readonly Type: RawType }>;
  readonly IsOpen?: boolean;
}

/** One of the collections of the transpiled .NET code; `toArray` reads any of them. */
export type RawList<T> = { readonly __items?: T };

export interface RawDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
  readonly Length: number;
}

export interface RawCode {
  readonly Syntax: RawNode;
  GetDiagnostics(): RawList<RawDiagnostic>;
  GetSyntaxDiagnostics(): RawList<RawDiagnostic>;
  GetSymbolsInScope(position: number, match: number): RawList<RawSymbol>;
}

interface RawParameter extends RawSymbol {
  readonly DeclaredTypes: RawList<RawType> | null;
  readonly IsOptional: boolean;
  readonly IsRepeatable: boolean;
}

interface RawSignature {
  readonly MinArgumentCount: number;
  readonly MaxArgumentCount: number;
  readonly Parameters: RawList<RawParameter>;
  readonly IsHidden: boolean;
}

export interface RawFunction extends RawSymbol {
  readonly Signatures: RawList<RawSignature>;
  readonly IsHidden: boolean;
}

interface RawCompletion {
  readonly Kind: number;
  readonly DisplayText: string;
  readonly MatchText: string;
  readonly OrderText: string;
  readonly BeforeText: string;
  readonly AfterText: string | null;
}

interface RawAction {
  readonly Title: string;
  /** Of a menu: what it offers. */
  readonly Actions?: RawList<RawAction> | null;
}

interface RawResultAction {
  readonly Changes?: RawList<{
    readonly Start: number;
    readonly DeleteLength: number;
    readonly InsertText: string;
  }> | null;
}

interface RawFormatting {
  WithInsertMissingTokens(enable: boolean): RawFormatting;
  WithPipeOperatorStyle(style: number): RawFormatting;
}

/** What Microsoft's editor service does for one text. */
export interface RawService {
  GetAnalyzerDiagnostics(wait: boolean): RawList<RawDiagnostic>;
  GetCompletionItems(position: number): {
    readonly Items: RawList<RawCompletion>;
    readonly EditStart: number;
    readonly EditLength: number;
  };
  GetQuickInfo(position: number): {
    readonly Items: RawList<{ readonly Kind: number; readonly Text: string }>;
  };
  GetFormattedText(options: unknown): { readonly Text: string };
  GetCodeActions(
    position: number,
    selectionStart: number,
    selectionLength: number,
    options: unknown,
    wait: boolean,
    actor: null,
    cancellation: unknown,
  ): { readonly Actions: RawList<RawAction> };
  ApplyCodeAction(
    action: RawAction,
    position: number,
    options: unknown,
    cancellation: unknown,
  ): { readonly Actions: RawList<RawResultAction> | null };
}

/** An enumeration of the transpiled code: names to numbers, and other things. */
type RawEnum = Readonly<Record<string, unknown>>;

export interface RawGlobals {
  readonly Functions: RawList<RawFunction>;
  readonly Aggregates: RawList<RawFunction>;
  readonly PlugIns: RawList<RawFunction>;
  WithDatabase(database: unknown): RawGlobals;
  WithPlugIns(plugins: readonly unknown[]): RawGlobals;
}

/** A table symbol; columns may be missing from an open one. */
export interface RawTable {
  WithIsOpen(isOpen: boolean): RawTable;
}

type Constructor = new (...args: unknown[]) => unknown;

/** The part of Microsoft's language service that this room uses. */
export interface LanguageService {
  readonly Language: {
    readonly KustoCode: {
      Parse(text: string): RawCode;
      ParseAndAnalyze(text: string, globals: RawGlobals): RawCode;
    };
    readonly GlobalState: { readonly Default: RawGlobals };
    readonly Editor: {
      readonly KustoCodeService: {
        readonly $ctor1: new (text: string, globals: RawGlobals) => RawService;
      };
      readonly CodeActionOptions: { readonly Default: unknown };
      readonly FormattingOptions: {
        readonly Default: RawFormatting;
      };
      readonly PlacementStyle: { readonly NewLine: number };
      readonly CompletionKind: RawEnum;
      readonly QuickInfoKind: RawEnum;
    };
    readonly Utils: { readonly CancellationToken: Constructor };
    readonly KustoFacts: { BracketNameIfNecessary(name: string): string };
    readonly Syntax: { readonly SyntaxKind: RawEnum };
    readonly Symbols: {
      readonly ScalarTypes: Readonly<Record<string, RawType>>;
      readonly SymbolMatch: Readonly<Record<'Column' | 'Local' | 'Function', number>>;
      readonly ColumnSymbol: Constructor;
      readonly TableSymbol: {
        readonly $ctor4: new (name: string, columns: readonly unknown[]) => RawTable;
      };
      readonly FunctionSymbol: { readonly ctor: Constructor };
      readonly Tabularity: { readonly Tabular: unknown };
      readonly DatabaseSymbol: { readonly ctor: Constructor };
    };
  };
}

interface Bridge {
  toArray<T>(list: RawList<T>): T[];
  getTypeName(value: unknown): string;
}

let awake: { kusto: LanguageService; bridge: Bridge; kinds: Map<number, string> } | undefined;

function wake(): NonNullable<typeof awake> {
  if (awake) return awake;
  // The package's own main fails under require: its runtime must be there first, and sets globals.
  const require = createRequire(import.meta.url);
  require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const globals = globalThis as unknown as { Kusto: LanguageService; Bridge: Bridge };
  const kinds = new Map<number, string>();
  for (const [name, value] of Object.entries(globals.Kusto.Language.Syntax.SyntaxKind))
    if (typeof value === 'number') kinds.set(value, name);
  awake = { kusto: globals.Kusto, bridge: globals.Bridge, kinds };
  return awake;
}

/** Microsoft's Kusto language service, loaded on first use (about half a second). */
export function languageService(): LanguageService {
  return wake().kusto;
}

/** The items of a transpiled collection. */
export function toArray<T>(list: RawList<T>): T[] {
  return wake().bridge.toArray(list);
}

/** The class of a transpiled object without its namespace: `TableSymbol`. */
export function className(value: unknown): string {
  const name = wake().bridge.getTypeName(value);
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The names of an enumeration's numbers. */
export function namesOf(enumeration: RawEnum): Map<unknown, string> {
  return new Map(Object.entries(enumeration).map(([name, value]) => [value, name]));
}

/** The names of all kinds of nodes. */
export function syntaxKinds(): string[] {
  return [...wake().kinds.values()];
}

/** The name of a node's kind: `FilterOperator`. */
export function kindName(kind: number): string {
  return wake().kinds.get(kind) ?? String(kind);
}
