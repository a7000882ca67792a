import { DiagnosticsAdapter } from '@kusto/monaco-kusto/release/esm/languageFeatures';
import * as monaco from 'monaco-editor/esm/vs/editor/editor.api';
import type { Finding, HoverText } from '../../../src/protocol/index.ts';

/** What the editor asks the server while a query is written. */
export interface QueryHelp {
  diagnose(text: string): Promise<readonly Finding[]>;
  hover(text: string, at: number): Promise<HoverText | null>;
}

type Editor = monaco.editor.IStandaloneCodeEditor;

const owner = 'huntbook-help';
/** How long the writer must rest before the text is looked at. */
const restMs = 350;

function rangeOf(
  model: monaco.editor.ITextModel,
  span: { start: number; end: number },
): monaco.Range {
  const from = model.getPositionAt(span.start);
  const to = model.getPositionAt(span.end);
  return new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column);
}

const severities: Readonly<Record<Finding['severity'], monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  suggestion: monaco.MarkerSeverity.Info,
};

function marker(
  model: monaco.editor.ITextModel,
  { severity, message, hint, code, span }: Finding,
): monaco.editor.IMarkerData {
  const words = [message, hint ?? ''].filter(Boolean).join(' ');
  return { ...rangeOf(model, span), severity: severities[severity], message: words, code };
}

/**
 * Microsoft's own validation in the page knows less than the server (which has the functions of the toolbox, and what
 * runs here), and takes away every error mark of the text, whoever set it: it does not run.
 */
(DiagnosticsAdapter.prototype as unknown as { _doValidate(): void })._doValidate = () => {};

/** Show what the server says about the query around the caret: marks, changes that put it right, and docs on hover. */
export function showHelp(editor: Editor, help: QueryHelp): void {
  let placed: readonly Finding[] = [];
  let timer = 0;
  let asked = 0;
  const look = async (): Promise<void> => {
    const model = editor.getModel();
    const text = editor.getValue();
    const turn = ++asked;
    const version = model?.getVersionId();
    const found = text.trim() === '' ? [] : await help.diagnose(text).catch(() => []);
    if (!model || turn !== asked || model.getVersionId() !== version) return;
    placed = found;
    const markers = placed.map((p) => marker(model, p));
    monaco.editor.setModelMarkers(model, owner, markers);
  };
  const soon = (): void => {
    placed = [];
    clearTimeout(timer);
    timer = setTimeout(() => void look(), restMs);
  };
  editor.onDidChangeModelContent(soon);
  soon();
  monaco.languages.registerCodeActionProvider('kusto', {
    provideCodeActions: (model, range) => ({
      actions: placed
        .filter(({ span }) => monaco.Range.areIntersectingOrTouching(rangeOf(model, span), range))
        .flatMap((p) => actionsFor(model, p)),
      dispose: () => {},
    }),
  });
  monaco.languages.registerHoverProvider('kusto', {
    provideHover: async (model, position) => {
      const at = model.getOffsetAt(position);
      const found = await help.hover(editor.getValue(), at).catch(() => null);
      if (!found?.about && !found?.differs) return null;
      return { range: rangeOf(model, found.span), contents: contentsOf(found) };
    },
  });
}

function actionsFor(
  model: monaco.editor.ITextModel,
  { fixes }: Finding,
): monaco.languages.CodeAction[] {
  return (fixes ?? []).map((fix, i) => ({
    title: fix.title,
    kind: 'quickfix',
    isPreferred: i === 0,
    edit: {
      edits: fix.edits.map((edit) => ({
        resource: model.uri,
        versionId: model.getVersionId(),
        textEdit: { range: rangeOf(model, edit.span), text: edit.text },
      })),
    },
  }));
}

function contentsOf({ about, differs, source }: HoverText): monaco.IMarkdownString[] {
  return [about, differs, source ? `[Documentation](${source})` : null].flatMap((value) =>
    value ? [{ value }] : [],
  );
}
