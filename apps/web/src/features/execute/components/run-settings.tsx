'use client'

import { DEFAULT_TIMEOUT_S, MAX_TIMEOUT_S } from '@outlast/contract'
import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Field, TextArea, TextInput } from '../../../ui/field.tsx'
import { Popover } from '../../../ui/popover.tsx'
import type { RunSettings } from '../state.ts'

interface RunSettingsProps {
  settings: RunSettings
  onChange: (next: RunSettings) => void
}

/** Time limit and input of the next runs, in a small panel. */
export function RunSettingsButton({ settings, onChange }: RunSettingsProps) {
  const changed = settings.stdin !== '' || settings.timeoutS !== DEFAULT_TIMEOUT_S
  return (
    <Popover
      label="Run settings"
      trigger={
        <Button look="ghost" size="icon" aria-label="Run settings" title="Run settings" className="relative">
          <SlidersHorizontal size={14} aria-hidden />
          {changed && <span aria-hidden className="absolute top-1 right-1 size-1.5 rounded-full bg-ink" />}
        </Button>
      }
    >
      <SettingsForm settings={settings} onChange={onChange} />
    </Popover>
  )
}

function SettingsForm({ settings, onChange }: RunSettingsProps) {
  const [limit, setLimit] = useState(String(settings.timeoutS))
  const seconds = Number(limit)
  const valid = limit.trim() !== '' && seconds >= 0.1 && seconds <= MAX_TIMEOUT_S
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Time limit in seconds"
        hint={valid ? 'A run that takes longer is stopped.' : `From 0.1 to ${MAX_TIMEOUT_S.toLocaleString('en-US')}.`}
      >
        <TextInput
          inputMode="decimal"
          value={limit}
          aria-invalid={!valid}
          onChange={(event) => {
            setLimit(event.target.value)
            const next = Number(event.target.value)
            if (event.target.value.trim() !== '' && next >= 0.1 && next <= MAX_TIMEOUT_S)
              onChange({ ...settings, timeoutS: next })
          }}
        />
      </Field>
      <Field label="Input (stdin)" hint="What the code reads from its standard input.">
        <TextArea
          value={settings.stdin}
          rows={5}
          spellCheck={false}
          onChange={(event) => onChange({ ...settings, stdin: event.target.value })}
        />
      </Field>
    </div>
  )
}
