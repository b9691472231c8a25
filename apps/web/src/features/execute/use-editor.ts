'use client'

import { DEFAULT_TIMEOUT_S, isTerminal } from '@outlast/contract'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { toApiProblem, type ApiProblem } from '../../lib/api-problem.ts'
import { useCodeRunInput } from '../../lib/job-actions.ts'
import { useHydrated } from '../../lib/use-hydrated.ts'
import { useJob } from '../../lib/use-job.ts'
import { useRunsOf, useScript, useStartRun } from './api.ts'
import { FIRST_EXAMPLE } from './examples.ts'
import { isDirty, type Content, type RunSettings } from './state.ts'
import { forgetLastAddress, useEditorAddress, type EditorAddress, type Go } from './use-address.ts'
import { useDraft, type DraftHandle } from './use-draft.ts'

/** Everything that the parts of the editor share. */
export type EditorSession = ReturnType<typeof useEditor>

/** The editor: what is open, what runs, and what can be done with it. */
export function useEditor() {
  const { address, go, wasRestored } = useEditorAddress()
  const handle = useDraft()
  const [settings, setSettings] = useState<RunSettings>({ timeoutS: DEFAULT_TIMEOUT_S, stdin: '' })
  const opening = useOpening(address, handle, go)
  useAddressOfDraft(address, handle.draft.scriptId, go)

  const runs = useRunsOf(address.scriptId)
  // Without a run in the address, the last one of the script: "come back to the answer".
  const runId = address.runId ?? (address.scriptId === null ? null : (runs.data?.[0]?.job_id ?? null))
  const feed = useJob(runId)
  const beginning = useBeginning(handle, go)
  const starting = useStarting({ handle, settings, isReady: opening.state === 'ready', onStarted: go })

  const openScript = (scriptId: string) => {
    void handle.saveNow()
    go({ scriptId, runId: null })
  }
  const lost = opening.state === 'failed' && opening.problem.code === 'not_found'
  const startOver = useEffectEvent(() => beginning.show(crypto.randomUUID(), FIRST_EXAMPLE))
  useEffect(() => {
    if (lost && wasRestored()) startOver()
  }, [lost, wasRestored])

  const openRun = (jobId: string) => go({ scriptId: address.scriptId, runId: jobId })
  const status = feed.data?.job.status
  const going = status !== undefined && !isTerminal(status) ? (feed.data?.job ?? null) : null

  return {
    ...handle,
    ...starting,
    address,
    runId,
    feed,
    runs,
    settings,
    setSettings,
    opening,
    openScript,
    openRun,
    begin: beginning.begin,
    begunDraftId: beginning.begunDraftId,
    going,
  }
}

/** Scripts that are not saved yet; the one that a person began here is the one to type into. */
function useBeginning({ saveNow, send }: DraftHandle, go: Go) {
  const [begunDraftId, setBegun] = useState<string | null>(null)
  const show = (draftId: string, content: Content) => {
    void saveNow()
    send({ type: 'began', draftId, content })
    go({ scriptId: null, runId: null })
    forgetLastAddress()
  }
  const begin = (content: Content) => {
    const draftId = crypto.randomUUID()
    setBegun(draftId)
    show(draftId, content)
  }
  return { begin, begunDraftId, show }
}

/** A script that was just created gets its address; so does one whose address was lost on a click on "Editor". */
function useAddressOfDraft(address: EditorAddress, scriptId: string | null, go: Go): void {
  useEffect(() => {
    if (address.scriptId === null && scriptId !== null) go({ scriptId, runId: address.runId }, 'replace')
  }, [address, scriptId, go])
}

type Opening = { state: 'ready' } | { state: 'loading' } | { state: 'failed'; problem: ApiProblem; retry: () => void }

/** Brings into the draft what the address names: a script, or the code of a run that belongs to no script (any more). */
function useOpening(address: EditorAddress, { draft, send }: ReturnType<typeof useDraft>, go: Go): Opening {
  const { scriptId, runId } = address
  // The server does not see the address of the browser: until it is read, nobody knows what to show.
  const isHydrated = useHydrated()
  const wanted = scriptId !== null && scriptId !== draft.scriptId ? scriptId : null
  const script = useScript(wanted)
  useEffect(() => {
    if (wanted !== null && script.data?.script_id === wanted) {
      send({ type: 'opened', draftId: crypto.randomUUID(), script: script.data })
    }
  }, [wanted, script.data, send])

  // The script is deleted, but a link to one of its runs still has the code.
  const isGone = script.isError && toApiProblem(script.error).code === 'not_found'
  useEffect(() => {
    if (isGone && runId !== null) go({ scriptId: null, runId }, 'replace')
  }, [isGone, runId, go])

  const orphan = scriptId === null && draft.scriptId === null && !isDirty(draft) ? runId : null
  const input = useCodeRunInput(orphan).data
  const taken = `run-${orphan}`
  useEffect(() => {
    if (input === undefined || input === null || draft.draftId === taken || draft.content.code === input.code) return
    const content = { name: 'From a run', language: input.language, code: input.code }
    send({ type: 'began', draftId: taken, content })
  }, [input, taken, draft, send])

  if (wanted === null) return { state: isHydrated ? 'ready' : 'loading' }
  if (!script.isError) return { state: 'loading' }
  return { state: 'failed', problem: toApiProblem(script.error), retry: () => void script.refetch() }
}

interface Starting {
  handle: ReturnType<typeof useDraft>
  settings: RunSettings
  /** False while the script of the address is not here yet: what is in the draft is something else. */
  isReady: boolean
  onStarted: (address: { scriptId: string | null; runId: string }) => void
}

/** Starts runs, one wish at a time. */
function useStarting({ handle, settings, isReady, onStarted }: Starting) {
  const start = useStartRun()
  const pending = useRef(false)
  const [isStarting, setStarting] = useState(false)
  const [startProblem, setProblem] = useState<ApiProblem | null>(null)
  const { current, saveNow } = handle

  const run = async () => {
    const draft = current()
    if (!isReady || pending.current || draft.content.code.trim() === '') return
    pending.current = true
    setStarting(true)
    setProblem(null)
    try {
      const unsaved = draft.scriptId === null || isDirty(draft)
      const scriptId = unsaved ? await saveNow({ evenIfUnchanged: true }) : draft.scriptId
      const { job_id: runId } = await start(draft.content, settings, scriptId)
      onStarted({ scriptId, runId })
    } catch (error) {
      setProblem(toApiProblem(error))
    } finally {
      pending.current = false
      setStarting(false)
    }
  }
  return { run, isStarting, startProblem }
}
