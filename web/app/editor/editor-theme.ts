import type * as Monaco from 'monaco-editor/esm/vs/editor/editor.api';

/** The editor's two grounds. The colours of the KQL itself are in `styles/kql.css`. */
export function defineThemes(monaco: typeof Monaco): void {
  monaco.editor.defineTheme('hunt-light', {
    base: 'vs',
    inherit: true,
    rules: [{ token: '', foreground: '18202a' }],
    colors: {
      'editor.background': '#ffffff',
      'editorLineNumber.foreground': '#6b7684',
      'editorLineNumber.activeForeground': '#18202a',
      'editor.selectionBackground': '#c5def5',
      'editor.selectionHighlightBackground': '#0f62a80f',
      'editorWidget.background': '#ffffff',
      'editorSuggestWidget.selectedBackground': '#d6e7f7',
      'editorSuggestWidget.selectedForeground': '#18202a',
      'editorSuggestWidget.highlightForeground': '#0b4f8a',
      'editorSuggestWidget.focusHighlightForeground': '#0b4f8a',
      focusBorder: '#1f7fd1',
    },
  });
  monaco.editor.defineTheme('hunt-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [{ token: '', foreground: 'e4e9ef' }],
    colors: {
      'editor.background': '#151b23',
      'editorLineNumber.foreground': '#7f8c9a',
      'editorLineNumber.activeForeground': '#e4e9ef',
      'editor.selectionBackground': '#274766',
      'editor.selectionHighlightBackground': '#79b8f30f',
      'editorWidget.background': '#1b232d',
      'editorSuggestWidget.selectedBackground': '#274766',
      'editorSuggestWidget.highlightForeground': '#9ccbf8',
      'editorSuggestWidget.focusHighlightForeground': '#9ccbf8',
      focusBorder: '#79b8f3',
    },
  });
}
