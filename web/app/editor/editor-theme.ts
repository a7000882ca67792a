import type * as Monaco from 'monaco-editor/esm/vs/editor/editor.api';

/** The page's two sets of syntax colours; each has a contrast of at least 4.5 on its ground. */
export function defineThemes(monaco: typeof Monaco): void {
  monaco.editor.defineTheme('hunt-light', {
    base: 'vs',
    inherit: true,
    rules: rules({
      comment: '55606e',
      keyword: '0b5394',
      function: '7a3e00',
      string: '8f1d3f',
      number: '0b6350',
      column: '54298a',
      plain: '18202a',
    }),
    colors: {
      'editor.background': '#ffffff',
      'editorLineNumber.foreground': '#6b7684',
      'editorLineNumber.activeForeground': '#18202a',
      'editor.selectionBackground': '#cfe3f7',
      'editorWidget.background': '#ffffff',
      'editorSuggestWidget.selectedBackground': '#d9e9f8',
      'editorSuggestWidget.selectedForeground': '#18202a',
      focusBorder: '#0f62a8',
    },
  });
  monaco.editor.defineTheme('hunt-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: rules({
      comment: '8f9caa',
      keyword: '79b8f3',
      function: 'e5c07b',
      string: 'f0a1ad',
      number: '8fd3bb',
      column: 'c9acf2',
      plain: 'e4e9ef',
    }),
    colors: {
      'editor.background': '#151b23',
      'editorLineNumber.foreground': '#7f8c9a',
      'editorLineNumber.activeForeground': '#e4e9ef',
      'editor.selectionBackground': '#274766',
      'editorWidget.background': '#1b232d',
      'editorSuggestWidget.selectedBackground': '#274766',
      focusBorder: '#79b8f3',
    },
  });
}

type Colours = Record<
  'comment' | 'keyword' | 'function' | 'string' | 'number' | 'column' | 'plain',
  string
>;

/** The tokens that the Kusto language service names, by the colour that each gets. */
function rules(c: Colours): Monaco.editor.ITokenThemeRule[] {
  const tokens: [keyof Colours, string[]][] = [
    ['comment', ['comment']],
    ['keyword', ['keyword', 'operator.scss', 'operator.sql', 'type', 'tag']],
    ['function', ['function', 'annotation']],
    ['string', ['string']],
    ['number', ['number']],
    ['column', ['variable.predefined', 'variable.parameter', 'variable']],
    ['plain', ['']],
  ];
  return tokens.flatMap(([colour, names]) =>
    names.map((token) => ({ token, foreground: c[colour] })),
  );
}
