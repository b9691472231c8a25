'use client'

import type { Thread } from '@outlast/contract'
import { useState } from 'react'
import { toApiProblem } from '../../lib/api-problem.ts'
import { fileNameOf, saveAs } from '../../lib/save-as.ts'
import { useChangeThread, useDeleteThread, useExportThread, type ExportFormat } from './api.ts'
import type { CoachSession } from './use-coach.ts'
import { titleOf } from './words.ts'

export type ThreadActions = ReturnType<typeof useThreadActions>

const ENDINGS: Record<ExportFormat, string> = { markdown: 'md', json: 'json' }

/** Renames, exports and deletes threads, and says what went wrong. */
export function useThreadActions({ sessionId, threadId: openId, open }: CoachSession) {
  const changing = useChangeThread(sessionId)
  const deletion = useDeleteThread(sessionId)
  const exportThread = useExportThread(sessionId)
  const [problem, setProblem] = useState<string | null>(null)
  const onError = (error: unknown) => setProblem(toApiProblem(error).message)

  const rename = (threadId: string, title: string) => {
    setProblem(null)
    changing.mutate({ threadId, change: { title } }, { onError })
  }
  const remove = (threadId: string) => {
    setProblem(null)
    const onSuccess = () => {
      if (threadId === openId) open(null, 'replace')
    }
    deletion.mutate(threadId, { onSuccess, onError })
  }
  const exportAs = (thread: Thread, format: ExportFormat) => {
    setProblem(null)
    return exportThread(thread.thread_id, format).then(
      (bytes) => saveAs(bytes, `${fileNameOf(titleOf(thread), 'thread')}.${ENDINGS[format]}`),
      onError,
    )
  }
  return { rename, remove, exportAs, problem }
}
