'use client'

import { Language } from '@outlast/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { idempotent, useApi } from '../../../lib/client.tsx'
import { keys } from '../../../lib/keys.ts'
import { Button } from '../../../ui/button.tsx'

interface RunCodeButtonProps {
  title: string
  language: string
  code: string
}

/** Opens code of an answer in the editor, as a script. It runs when a person runs it there. */
export function RunCodeButton({ title, language, code }: RunCodeButtonProps) {
  const api = useApi()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [key] = useState(() => crypto.randomUUID()) // a second click opens the same script
  const known = Language.safeParse(language.toLowerCase())
  const opening = useMutation({
    mutationFn: async (of: Language) => {
      const body = { name: title.slice(0, 120), language: of, code }
      const answer = await api.execute.createScript.mutate({ body, ...idempotent(key) })
      if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.script_id
    },
    onSuccess: (scriptId) => {
      void queryClient.invalidateQueries({ queryKey: keys.scripts })
      router.push(`/editor?script=${scriptId}`)
    },
  })
  if (!known.success) return <span className="text-xs text-ink-3">The editor does not run {language}.</span>
  return (
    <>
      {opening.isError && (
        <span role="alert" className="text-xs text-failed">
          {explainProblem(toApiProblem(opening.error))}
        </span>
      )}
      <Button disabled={opening.isPending} onClick={() => opening.mutate(known.data)}>
        Open in the editor
      </Button>
    </>
  )
}
