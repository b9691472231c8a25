'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isPassing, toApiProblem } from '../../lib/api-problem.ts'
import { useApi } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { getScript, putScript } from './api.ts'
import { draftReducer, isDirty, newDraft, wantsSave, type Draft, type DraftEvent } from './state.ts'
import { FIRST_EXAMPLE } from './examples.ts'

/** After the last key: long enough not to save every word, short enough that closing the tab loses nothing. */
const AUTOSAVE_MS = 800
/** A save that failed in passing is tried again. */
const RETRY_MS = 3_000

/** The script in the editor with its saving. */
export interface DraftHandle {
  draft: Draft
  send: (event: DraftEvent) => void
  /** The draft of this very moment, for what a click or a key starts. */
  current: () => Draft
  /** Saves what is typed now. Answers with the script's id, or null where saving failed. */
  saveNow: (options?: { evenIfUnchanged: boolean }) => Promise<string | null>
}

/** Holds the draft and saves it: a moment after the last change, on leaving, and when asked to. */
export function useDraft(): DraftHandle {
  const { draft, latest, send } = useLatestDraft()
  const save = useSave(send)

  const saveNow = useCallback(
    (options = { evenIfUnchanged: false }) => {
      const now = latest.current
      const needed = isDirty(now) || (options.evenIfUnchanged && now.scriptId === null)
      return needed && now.saving.state !== 'conflict' ? save(latest) : Promise.resolve(now.scriptId)
    },
    [save, latest],
  )

  useEffect(() => {
    if (!wantsSave(draft)) return
    const timer = setTimeout(() => void saveNow(), AUTOSAVE_MS)
    return () => clearTimeout(timer)
  }, [draft, saveNow])

  const failed = draft.saving.state === 'failed' && isPassing(draft.saving.problem)
  useEffect(() => {
    if (!failed) return
    const timer = setTimeout(() => void saveNow(), RETRY_MS)
    return () => clearTimeout(timer)
  }, [failed, saveNow])

  useSaveOnLeaving(saveNow)
  return { draft, send, saveNow, current: useCallback(() => latest.current, [latest]) }
}

/** A reducer whose state can be read at once: a key that follows the last letter must run what is typed, not what is drawn. */
function useLatestDraft() {
  const [draft, setDraft] = useState(() => newDraft('first', FIRST_EXAMPLE))
  const latest = useRef(draft)
  const send = useCallback((event: DraftEvent) => {
    latest.current = draftReducer(latest.current, event)
    setDraft(latest.current)
  }, [])
  return { draft, latest, send }
}

/** One save at a time; the next one sees what the one before has learned. */
function useSave(send: (event: DraftEvent) => void) {
  const api = useApi()
  const queryClient = useQueryClient()
  const queue = useRef<Promise<string | null>>(Promise.resolve(null))
  /** What saves of a draft have taught since the last render. */
  const known = useRef(new Map<string, { scriptId: string; version: number }>())

  return useCallback(
    (latest: React.RefObject<Draft>) => {
      const draft = latest.current
      const attempt = async () => {
        const { draftId, content } = draft
        send({ type: 'save_started', draftId })
        const ahead = known.current.get(draftId)
        const newer = ahead !== undefined && ahead.version > draft.version ? ahead : draft
        const target = { scriptId: newer.scriptId, version: newer.version, key: `script-${draftId}` }
        try {
          const script = await putScript(api, target, content)
          known.current.set(draftId, { scriptId: script.script_id, version: script.version })
          send({ type: 'saved', draftId, script })
          void queryClient.invalidateQueries({ queryKey: keys.scripts })
          return script.script_id
        } catch (error) {
          const problem = toApiProblem(error)
          if (problem.code === 'version_conflict' && target.scriptId !== null) {
            send({ type: 'conflicted', draftId, theirs: await getScript(api, target.scriptId) })
          } else send({ type: 'save_failed', draftId, problem })
          return target.scriptId
        }
      }
      queue.current = queue.current.then(attempt, attempt)
      return queue.current
    },
    [api, queryClient, send],
  )
}

function useSaveOnLeaving(saveNow: DraftHandle['saveNow']): void {
  useEffect(() => {
    const onHidden = () => {
      if (document.visibilityState === 'hidden') void saveNow()
    }
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      void saveNow()
    }
  }, [saveNow])
}
