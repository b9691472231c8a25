'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { canvasDraftKey } from '../../../lib/canvas-draft.ts'
import { idempotent, useApi } from '../../../lib/client.tsx'
import { keys } from '../../../lib/keys.ts'
import { Button } from '../../../ui/button.tsx'

/** Opens a canvas with instructions of an answer filled in. It is drawn when a person asks for it there. */
export function StartCanvasButton({ title, instructions }: { title: string; instructions: string }) {
  const api = useApi()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [key] = useState(() => crypto.randomUUID()) // a second click opens the same canvas
  const opening = useMutation({
    mutationFn: async () => {
      const answer = await api.canvas.create.mutate({ body: { name: title.slice(0, 120) }, ...idempotent(key) })
      if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.canvas_id
    },
    onSuccess: (canvasId) => {
      localStorage.setItem(canvasDraftKey(canvasId), instructions)
      void queryClient.invalidateQueries({ queryKey: keys.canvasLists })
      router.push(`/canvas/${canvasId}`)
    },
  })
  return (
    <>
      {opening.isError && (
        <span role="alert" className="text-xs text-failed">
          {explainProblem(toApiProblem(opening.error))}
        </span>
      )}
      <Button disabled={opening.isPending} onClick={() => opening.mutate()}>
        Open a canvas
      </Button>
    </>
  )
}
