'use client'

import { toApiProblem } from '../lib/api-problem.ts'
import { FailedFace } from '../ui/faces.tsx'

export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <div className="grid h-full place-items-center">
      <FailedFace what="This page ran into a mistake of its own" problem={toApiProblem(error)} onRetry={reset} />
    </div>
  )
}
