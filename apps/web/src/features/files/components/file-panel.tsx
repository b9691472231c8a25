'use client'

import { isTerminal, type StoredFile } from '@outlast/contract'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { formatBytes, formatClock, formatCount } from '../../../lib/format.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { useJob } from '../../../lib/use-job.ts'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { RunState } from '../../../ui/job/run-state.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { useFile } from '../api.ts'
import { isUnfinished } from '../state.ts'
import { MEDIA_WORDS } from '../words.ts'
import { FileActions } from './file-actions.tsx'
import { FileState, FileTrouble } from './file-state.tsx'
import { PassageList } from './passage-list.tsx'

/** The file that the address names, over the page: what is known about it, and its passages. */
export function FilePanel() {
  const { address, go } = useLibraryAddress()
  const { file: fileId, passage } = address
  if (fileId === null) return null
  return <OpenFile key={fileId} fileId={fileId} passage={passage} onClose={() => go({ file: null })} />
}

function OpenFile({ fileId, passage, onClose }: { fileId: string; passage: string | null; onClose: () => void }) {
  const file = useFile(fileId)
  const title = file.data?.name ?? 'File'
  const actions = file.data !== undefined && <FileActions file={file.data} onDeleted={onClose} />
  return (
    <Sheet open onClose={onClose} title={title} actions={actions}>
      {file.data !== undefined ? (
        <FileFace file={file.data} passage={passage} />
      ) : file.isPending ? (
        <SkeletonRows rows={10} label="Loading the file" className="p-4" />
      ) : toApiProblem(file.error).code === 'not_found' || toApiProblem(file.error).code === 'invalid_request' ? (
        <EmptyFace>There is no such file in this workspace: it may have been deleted.</EmptyFace>
      ) : (
        <FailedFace
          what="The file could not be loaded"
          problem={toApiProblem(file.error)}
          onRetry={() => void file.refetch()}
        />
      )}
    </Sheet>
  )
}

function FileFace({ file, passage }: { file: StoredFile; passage: string | null }) {
  return (
    <div className="scroll-thin flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="flex flex-col gap-3 border-b border-line p-4">
        <Standing file={file} />
        <Facts facts={factsOf(file)} />
      </div>
      <FileTrouble file={file} />
      {file.state === 'indexed' ? (
        <PassageList file={file} passage={passage} />
      ) : (
        <EmptyFace className="h-auto py-10">
          {isUnfinished(file) ? 'Its passages will be here once it is indexed.' : 'It has no passages.'}
        </EmptyFace>
      )}
    </div>
  )
}

/** How it stands; while its job runs, as live as the job's own page. */
function Standing({ file }: { file: StoredFile }) {
  const feed = useJob(isUnfinished(file) ? file.job_id : null)
  const job = feed.data?.job
  if (isUnfinished(file) && job !== undefined && !isTerminal(job.status)) return <RunState job={job} />
  return (
    <div>
      <FileState file={file} job={null} />
    </div>
  )
}

function factsOf(file: StoredFile): [string, string][] {
  return [
    ...(file.title === null ? [] : ([['Title', file.title]] satisfies [string, string][])),
    ['Kind', `${MEDIA_WORDS[file.media_type]}, ${formatBytes(file.size_bytes)}`],
    ['Collection', file.collection],
    ...(file.pages === null ? [] : ([['Pages', formatCount(file.pages)]] satisfies [string, string][])),
    ['Uploaded', formatClock(file.created_at)],
  ]
}
