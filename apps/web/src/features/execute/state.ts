import type { Language, Script } from '@outlast/contract'
import type { ApiProblem } from '../../lib/api-problem.ts'

/** What a person edits. */
export interface Content {
  name: string
  language: Language
  code: string
}

/** The script in the editor: what is typed, what the server has, and how saving goes. */
export interface Draft {
  /** Made here, so that an answer that comes late can't land in another draft. */
  draftId: string
  /** Null until it is created on the server, which is on the first edit or run. */
  scriptId: string | null
  content: Content
  /** What the server has, or, before there is anything, what the draft began with. */
  base: Content
  version: number
  saving:
    | { state: 'idle' }
    | { state: 'saving' }
    | { state: 'failed'; problem: ApiProblem }
    | { state: 'conflict'; theirs: Script }
}

export type DraftEvent =
  | { type: 'opened'; draftId: string; script: Script }
  | { type: 'began'; draftId: string; content: Content }
  | { type: 'edited'; change: Partial<Content> }
  | { type: 'save_started'; draftId: string }
  | { type: 'saved'; draftId: string; script: Script }
  | { type: 'save_failed'; draftId: string; problem: ApiProblem }
  | { type: 'conflicted'; draftId: string; theirs: Script }
  | { type: 'kept_mine' }
  | { type: 'took_theirs' }

/** A draft of something that the server does not know yet. */
export function newDraft(draftId: string, content: Content): Draft {
  return { draftId, scriptId: null, content, base: content, version: 0, saving: { state: 'idle' } }
}

/** Whether there is anything to save. */
export function isDirty({ content, base }: Draft): boolean {
  return content.code !== base.code || content.language !== base.language || content.name !== base.name
}

/** Whether to save by itself: there is something new, and nothing stands in the way. */
export function wantsSave(draft: Draft): boolean {
  return isDirty(draft) && draft.saving.state === 'idle'
}

/** What is typed is never overwritten by an answer; only `took_theirs` and opening another script replace it. */
export function draftReducer(draft: Draft, event: DraftEvent): Draft {
  if ('draftId' in event && event.type !== 'opened' && event.type !== 'began' && event.draftId !== draft.draftId)
    return draft
  switch (event.type) {
    case 'opened':
      return fromScript(event.draftId, event.script)
    case 'began':
      return newDraft(event.draftId, event.content)
    case 'edited':
      return { ...draft, content: { ...draft.content, ...event.change }, saving: afterEdit(draft.saving) }
    case 'save_started':
      return { ...draft, saving: { state: 'saving' } }
    case 'saved':
      return {
        ...draft,
        scriptId: event.script.script_id,
        base: contentOf(event.script),
        version: event.script.version,
        saving: { state: 'idle' },
      }
    case 'save_failed':
      return { ...draft, saving: { state: 'failed', problem: event.problem } }
    case 'conflicted':
      return { ...draft, saving: { state: 'conflict', theirs: event.theirs } }
    case 'kept_mine':
      // Based on their version now: the next save replaces it knowingly.
      return draft.saving.state === 'conflict'
        ? {
            ...draft,
            version: draft.saving.theirs.version,
            base: contentOf(draft.saving.theirs),
            saving: { state: 'idle' },
          }
        : draft
    case 'took_theirs':
      return draft.saving.state === 'conflict' ? fromScript(draft.draftId, draft.saving.theirs) : draft
  }
}

/** Typing gives a failed save another chance, but does not make a conflict go away. */
function afterEdit(saving: Draft['saving']): Draft['saving'] {
  return saving.state === 'failed' ? { state: 'idle' } : saving
}

function fromScript(draftId: string, script: Script): Draft {
  const content = contentOf(script)
  return {
    draftId,
    scriptId: script.script_id,
    content,
    base: content,
    version: script.version,
    saving: { state: 'idle' },
  }
}

/** The part of a script that a person edits. */
export function contentOf({ name, language, code }: Script): Content {
  return { name, language, code }
}

/** A click that started a run. */
export interface StartedClick {
  key: string
  request: string
  atMs: number
}

/** A double click is one wish: within this time the same request keeps its key. */
export const DOUBLE_CLICK_MS = 700

/** The idempotency key of a click: that of the click before, if it is the second half of a double click. */
export function keyOfClick(
  before: StartedClick | null,
  click: { request: string; atMs: number },
  newKey: () => string,
): StartedClick {
  const repeated = before !== null && before.request === click.request && click.atMs - before.atMs < DOUBLE_CLICK_MS
  return repeated ? before : { key: newKey(), ...click }
}

/** Time limit and input of the next run. */
export interface RunSettings {
  timeoutS: number
  stdin: string
}

/** A name that is not taken by another script in the list: `Untitled`, `Untitled 2`, … */
export function freeName(wanted: string, taken: readonly string[]): string {
  const all = new Set(taken)
  if (!all.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const name = `${wanted} ${number}`
    if (!all.has(name)) return name
  }
}
