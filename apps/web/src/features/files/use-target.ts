'use client'

import { useLibraryAddress } from '../../lib/library-address.ts'
import { DEFAULT_COLLECTION } from '../../lib/use-collections.ts'

/** Where files go that are dropped or chosen here: into the collection that one looks at. */
export function useTarget(): string {
  return useLibraryAddress().address.collection ?? DEFAULT_COLLECTION
}
