'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toApiProblem, type ApiProblem } from '../../lib/api-problem.ts'
import { useCreateCanvas, useDraw } from './api.ts'
import { readDrawing, type NamedImport } from './read-drawing.ts'
import { bodyOf, type DraftHandle } from './use-draft.ts'

export type Beginning = ReturnType<typeof useBeginning>

/** The ways to begin a canvas; each opens it. */
export function useBeginning(draft: DraftHandle) {
  const router = useRouter()
  const draw = useDraw()
  const create = useCreateCanvas()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const open = (canvasId: string) => router.push(`/canvas/${canvasId}`)
  const fail = (error: unknown) => setProblem(toApiProblem(error))

  const describe = async () => {
    const job = await draw.mutateAsync({ body: bodyOf(draft), key: crypto.randomUUID() })
    draft.set({ instructions: '' })
    if (job.subject_id !== null) open(job.subject_id)
  }
  const take = async (wanted: NamedImport) => open((await create.mutateAsync(wanted)).canvas_id)
  const attempt = (work: () => Promise<void>) => {
    setProblem(null)
    work().catch(fail)
  }
  return {
    problem,
    isDrawing: draw.isPending,
    isCreating: create.isPending,
    /** With what is described, which is drawn as a job. */
    describe: () => attempt(describe),
    empty: () => attempt(async () => open((await create.mutateAsync({ name: 'Untitled' })).canvas_id)),
    /** With what is imported. Throws an ApiProblem. */
    take,
    takeFile: (file: File) => attempt(async () => take(await readDrawing(file))),
  }
}
