'use client'

import { toApiProblem } from '../../../lib/api-problem.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { DEFAULT_COLLECTION, useCollectionNames } from '../../../lib/use-collections.ts'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { Select } from '../../../ui/field.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { useFiles } from '../api.ts'
import { useUploads } from '../use-uploads.ts'
import { FileRows } from './file-rows.tsx'
import { UploadButton } from './upload-button.tsx'
import { UploadRows } from './upload-rows.tsx'

/** The documents of the workspace or of one collection: how they get in, and how they stand. */
export function FilesView() {
  return (
    <section aria-label="Files" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <CollectionFilter />
        <p className="hidden min-w-0 flex-1 truncate text-xs text-ink-3 md:block">
          PDF, Word, Markdown, HTML, CSV and text. Drop files anywhere on this page.
        </p>
        <span className="ml-auto flex min-w-0">
          <UploadButton />
        </span>
      </div>
      <FileList />
    </section>
  )
}

function CollectionFilter() {
  const { address, go } = useLibraryAddress()
  const names = useCollectionNames(DEFAULT_COLLECTION, address.collection)
  return (
    <Select
      aria-label="Collection"
      className="h-8 max-w-48 truncate text-sm"
      value={address.collection ?? ''}
      onChange={({ target }) => go({ collection: target.value === '' ? null : target.value }, 'replace')}
    >
      <option value="">All collections</option>
      {names.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </Select>
  )
}

function FileList() {
  const { collection } = useLibraryAddress().address
  const list = useFiles(collection)
  const uploads = useUploads()
  if (list.isPending) return <SkeletonRows rows={7} label="Loading files" className="rounded-lg border border-line" />
  if (list.isError && list.data === undefined) {
    return (
      <FailedFace
        what="The files could not be loaded"
        problem={toApiProblem(list.error)}
        onRetry={() => void list.refetch()}
      />
    )
  }
  const files = list.data.pages.flatMap(({ items }) => items)
  if (files.length === 0 && uploads.length === 0) return <NoFiles collection={collection} />
  return (
    <>
      <div className="overflow-hidden rounded-lg border border-line">
        <UploadRows uploads={uploads} />
        <FileRows files={files} showCollection={collection === null} />
      </div>
      <LoadMore list={list} className="self-center" size="md" />
    </>
  )
}

function NoFiles({ collection }: { collection: string | null }) {
  return (
    <EmptyFace
      className="h-auto rounded-lg border border-dashed border-line-strong py-16"
      action={<UploadButton look="secondary" />}
    >
      {collection === null
        ? 'No documents yet. Drop some here: each is read, cut into passages, and can be searched within seconds.'
        : `No documents in “${collection}” yet. Drop some here.`}
    </EmptyFace>
  )
}
