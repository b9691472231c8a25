'use client'

import { useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useApi, useApiUrl, useAuthorised, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { sendFile, type SendDeps, type Sent } from '../../lib/send-file.ts'
import { libraryStatusQuery } from '../../lib/use-library-status.ts'
import type { FilesPage } from './api.ts'
import { isUploading, withFile, type Upload } from './state.ts'
import { UploadQueue } from './upload-queue.ts'

const queues = new WeakMap<QueryClient, UploadQueue>()
const NONE: readonly Upload[] = []

/** The one queue of uploads of this page. */
export function useUploadQueue(): UploadQueue {
  const queryClient = useQueryClient()
  const api = useApi()
  const deps = { apiUrl: useApiUrl(), authorised: useAuthorised() }
  const known = queues.get(queryClient)
  if (known !== undefined) return known
  const queue = createQueue({ ...deps, api }, queryClient)
  queues.set(queryClient, queue)
  return queue
}

/** What is on its way to the server, or did not get there. */
export function useUploads(): readonly Upload[] {
  const queue = useUploadQueue()
  return useSyncExternalStore(queue.subscribe, queue.uploads, () => NONE)
}

function createQueue(deps: SendDeps & { api: Api }, queryClient: QueryClient): UploadQueue {
  const queue = new UploadQueue({
    send: async (what) => {
      const { max_file_bytes: maxBytes } = await queryClient.ensureQueryData(libraryStatusQuery(deps.api))
      return sendFile(deps, { ...what, maxBytes })
    },
    onSent: (sent) => tellLists(queryClient, sent),
  })
  warnBeforeLeaving(queue)
  return queue
}

/** The file takes the place of its upload at once; then the lists ask the server. */
function tellLists(queryClient: QueryClient, { file, isNew }: Sent): void {
  if (isNew) {
    for (const collection of [null, file.collection]) {
      queryClient.setQueryData<InfiniteData<FilesPage>>(
        keys.fileList(collection),
        (list) => list && { ...list, pages: withFile(list.pages, file) },
      )
    }
  }
  // A first look that is under way may have missed the file, and is not repeated unless it is ended.
  void queryClient
    .cancelQueries({ queryKey: keys.files })
    .then(() => queryClient.invalidateQueries({ queryKey: keys.files }))
  void queryClient.invalidateQueries({ queryKey: keys.collections })
  void queryClient.invalidateQueries({ queryKey: keys.jobLists })
}

/** The browser asks before a tab is closed that is still sending. */
function warnBeforeLeaving(queue: UploadQueue): void {
  if (typeof window === 'undefined') return
  window.addEventListener('beforeunload', (event) => {
    if (isUploading(queue.uploads())) event.preventDefault()
  })
}
