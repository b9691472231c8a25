import type * as monaco from 'monaco-editor/editor/editor.api.js'

/** The editor's names of our two themes. */
export const MONACO_THEMES = { light: 'outlast-light', dark: 'outlast-dark' } as const

/** Quiet colours: structure is seen, nothing shouts, and nothing is ember. Each is AA on its background. */
export function defineThemes({ editor }: typeof monaco): void {
  editor.defineTheme(MONACO_THEMES.light, LIGHT)
  editor.defineTheme(MONACO_THEMES.dark, DARK)
}

const LIGHT: monaco.editor.IStandaloneThemeData = {
  base: 'vs',
  inherit: true,
  rules: [
    { token: '', foreground: '171717' },
    { token: 'comment', foreground: '6b6b6b' },
    { token: 'keyword', foreground: '8a3fc7' },
    { token: 'string', foreground: '1a7037' },
    { token: 'number', foreground: '0b5bd3' },
    { token: 'type', foreground: '10737c' },
  ],
  colors: {
    'editor.background': '#ffffff',
    'editorLineNumber.foreground': '#737373',
    'editorLineNumber.activeForeground': '#171717',
    'editor.lineHighlightBackground': '#f6f6f6',
    'editor.lineHighlightBorder': '#00000000',
    'editorIndentGuide.background1': '#ececec',
    'editorWidget.border': '#d2d2d2',
    'scrollbarSlider.background': '#00000018',
    'scrollbarSlider.hoverBackground': '#00000030',
    focusBorder: '#00000000',
  },
}

const DARK: monaco.editor.IStandaloneThemeData = {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: '', foreground: 'ededee' },
    { token: 'comment', foreground: '8e8e95' },
    { token: 'keyword', foreground: 'd2a8ff' },
    { token: 'string', foreground: '7ee08f' },
    { token: 'number', foreground: '79b8ff' },
    { token: 'type', foreground: '56d4dd' },
  ],
  colors: {
    'editor.background': '#0b0b0c',
    'editorLineNumber.foreground': '#85858c',
    'editorLineNumber.activeForeground': '#ededee',
    'editor.lineHighlightBackground': '#141416',
    'editor.lineHighlightBorder': '#00000000',
    'editorIndentGuide.background1': '#202024',
    'editorWidget.background': '#18181a',
    'editorWidget.border': '#3a3a3f',
    'scrollbarSlider.background': '#ffffff18',
    'scrollbarSlider.hoverBackground': '#ffffff30',
    focusBorder: '#00000000',
  },
}
