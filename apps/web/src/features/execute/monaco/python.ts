import { language } from 'monaco-editor/languages/definitions/python/python.js'

/**
 * Teaches Monaco's Python the end of an f-string in three quotes. Without it, such a string closes at any quote or
 * never, and the rest of the file is one green string. To be called before the first Python model is made.
 */
export function mendPython(): void {
  const { tokenizer } = language
  const others = tokenizer['strings']?.filter(([pattern]) => !/^f['"]\{1,3\}$/.test(pattern.source)) ?? []
  tokenizer['strings'] = [
    [/[fF]"""/, 'string.escape', '@fTripleDouble'],
    [/[fF]'''/, 'string.escape', '@fTripleSingle'],
    [/[fF]"/, 'string.escape', '@fDblStringBody'],
    [/[fF]'/, 'string.escape', '@fStringBody'],
    ...others,
  ]
  tokenizer['fTripleDouble'] = body(/"""/)
  tokenizer['fTripleSingle'] = body(/'''/)
}

function body(end: RegExp): (typeof language.tokenizer)[string] {
  return [
    [/[^\\'"{}]+/, 'string'],
    [/\{\{|\}\}/, 'string'],
    [/\{[^}'":!=]+/, 'identifier', '@fStringDetail'],
    [/\\./, 'string'],
    [end, 'string.escape', '@pop'],
    [/['"{}\\]/, 'string'],
  ]
}
