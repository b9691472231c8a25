'use client'

import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/dialog.tsx'
import { useLeftBehind, useMove } from '../api.ts'
import { describeHoldings } from '../state.ts'

/** Where the answer "keep it apart" is kept: nobody is asked at every visit. */
const DECLINED_KEY = 'outlast.move-declined'

/** Asks once whether what was made before signing in is to come along. */
export function MoveOffer({ email }: { email: string | null }) {
  const { data: left } = useLeftBehind(true)
  const move = useMove()
  const [closed, setClosed] = useState(false)
  const holdings = left ? describeHoldings(left) : null
  if (!left || holdings === null || closed || localStorage.getItem(DECLINED_KEY) === left.workspace_id) return null

  const decline = () => {
    localStorage.setItem(DECLINED_KEY, left.workspace_id)
    setClosed(true)
  }
  return (
    <FormDialog title="Bring your earlier work along?" open onOpenChange={(open) => !open && setClosed(true)}>
      <p className="mt-3 text-sm text-ink-2">
        Before you signed in, this browser made {holdings}. Move{' '}
        {email === null ? 'it into your account' : `it to ${email}`}, and it is there wherever you sign in.
      </p>
      {move.isError && (
        <p role="alert" className="mt-3 text-sm text-failed">
          {explainProblem(toApiProblem(move.error))}
        </p>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button size="md" onClick={decline}>
          Keep it apart
        </Button>
        <Button
          size="md"
          look="primary"
          disabled={move.isPending}
          onClick={() => move.mutate(left.token, { onSuccess: () => setClosed(true) })}
        >
          {move.isPending ? 'Moving …' : 'Move it'}
        </Button>
      </div>
    </FormDialog>
  )
}
