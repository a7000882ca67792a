import 'monaco-editor/esm/vs/editor/edcore.main';
import { getKustoWorker, kustoDefaults } from '@kusto/monaco-kusto';
import * as monaco from 'monaco-editor/esm/vs/editor/editor.api';
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker?worker';
import type { Finding, HuntState, Problem } from '../../../src/protocol/index.ts';
import { askPage } from '../acts.ts';
import { defineThemes } from './editor-theme.ts';
import KustoWorker from './kusto-worker.ts?worker';
import { type QueryHelp, showHelp } from './query-help.ts';

const markerOwner = 'huntbook';
const leastPixels = 76;
const mostPixels = 420;
const quickSuggestions = { other: true, strings: false, comments: false } as const;

/** The KQL editor, once it is loaded. */
export interface KqlEditor {
  text(): string;
  setText(text: string): void;
  /** Begin with another text: what was done to the one before cannot be undone here. */
  begin(text: string): void;
  insert(text: string): void;
  setSchema(schema: HuntState['schema']): Promise<void>;
  setDark(dark: boolean): void;
  /** The findings about a text that the editor asks for as it is written, and what stands at a place of it. */
  helpFrom(help: QueryHelp): void;
  /** Mark what a problem is about; null clears. */
  mark(problem: Problem | null): void;
  focus(): void;
}

/** What the editor tells its page. */
export interface EditorEvents {
  run(): unknown;
  /** Escape was pressed, and there was nothing in the editor that it could close. */
  leave(): unknown;
  changed(text: string): unknown;
}

(globalThis as { MonacoEnvironment?: monaco.Environment }).MonacoEnvironment = {
  getWorker: (_id, label) => (label === 'kusto' ? new KustoWorker() : new EditorWorker()),
};
kustoDefaults.setLanguageSettings({
  ...kustoDefaults.languageSettings,
  includeControlCommands: false,
  enableQueryWarnings: true,
  enableQuerySuggestions: false,
});
defineThemes(monaco);

/** Put an editor into an element of the document (not of a shadow tree: Monaco's style sheets are global). */
export async function mountEditor(
  element: HTMLElement,
  start: { text: string; dark: boolean },
  events: EditorEvents,
): Promise<KqlEditor> {
  const editor = monaco.editor.create(element, {
    value: start.text,
    language: 'kusto',
    theme: start.dark ? 'hunt-dark' : 'hunt-light',
    ariaLabel: 'KQL query. Press Shift+Enter to run; Escape, then Tab to leave the editor.',
    automaticLayout: true,
    minimap: { enabled: false },
    fontSize: 13,
    fontFamily: 'var(--hunt-mono)',
    lineHeight: 20,
    lineNumbersMinChars: 3,
    glyphMargin: false,
    folding: false,
    lineDecorationsWidth: 8,
    scrollBeyondLastLine: false,
    renderLineHighlight: 'none',
    wordWrap: 'on',
    padding: { top: 8, bottom: 8 },
    fixedOverflowWidgets: true,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
    scrollbar: {
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
      alwaysConsumeMouseWheel: false,
    },
    quickSuggestions,
    suggest: { showStatusBar: false, preview: false },
    contextmenu: false,
    // A whole word already typed must not turn into a completion by the Enter that ends its line.
    acceptSuggestionOnEnter: 'off',
  });
  const { KeyCode, KeyMod } = monaco;
  for (const [id, key] of [
    ['run-shift', KeyMod.Shift | KeyCode.Enter],
    ['run-ctrl', KeyMod.CtrlCmd | KeyCode.Enter],
  ] as const)
    editor.addAction({
      id,
      label: 'Run the query',
      keybindings: [key],
      run: () => {
        dropSuggestions(editor);
        events.run();
      },
    });
  let leaving = false;
  const tabLeaves = (leave: boolean): void => {
    if (leave !== leaving) editor.trigger('keyboard', 'editor.action.toggleTabFocusMode', {});
    leaving = leave;
  };
  const choosing = editor.createContextKey<boolean>('huntChoosing', false);
  editor.onKeyDown((event) => {
    const { keyCode } = event;
    const command = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (command && keyCode === KeyCode.KeyK) {
      // Before the editor takes it for the first key of a sequence of its own.
      event.preventDefault();
      event.stopPropagation();
      askPage(element, 'hunt-palette', null);
      return;
    }
    if (keyCode === KeyCode.UpArrow || keyCode === KeyCode.DownArrow) choosing.set(true);
    else if (keyCode !== KeyCode.Enter) choosing.set(false);
    // Escape, then Tab leaves the editor; any other key gives Tab back to it.
    if (keyCode === KeyCode.Escape && leaving) events.leave();
    if (keyCode !== KeyCode.Tab && keyCode !== KeyCode.Shift) tabLeaves(keyCode === KeyCode.Escape);
  });
  editor.addCommand(
    KeyCode.Enter,
    () => editor.trigger('enter', 'acceptSelectedSuggestion', {}),
    'huntChoosing && suggestWidgetVisible',
  );
  editor.onDidChangeModelContent(() => {
    const model = editor.getModel();
    if (model) monaco.editor.setModelMarkers(model, markerOwner, []);
    if (!quiet) events.changed(editor.getValue());
  });
  editor.onDidContentSizeChange(({ contentHeight }) => {
    element.style.height = `${Math.min(mostPixels, Math.max(leastPixels, contentHeight))}px`;
  });
  let quiet = false;
  const quietly = (work: () => void): void => {
    quiet = true;
    work();
    quiet = false;
  };
  return {
    text: () => editor.getValue(),
    setText: (text) => quietly(() => replaceAll(editor, text)),
    begin: (text) => quietly(() => editor.setValue(text)),
    insert: (text) => {
      editor.trigger('data-panel', 'type', { text });
      editor.focus();
    },
    setSchema: (schema) => applySchema(editor, schema),
    setDark: (dark) => monaco.editor.setTheme(dark ? 'hunt-dark' : 'hunt-light'),
    helpFrom: (help) => showHelp(editor, help),
    mark: (problem) => mark(editor, problem),
    focus: () => editor.focus(),
  };
}

/** Close the list of completions, or keep one from opening that the last keystroke has ordered. */
function dropSuggestions(editor: monaco.editor.IStandaloneCodeEditor): void {
  const suggest = editor.getContribution('editor.contrib.suggestController') as
    | (monaco.editor.IEditorContribution & { cancelSuggestWidget?(): void })
    | null;
  suggest?.cancelSuggestWidget?.();
  editor.updateOptions({ quickSuggestions: false });
  setTimeout(() => editor.updateOptions({ quickSuggestions }), 400);
}

function replaceAll(editor: monaco.editor.IStandaloneCodeEditor, text: string): void {
  const model = editor.getModel();
  if (!model) return;
  editor.pushUndoStop();
  editor.executeEdits('question', [{ range: model.getFullModelRange(), text }]);
  editor.pushUndoStop();
  editor.setPosition(model.getPositionAt(text.length));
}

function mark(editor: monaco.editor.IStandaloneCodeEditor, problem: Problem | null): void {
  const model = editor.getModel();
  if (!model) return;
  const own: Finding[] = problem?.span
    ? [{ severity: 'error', code: problem.code, message: problem.message, span: problem.span }]
    : [];
  const findings = problem?.findings.length ? problem.findings : own;
  const markers = findings.map((f): monaco.editor.IMarkerData => {
    const from = model.getPositionAt(f.span.start);
    const to = model.getPositionAt(Math.max(f.span.end, f.span.start + 1));
    return {
      severity:
        f.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      message: f.message,
      code: f.code,
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    };
  });
  monaco.editor.setModelMarkers(model, markerOwner, markers);
  if (markers[0]) editor.revealLineInCenterIfOutsideViewport(markers[0].startLineNumber);
}

/** The worker takes up a schema only where its version is higher than that of the one it has. */
let edition = 0;

async function applySchema(
  editor: monaco.editor.IStandaloneCodeEditor,
  schema: HuntState['schema'],
): Promise<void> {
  const model = editor.getModel();
  if (!model) return;
  const accessor = await getKustoWorker();
  const worker = await accessor(model.uri);
  const database = {
    name: 'hunt',
    majorVersion: ++edition,
    minorVersion: 0,
    functions: [],
    graphs: [],
    entityGroups: [],
    tables: schema.map(({ name, columns }) => ({
      name,
      entityType: 'Table' as const,
      columns: columns.map((c) => ({ name: c.name, type: c.type })),
    })),
  };
  await worker.setSchema({
    clusterType: 'Engine',
    cluster: { connectionString: 'https://hunt.local', databases: [database] },
    database,
  });
}
