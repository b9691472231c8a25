'use client'

import { Language } from '@outlast/contract'
import { Play, Square } from 'lucide-react'
import { useCancelJob } from '../../../lib/job-actions.ts'
import { LANGUAGE_WORDS } from '../../../lib/job-words.ts'
import { useModKey } from '../../../lib/platform.ts'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/field.tsx'
import { Tip } from '../../../ui/tip.tsx'
import type { Draft } from '../state.ts'
import { isDirty } from '../state.ts'
import type { EditorSession } from '../use-editor.ts'
import { RunSettingsButton } from './run-settings.tsx'

/** Name, language, and the buttons that run and stop. */
export function CodeToolbar({ session }: { session: EditorSession }) {
  const { draft, send, settings, setSettings, run, isStarting, going, opening } = session
  const isReady = opening.state === 'ready'
  const { name, language } = draft.content
  const canRun = isReady && going === null && !isStarting && draft.content.code.trim() !== ''
  const changeLanguage = (value: string) => {
    const parsed = Language.safeParse(value)
    if (parsed.success) send({ type: 'edited', change: { language: parsed.data } })
  }
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line px-3 select-none">
      {isReady && <span className="min-w-0 truncate text-sm font-medium">{name}</span>}
      {isReady && <SaveState draft={draft} />}
      <span className="flex-1" />
      <Select
        aria-label="Language"
        disabled={!isReady}
        value={language}
        onChange={(event) => changeLanguage(event.target.value)}
      >
        {Language.options.map((option) => (
          <option key={option} value={option}>
            {LANGUAGE_WORDS[option]}
          </option>
        ))}
      </Select>
      <RunSettingsButton settings={settings} onChange={setSettings} />
      {going !== null && <CancelButton jobId={going.job_id} asked={going.cancel_requested_at !== null} />}
      {/* Run keeps its place: the second half of a double click must not land on Cancel. */}
      <Tip label={`Run (${useModKey()} ↵)`}>
        <Button look="primary" disabled={!canRun} onClick={() => void run()}>
          <Play size={12} fill="currentColor" aria-hidden />
          Run
        </Button>
      </Tip>
    </div>
  )
}

function CancelButton({ jobId, asked }: { jobId: string; asked: boolean }) {
  const cancel = useCancelJob()
  return (
    <Button disabled={asked || cancel.isPending} onClick={() => cancel.mutate(jobId)}>
      <Square size={11} fill="currentColor" aria-hidden />
      Cancel
    </Button>
  )
}

function SaveState({ draft }: { draft: Draft }) {
  return (
    <span role="status" className="shrink-0 text-xs text-ink-3">
      {wordFor(draft)}
    </span>
  )
}

function wordFor(draft: Draft): string {
  switch (draft.saving.state) {
    case 'saving':
      return 'Saving …'
    case 'failed':
    case 'conflict':
      return 'Not saved'
    case 'idle':
      if (isDirty(draft)) return 'Edited'
      return draft.scriptId === null ? 'Not saved yet' : 'Saved'
  }
}
