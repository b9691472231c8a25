'use client'

import type { Basket } from '@outlast/contract'
import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../lib/api-problem.ts'
import { fileNameOf, saveAs } from '../../lib/save-as.ts'
import { useChangeBasket, useExportBasket, type BasketChange, type ExportFormat } from './api.ts'

export type BasketActions = ReturnType<typeof useBasketActions>

const ENDINGS: Record<ExportFormat, string> = { markdown: 'md', json: 'json' }

/** Renames, puts away, restores and exports baskets, and says what went wrong. */
export function useBasketActions() {
  const changing = useChangeBasket()
  const exportBasket = useExportBasket()
  const [problem, setProblem] = useState<string | null>(null)
  const onError = (error: unknown) => setProblem(explainProblem(toApiProblem(error)))

  const change = ({ basket_id: basketId }: Basket, what: BasketChange) => {
    setProblem(null)
    changing.mutate({ basketId, change: what }, { onError })
  }
  const exportAs = ({ basket_id: basketId, name }: Basket, format: ExportFormat) => {
    setProblem(null)
    return exportBasket(basketId, format).then(
      (bytes) => saveAs(bytes, `${fileNameOf(name, 'basket')}.${ENDINGS[format]}`),
      onError,
    )
  }
  return { change, exportAs, problem, isChanging: changing.isPending }
}
