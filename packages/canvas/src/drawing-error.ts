/** Every way in which an intent or a drawing fails that a person can do something about. */
export type DrawingErrorCode =
  | 'empty_instructions'
  | 'instructions_too_long'
  | 'invalid_intent'
  | 'unknown_id'
  | 'duplicate_id'
  | 'cycle'
  | 'too_many_elements'
  | 'empty_drawing'
  | 'nothing_selected'
  | 'not_understood'
  | 'not_a_graph'
  | 'invalid_mermaid'

/** `message` is for a person: what happened and what to do. `ids` names the ids that the message is about, if any. */
export class DrawingError extends Error {
  override readonly name = 'DrawingError'
  readonly code: DrawingErrorCode
  readonly ids: readonly string[]

  constructor(code: DrawingErrorCode, message: string, options: { ids?: readonly string[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.ids = options.ids ?? []
  }
}

/** "a, b, c and 4 more": a list that stays readable however long it is. */
export function list(names: readonly string[], shown = 10): string {
  const first = names.slice(0, shown).join(', ')
  return names.length > shown ? `${first} and ${names.length - shown} more` : first
}
