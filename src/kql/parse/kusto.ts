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
  toString(trivia: number): string;
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

interface RawDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
  readonly Length: number;
}

export interface RawCode {
  readonly Syntax: RawNode;
  GetDiagnostics(): RawList<RawDiagnostic>;
}

interface RawSignature {
  readonly MinArgumentCount: number;
  readonly MaxArgumentCount: number;
}

interface RawFunction extends RawSymbol {
  readonly Signatures: RawList<RawSignature>;
}

export interface RawGlobals {
  readonly Functions: RawList<RawFunction>;
  readonly Aggregates: RawList<RawFunction>;
  readonly PlugIns: RawList<RawFunction>;
  WithDatabase(database: unknown): RawGlobals;
}

type Constructor = new (...args: unknown[]) => unknown;

/** The part of Microsoft's language service that this room uses. */
export interface LanguageService {
  readonly Language: {
    readonly KustoCode: { ParseAndAnalyze(text: string, globals: RawGlobals): RawCode };
    readonly GlobalState: { readonly Default: RawGlobals };
    readonly Syntax: { readonly SyntaxKind: Readonly<Record<string, unknown>> };
    readonly Symbols: {
      readonly ScalarTypes: Readonly<Record<string, RawType>>;
      readonly ColumnSymbol: Constructor;
      readonly TableSymbol: { readonly $ctor4: Constructor };
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

/** The name of a node's kind: `FilterOperator`. */
export function kindName(kind: number): string {
  return wake().kinds.get(kind) ?? String(kind);
}
