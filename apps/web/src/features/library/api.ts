'use client'

import { TrainResult, type Collection, type NewCollection, type Search, type Train } from '@outlast/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { againAfterMs } from '../../lib/polling.ts'

const HITS = 20
const FILES_TO_CHOOSE = 200
/** Counts on a collection's page move while files are indexed into it; nobody reads them more often. */
const COUNTS_MS = 10_000

/** What is searched for, and how. */
export interface SearchWish {
  collection: string
  query: string
  mode: Search['mode']
  within: string | null
}

/** The hits of a search; those of the wish before stay until the new ones are here. */
export function useSearchHits({ collection, query, mode, within }: SearchWish) {
  const api = useApi()
  const body = { query, mode, k: HITS, ...(within === null ? {} : { filter: { file_id: within } }) }
  return useQuery({
    queryKey: keys.search(collection, body),
    enabled: query.trim() !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answer = await api.library.search.mutate({ params: { name: collection }, body, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

/** The files of a collection, to search one of them alone. */
export function useFilesToSearch(collection: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.filesToSearch(collection),
    queryFn: async ({ signal }) => {
      const query = { collection, limit: FILES_TO_CHOOSE }
      const answer = await api.files.list.query({ query, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.items.filter(({ state }) => state === 'indexed')
    },
  })
}

export function useCollection(name: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.collection(name),
    queryFn: async ({ signal }) => {
      const answer = await api.library.getCollection.query({ params: { name }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    refetchInterval: ({ state }) => (state.error === null ? COUNTS_MS : againAfterMs(state.error)),
  })
}

/** Asks everything again that collections and files are part of. */
export function useRefreshLibrary() {
  const queryClient = useQueryClient()
  return () =>
    Promise.all(
      [keys.collections, keys.files, keys.jobLists].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    )
}

export function useCreateCollection() {
  const api = useApi()
  const refresh = useRefreshLibrary()
  return useMutation({
    mutationFn: async (body: NewCollection): Promise<Collection> => {
      const answer = await api.library.createCollection.mutate({ body })
      if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: refresh,
  })
}

/** Deletes all items and files of a collection, which stays. */
export function useClearCollection() {
  const api = useApi()
  const refresh = useRefreshLibrary()
  return useMutation({
    mutationFn: (name: string) => api.library.clear.mutate({ params: { name }, body: {} }),
    onSettled: refresh,
  })
}

/** Deletes a collection with everything in it. `onRemoved` comes first: what shows the collection is gone after it. */
export function useRemoveCollection(onRemoved: () => void) {
  const api = useApi()
  const refresh = useRefreshLibrary()
  return useMutation({
    mutationFn: (name: string) => api.library.removeCollection.mutate({ params: { name } }),
    onSuccess: onRemoved,
    onSettled: refresh,
  })
}

/** Starts a training. Without an idempotency key: a second wish is answered with the job that runs already. */
export function useTrain(name: string) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (embedding: Train['embedding']) => {
      const answer = await api.library.train.mutate({ params: { name }, body: { embedding } })
      if (answer.status !== 202) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.jobLists }),
  })
}

/** The last training of a collection, or null. */
export function useLastTraining(collectionId: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.trainingsOf(collectionId),
    queryFn: async ({ signal }) => {
      const query = { kind: 'collection.train', subject_id: collectionId, limit: 1 }
      const answer = await api.jobs.list.query({ query, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.items[0] ?? null
    },
  })
}

/** What a completed training has made of the collection. */
export function useTrainResult(jobId: string, completed: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: keys.jobResult(jobId),
    enabled: completed,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const answer = await api.jobs.result.query({ params: { job_id: jobId }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      const parsed = TrainResult.safeParse(answer.body.result)
      return parsed.success ? parsed.data : null
    },
  })
}

/** The items of a collection on two axes. */
export function useMap(collection: Collection) {
  const api = useApi()
  const { name } = collection
  return useQuery({
    // Another model or other items are another map.
    queryKey: [...keys.map(name), collection.model, collection.items],
    enabled: collection.items >= 3,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answer = await api.library.map.query({ params: { name }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}
