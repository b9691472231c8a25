'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { formatAgo } from '../../../lib/format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { FormDialog } from '../../../ui/dialog.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { useMintToken, useRevokeToken, useTokens } from '../api.ts'

/** Tokens with which programs act in this workspace: made, shown once, ended. */
export function TokensDialog(dialog: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <FormDialog title="Tokens for programs" {...dialog}>
      <p className="mt-2 text-sm text-ink-2">Whoever has a token has this workspace. Each can be ended by itself.</p>
      <TokenList />
      <NewToken />
    </FormDialog>
  )
}

function TokenList() {
  const tokens = useTokens()
  const revoke = useRevokeToken()
  const nowMs = useNow(60_000)
  const problem = tokens.error ?? revoke.error
  if (problem) {
    return (
      <p role="alert" className="mt-3 text-sm text-failed">
        {explainProblem(toApiProblem(problem))}
      </p>
    )
  }
  const items = tokens.data ?? []
  return (
    <ul className="mt-3 max-h-56 divide-y divide-line overflow-y-auto rounded-md border border-line">
      {items.length === 0 && (
        <li className="px-3 py-2 text-sm text-ink-3">{tokens.isPending ? 'Loading …' : 'None yet'}</li>
      )}
      {items.map(({ token_id, name, current, created_at }) => (
        <li key={token_id} className="flex min-h-10 items-center gap-2 px-3 py-1 text-sm">
          <span className="min-w-0 flex-1 truncate">{name === '' ? 'First token' : name}</span>
          <span className="text-xs text-ink-3">{current ? 'this browser' : formatAgo(created_at, nowMs)}</span>
          <Button
            look="ghost"
            size="icon"
            aria-label={`End ${name === '' ? 'the first token' : name}`}
            // Without it this page could do nothing any more.
            disabled={current || revoke.isPending}
            onClick={() => revoke.mutate(token_id)}
          >
            <Trash2 size={14} aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  )
}

function NewToken() {
  const [name, setName] = useState('')
  const mint = useMintToken()
  const made = mint.data?.token
  return (
    <>
      <form
        className="mt-4 flex gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          mint.mutate(name.trim(), { onSuccess: () => setName('') })
        }}
      >
        <TextInput
          aria-label="What it is for"
          placeholder="What it is for, e.g. nightly import"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" size="md" disabled={mint.isPending || name.trim() === ''}>
          Make
        </Button>
      </form>
      {made !== undefined && (
        <p className="mt-3 flex items-center gap-2 rounded-md border border-line bg-surface px-3 py-2 text-xs">
          <code className="min-w-0 flex-1 break-all">{made}</code>
          <CopyButton text={() => made} label="Copy the token" />
        </p>
      )}
      {made !== undefined && <p className="mt-1 text-xs text-ink-3">Shown once: keep it now.</p>}
    </>
  )
}
