import { languageService, type RawNode, toArray } from './parse/kusto.ts';
import { bracketDepth } from './parse/nesting.ts';
import { Syntax } from './parse/syntax.ts';

/** What a text can be within a query: steps `| … | …`, one expression, or several with commas between. */
export type FragmentKind = 'steps' | 'expression' | 'expressions';

interface Fragment {
  fits: boolean;
  needsBrackets: boolean;
}

/** What was read lately: the same values are filled in again and again. */
const remembered = new Map<string, Fragment>();
const maxRemembered = 500;
const maxCharacters = 50_000;
const maxBracketDepth = 100;
const simple =
  /^(NameReference|PathExpression|ElementExpression|FunctionCallExpression|ParenthesizedExpression|BracketedExpression|\w*LiteralExpression)$/;

/**
 * Whether a text is, by Kusto's own grammar, exactly one part of a query of its kind, so that it can stand in one
 * without changing what is around it; and whether an expression needs brackets around it there.
 */
export function readFragment(text: string, kind: FragmentKind): Fragment {
  const key = `${kind} ${text}`;
  const known = remembered.get(key);
  if (known) return known;
  const read = fragmentOf(text, kind);
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.set(key, read);
  return read;
}

function fragmentOf(text: string, kind: FragmentKind): Fragment {
  const no = { fits: false, needsBrackets: false };
  if (text.length > maxCharacters || bracketDepth(text) > maxBracketDepth) return no;
  const before = { steps: 'T\n', expression: 'print (\n', expressions: 'T | project\n' }[kind];
  const after = kind === 'expression' ? '\n)' : '\n';
  const root = parsed(before + text + after);
  const statement = root && onlyStatement(root);
  if (!statement) return no;
  const expression = statement.child('Expression');
  if (kind === 'expression') {
    const [only, ...more] = expression?.list('Expressions') ?? [];
    const inner = only?.kind === 'ParenthesizedExpression' ? only.part('Expression') : null;
    const fits = inner !== null && more.length === 0 && inner.kind !== 'PipeExpression';
    return { fits, needsBrackets: fits && !simple.test(inner.kind) };
  }
  let spine = expression;
  let steps = 0;
  for (; spine?.kind === 'PipeExpression'; spine = spine.child('Expression')) steps++;
  const head = spine?.kind === 'NameReference' && spine.text === 'T';
  return { ...no, fits: head && (kind === 'steps' ? steps > 0 : steps === 1) };
}

/**
 * The kinds of all nodes and tokens of a query, in order, without what its literals say: two texts with the same
 * shape differ in values alone.
 */
export function queryShape(text: string): string[] {
  const { root } = parse(text);
  return [...new Syntax(root).descendants()].map((node) =>
    /Identifier|Keyword/.test(node.kind) ? `${node.kind} ${node.text}` : node.kind,
  );
}

/** What Kusto's grammar says against a text, whatever its names are. */
export function syntaxFaults(text: string): string[] {
  return parse(text).errors;
}

function onlyStatement(root: Syntax): Syntax | null {
  const statements = root.list('Statements');
  const [only] = statements;
  return statements.length === 1 && only?.kind === 'ExpressionStatement' ? only : null;
}

function parse(text: string): { root: RawNode; errors: string[] } {
  const code = languageService().Language.KustoCode.Parse(text);
  return { root: code.Syntax, errors: toArray(code.GetSyntaxDiagnostics()).map((d) => d.Message) };
}

function parsed(text: string): Syntax | null {
  const { root, errors } = parse(text);
  return errors.length > 0 ? null : new Syntax(root);
}
