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

/** A finding of the text that the editor holds now. */
interface Placed {
  finding: Finding;
  offset: number;
}

function rangeOf(
  model: monaco.editor.ITextModel,
  span: { start: number; end: number },
  offset: number,
): monaco.Range {
  const from = model.getPositionAt(offset + span.start);
  const to = model.getPositionAt(offset + span.end);
  return new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column);
}

const severities: Readonly<Record<Finding['severity'], monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  suggestion: monaco.MarkerSeverity.Info,
};

function marker(
  model: monaco.editor.ITextModel,
  { finding, offset }: Placed,
): monaco.editor.IMarkerData {
  const { severity, message, hint, code, span } = finding;
  const words = [message, hint ?? ''].filter(Boolean).join(' ');
  return { ...rangeOf(model, span, offset), severity: severities[severity], message: words, code };
}

/**
 * Microsoft's own validation in the page knows less than the server (which has the functions of the toolbox, and what
 * runs here), and takes away every error mark of the text, whoever set it: it does not run.
 */
(DiagnosticsAdapter.prototype as unknown as { _doValidate(): void })._doValidate = () => {};

/** Show what the server says about the query around the caret: marks, changes that put it right, and docs on hover. */
export function showHelp(
  editor: Editor,
  help: QueryHelp,
  excerpt: () => { text: string; offset: number },
): void {
  let placed: readonly Placed[] = [];
  let timer = 0;
  let asked = 0;
  const look = async (): Promise<void> => {
    const model = editor.getModel();
    const { text, offset } = excerpt();
    const turn = ++asked;
    const version = model?.getVersionId();
    const found = text.trim() === '' ? [] : await help.diagnose(text).catch(() => []);
    if (!model || turn !== asked || model.getVersionId() !== version) return;
    placed = found.map((finding) => ({ finding, offset }));
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
        .filter(({ finding, offset }) =>
          monaco.Range.areIntersectingOrTouching(rangeOf(model, finding.span, offset), range),
        )
        .flatMap((p) => actionsFor(model, p)),
      dispose: () => {},
    }),
  });
  monaco.languages.registerHoverProvider('kusto', {
    provideHover: async (model, position) => {
      const at = model.getOffsetAt(position);
      const { text, offset } = excerpt();
      if (at < offset || at > offset + text.length) return null;
      const found = await help.hover(text, at - offset).catch(() => null);
      if (!found?.about && !found?.differs) return null;
      return { range: rangeOf(model, found.span, offset), contents: contentsOf(found) };
    },
  });
}

function actionsFor(
  model: monaco.editor.ITextModel,
  { finding, offset }: Placed,
): monaco.languages.CodeAction[] {
  return (finding.fixes ?? []).map((fix, i) => ({
    title: fix.title,
    kind: 'quickfix',
    isPreferred: i === 0,
    edit: {
      edits: fix.edits.map((edit) => ({
        resource: model.uri,
        versionId: model.getVersionId(),
        textEdit: { range: rangeOf(model, edit.span, offset), text: edit.text },
      })),
    },
  }));
}

function contentsOf({ about, differs, source }: HoverText): monaco.IMarkdownString[] {
  return [about, differs, source ? `[Documentation](${source})` : null].flatMap((value) =>
    value ? [{ value }] : [],
  );
}
