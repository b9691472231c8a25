import Link from 'next/link'
import { LIBRARY_START, searchOfLibrary } from '../../../lib/library-address.ts'
import type { NamedSource } from '../work-api.ts'

/** Which of the sources of an analysis is quoted; a document is a link to it. */
export function SourceName({ sources, source }: { sources: readonly NamedSource[]; source: number }) {
  const quoted = sources[source]
  if (quoted?.type === 'file') {
    return (
      <Link
        href={`/library?${searchOfLibrary({ ...LIBRARY_START, file: quoted.id })}`}
        prefetch={false}
        className="underline underline-offset-2 hover:text-ink"
      >
        {quoted.name ?? 'a document in the library'}
      </Link>
    )
  }
  const kind = quoted?.type === 'raw_dump' ? 'an earlier note' : 'your notes'
  return <cite className="not-italic">{sources.length > 1 ? `${kind}, source ${source + 1}` : kind}</cite>
}
