'use client'

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useApi, useApiUrl, useAuthorised, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { sendFile, type SendDeps } from '../../lib/send-file.ts'
import { DEFAULT_COLLECTION } from '../../lib/use-collections.ts'
import { libraryStatusQuery } from '../../lib/use-library-status.ts'
import type { Draft } from './draft-state.ts'
import { Dropping } from './dropping.ts'
import { startWork } from './work-api.ts'

const stores = new WeakMap<QueryClient, Dropping>()

/** What is about to be dropped into baskets: the one store of this page load. Only in the browser. */
export function useDropping(): Dropping {
  const queryClient = useQueryClient()
  const deps = { api: useApi(), apiUrl: useApiUrl(), authorised: useAuthorised() }
  const known = stores.get(queryClient)
  if (known !== undefined) return known
  const store = createDropping(deps, queryClient)
  stores.set(queryClient, store)
  return store
}

/** The draft of one basket. */
export function useDraft(dropping: Dropping, basketId: string): Draft {
  return useSyncExternalStore(dropping.subscribe, () => dropping.of(basketId))
}

function createDropping(deps: SendDeps & { api: Api }, queryClient: QueryClient): Dropping {
  const dropping = new Dropping({
    storage: localStorage,
    store: async (what) => {
      const { max_file_bytes: maxBytes } = await queryClient.ensureQueryData(libraryStatusQuery(deps.api))
      const { file } = await sendFile(deps, { ...what, collection: DEFAULT_COLLECTION, maxBytes })
      void queryClient.invalidateQueries({ queryKey: keys.files })
      return file.file_id
    },
    work: (request) => startWork({ api: deps.api, queryClient }, request),
  })
  // A phone that puts the tab away does not tell when it ends it.
  window.addEventListener('pagehide', () => dropping.keepAll())
  document.addEventListener('visibilitychange', () => dropping.keepAll())
  return dropping
}
