'use client'

import type { Collection } from '@outlast/contract'
import { useQuery } from '@tanstack/react-query'
import { useApi, type Api } from './client.tsx'
import { keys } from './keys.ts'

const PAGE_SIZE = 200
/** More than anyone picks from; who has more names one in the address. */
const MAX_PAGES = 5

/** Where files go unless told otherwise; made by the server when needed. */
export const DEFAULT_COLLECTION = 'library'

/** The collections of the workspace by name. */
export function useCollections() {
  const api = useApi()
  return useQuery({ queryKey: keys.collectionList, queryFn: ({ signal }) => listCollections(api, signal) })
}

async function listCollections(api: Api, signal: AbortSignal): Promise<Collection[]> {
  const all: Collection[] = []
  let cursor: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query: { limit: number; cursor?: string } = { limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) }
    const answer = await api.library.listCollections.query({ query, fetchOptions: { signal } })
    if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
    all.push(...answer.body.items)
    cursor = answer.body.next_cursor
    if (cursor === null) break
  }
  return all
}

/** Names to choose from: those that are there, and those that have to be there. */
export function useCollectionNames(...needed: (string | null)[]): string[] {
  const collections = useCollections().data ?? []
  const names = new Set([...collections.map(({ name }) => name), ...needed.filter((name) => name !== null)])
  return [...names].sort()
}
