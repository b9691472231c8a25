declare module '*.css'

interface Window {
  /** Where Excalidraw finds its fonts. */
  EXCALIDRAW_ASSET_PATH?: string
}

declare module 'monaco-editor/languages/definitions/python/python.js' {
  /** Monarch's rules, by state: what to match, what it is, and the state after it. */
  export const language: { tokenizer: Record<string, [RegExp, string, string?][]> }
}
