import { bareName, isKustoType, type KustoType, type Span } from '../../base/index.ts';
import {
  className,
  kindName,
  type RawFunction,
  type RawNode,
  type RawType,
  toArray,
} from './kusto.ts';

/** A column as Microsoft's binder sees it; no type where it cannot know. */
export interface BoundColumn {
  name: string;
  type: KustoType | null;
}

function kustoType(type: RawType | null | undefined): KustoType | null {
  if (!type) return null;
  if (isKustoType(type.Name)) return type.Name;
  return className(type).startsWith('Dynamic') ? 'dynamic' : null;
}

/** One way to call a function, as Microsoft's service has it. */
export interface BoundSignature {
  most: number;
  parameters: { name: string; types: string[]; optional: boolean; repeats: boolean }[];
}

/** A node of the bound syntax tree: thin, made on demand, in our words. */
export class Syntax {
  readonly #raw: RawNode;
  readonly #fixed: Span | undefined;

  constructor(raw: RawNode, fixed?: Span) {
    this.#raw = raw;
    this.#fixed = fixed;
  }

  /** Microsoft's name for the kind of node: `FilterOperator`. */
  get kind(): string {
    return kindName(this.#raw.Kind);
  }

  /** Where it stands in the query; inside the body of a called function, where the call stands. */
  get span(): Span {
    return (
      this.#fixed ?? { start: this.#raw.TextStart, end: this.#raw.TextStart + this.#raw.Width }
    );
  }

  /** True inside the body of a called function, whose places in the query are not known. */
  get inCalledBody(): boolean {
    return this.#fixed !== undefined;
  }

  /** The text without comments and space around it. */
  get text(): string {
    return this.#raw.ToString(1).trim();
  }

  #wrap(raw: RawNode): Syntax {
    return new Syntax(raw, this.#fixed);
  }

  /** The named part, or null where it is left out. */
  child(part: string): Syntax | null {
    const raw = this.#raw[part];
    return raw && typeof raw === 'object' && 'Kind' in raw ? this.#wrap(raw as RawNode) : null;
  }

  /** The named part, which the grammar promises. */
  part(part: string): Syntax {
    const found = this.child(part);
    if (!found) throw new Error(`${this.kind} has no part ${part}`);
    return found;
  }

  /** The elements of a named list, separators left out. */
  list(part: string): Syntax[] {
    const raw = this.#raw[part] as RawNode | null | undefined;
    if (!raw) return [];
    const found: Syntax[] = [];
    for (let i = 0; i < raw.ChildCount; i++) {
      const child = raw.GetChild(i);
      const element =
        child && kindName(child.Kind) === 'SeparatedElement' ? child.GetChild(0) : child;
      if (element) found.push(this.#wrap(element));
    }
    return found;
  }

  /** Every node below, depth first, without recursion. */
  *descendants(): Generator<Syntax> {
    const stack: RawNode[] = [this.#raw];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node !== this.#raw) yield this.#wrap(node);
      for (let i = node.ChildCount - 1; i >= 0; i--) {
        const child = node.GetChild(i);
        if (child) stack.push(child);
      }
    }
  }

  /** The name that a name node holds, out of its brackets and quotes. */
  get name(): string {
    const simple = this.#raw['SimpleName'];
    if (typeof simple === 'string' && simple !== '') return simple;
    return bareName(this.text);
  }

  /** The text of a string literal, escapes resolved; null where the node is none. */
  get stringValue(): string | null {
    const value = this.#raw.LiteralValue;
    return typeof value === 'string' ? value : null;
  }

  /** The scalar type that the binder gave, if it gave one. */
  get type(): KustoType | null {
    return kustoType(this.#raw.ResultType);
  }

  get isTabular(): boolean {
    const type = this.#raw.ResultType;
    return type != null && className(type) === 'TableSymbol';
  }

  /** True of what gives a graph. */
  get isGraph(): boolean {
    const type = this.#raw.ResultType;
    return type != null && className(type) === 'GraphSymbol';
  }

  /** The columns of a tabular (or many-valued) result, as the binder names them. */
  get columns(): BoundColumn[] | null {
    const columns = this.#raw.ResultType?.Columns;
    if (!columns) return null;
    return toArray(columns).map((c) => ({ name: c.Name, type: kustoType(c.Type) }));
  }

  /** True where the binder knows that columns may be missing from `columns`. */
  get isOpen(): boolean {
    return this.#raw.ResultType?.IsOpen === true;
  }

  /** What a name refers to: `ColumnSymbol`, `ParameterSymbol`, `VariableSymbol` … */
  get symbolKind(): string | null {
    const symbol = this.#raw.ReferencedSymbol;
    return symbol ? className(symbol) : null;
  }

  /** Of the name of a function: the ways to call it. */
  get signatures(): BoundSignature[] {
    const declared = (this.#raw.ReferencedSymbol as Partial<RawFunction> | null)?.Signatures;
    if (!declared) return [];
    return toArray(declared)
      .filter((s) => !s.IsHidden)
      .map((s) => ({
        most: s.MaxArgumentCount,
        parameters: toArray(s.Parameters).map((p) => ({
          name: p.Name,
          types: p.DeclaredTypes ? toArray(p.DeclaredTypes).map((t) => t.Name) : [],
          optional: p.IsOptional,
          repeats: p.IsRepeatable,
        })),
      }));
  }

  /** The body of the called function, bound for this call; spans inside point at the call. */
  get calledBody(): Syntax | null {
    const body = this.#raw.GetCalledFunctionBody?.();
    return body ? new Syntax(body, this.span) : null;
  }
}
