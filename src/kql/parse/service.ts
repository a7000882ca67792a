import type { Diagnostic, Fix, Schema, SourceTable } from '../plan.ts';
import { asDiagnostic, globals } from './bind.ts';
import { languageService, namesOf, type RawService, toArray } from './kusto.ts';

/** One proposal of Microsoft's editor service, in its words. */
export interface Proposal {
  /** `Column`, `BuiltInFunction`, `Keyword` … */
  kind: string;
  label: string;
  /** What the typed letters are compared with. */
  match: string;
  /** Sorts the proposals. */
  order: string;
  before: string;
  /** Stands behind the caret: a closing bracket. */
  after: string;
}

let last: { text: string; schema: Schema; input: SourceTable | undefined; service: RawService };

/** The service for a text; the last one is kept, since an editor asks several things of the same text. */
function serviceFor(text: string, schema: Schema, input: SourceTable | undefined): RawService {
  if (last?.text === text && last.schema === schema && last.input === input) return last.service;
  const { KustoCodeService } = languageService().Language.Editor;
  const service = new KustoCodeService.$ctor1(text, globals(schema, input));
  last = { text, schema, input, service };
  return service;
}

/** What may stand at a place, and the stretch of text that it replaces. */
export function proposals(
  text: string,
  at: number,
  schema: Schema,
  input?: SourceTable,
): { start: number; length: number; items: Proposal[] } {
  const kinds = namesOf(languageService().Language.Editor.CompletionKind);
  const { Items, EditStart, EditLength } = serviceFor(text, schema, input).GetCompletionItems(at);
  const items = toArray(Items).map((item) => ({
    kind: kinds.get(item.Kind) ?? '',
    label: item.DisplayText,
    match: item.MatchText,
    order: item.OrderText,
    before: item.BeforeText,
    after: item.AfterText ?? '',
  }));
  return { start: EditStart, length: EditLength, items };
}

/** What Microsoft's service says of the name at a place: `strlen(source): long`. */
export function quickInfo(
  text: string,
  at: number,
  schema: Schema,
  input?: SourceTable,
): { kind: string; text: string }[] {
  const kinds = namesOf(languageService().Language.Editor.QuickInfoKind);
  const { Items } = serviceFor(text, schema, input).GetQuickInfo(at);
  return toArray(Items).map((item) => ({ kind: kinds.get(item.Kind) ?? '', text: item.Text }));
}

/** The text laid out as Kusto's editors do. */
export function formatted(text: string): string {
  const { FormattingOptions, PlacementStyle } = languageService().Language.Editor;
  const options = FormattingOptions.Default.WithInsertMissingTokens(false).WithPipeOperatorStyle(
    PlacementStyle.NewLine,
  );
  const laidOut = serviceFor(text, noTables, undefined).GetFormattedText(options).Text;
  // The service writes Windows' line ends.
  return text.includes('\r\n') ? laidOut : laidOut.replaceAll('\r\n', '\n');
}

const noTables: Schema = { tables: [] };
const maxAdvice = 50;

/** What Kusto's analyzers advise about a text without errors, with the changes that its service offers. */
export function advice(text: string, schema: Schema, input?: SourceTable): Diagnostic[] {
  const service = serviceFor(text, schema, input);
  return toArray(service.GetAnalyzerDiagnostics(true))
    .slice(0, maxAdvice)
    .map((raw) => {
      const fixes = fixesAt(service, raw.Start);
      return { ...asDiagnostic(raw, text), ...(fixes.length > 0 ? { fixes } : {}) };
    });
}

function fixesAt(service: RawService, at: number): Fix[] {
  const { Editor, Utils } = languageService().Language;
  const options = Editor.CodeActionOptions.Default;
  const never = new Utils.CancellationToken();
  const offered = toArray(
    service.GetCodeActions(at, at, 0, options, true, null, never).Actions,
  ).flatMap((action) => (action.Actions ? toArray(action.Actions) : [action]));
  return offered.flatMap((action) => {
    if (action.Actions) return [];
    const { Actions } = service.ApplyCodeAction(action, at, options, never);
    const edits = (Actions ? toArray(Actions) : []).flatMap(({ Changes }) =>
      Changes
        ? toArray(Changes).map((c) => ({
            span: { start: c.Start, end: c.Start + c.DeleteLength },
            text: c.InsertText,
          }))
        : [],
    );
    return edits.length > 0 ? [{ title: action.Title, edits }] : [];
  });
}
