'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useApi } from '../../../lib/client.tsx'
import { keys } from '../../../lib/keys.ts'
import { LIBRARY_START, searchOfLibrary } from '../../../lib/library-address.ts'
import { useSources } from '../work-api.ts'

/** Which of the sources of an analysis is quoted; a document is a link to it. */
export function SourceName({ jobId, source }: { jobId: string | null; source: number }) {
  const sources = useSources(jobId).data ?? []
  const quoted = sources[source]
  if (quoted?.type === 'file') return <FileName fileId={quoted.id} />
  const kind = quoted?.type === 'raw_dump' ? 'an earlier note' : 'your notes'
  return <cite className="not-italic">{sources.length > 1 ? `${kind}, source ${source + 1}` : kind}</cite>
}

function FileName({ fileId }: { fileId: string }) {
  const name = useFileName(fileId)
  return (
    <Link
      href={`/library?${searchOfLibrary({ ...LIBRARY_START, file: fileId })}`}
      className="underline underline-offset-2 hover:text-ink"
    >
      {name ?? 'a document in the library'}
    </Link>
  )
}

function useFileName(fileId: string): string | undefined {
  const api = useApi()
  return useQuery({
    queryKey: keys.file(fileId),
    queryFn: async ({ signal }) => {
      const answer = await api.files.get.query({ params: { file_id: fileId }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  }).data?.name
}
