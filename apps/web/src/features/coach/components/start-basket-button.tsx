'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { keepBasketDraft, NO_DRAFT } from '../../../lib/basket-draft.ts'
import { idempotent, useApi } from '../../../lib/client.tsx'
import { keys } from '../../../lib/keys.ts'
import { Button } from '../../../ui/button.tsx'

const MAX_NAME_CHARS = 120

/** Begins a basket with what the coach wrote about to be dropped into it. It is analysed when a person says so there. */
export function StartBasketButton({ title, text }: { title: string; text: string }) {
  const api = useApi()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [key] = useState(() => crypto.randomUUID()) // a second click opens the same basket
  const starting = useMutation({
    mutationFn: async () => {
      const name = title.slice(0, MAX_NAME_CHARS).toWellFormed()
      const answer = await api.baskets.create.mutate({ body: { name }, ...idempotent(key) })
      if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.basket_id
    },
    onSuccess: (basketId) => {
      keepBasketDraft(localStorage, basketId, { ...NO_DRAFT, text })
      void queryClient.invalidateQueries({ queryKey: keys.basketLists })
      router.push(`/baskets/${basketId}`)
    },
  })
  return (
    <>
      {starting.isError && (
        <span role="alert" className="text-xs text-failed">
          {explainProblem(toApiProblem(starting.error))}
        </span>
      )}
      <Button disabled={starting.isPending} onClick={() => starting.mutate()}>
        Start basket
      </Button>
    </>
  )
}
