'use client'

import type { Job, StoredFile } from '@outlast/contract'
import { Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { formatAgo, formatBytes } from '../../../lib/format.ts'
import { useCancelJob } from '../../../lib/job-actions.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Notice } from '../../../ui/faces.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { useDeleteFile, useIndexJobs, useRefreshFiles } from '../api.ts'
import { isUnfinished, jobOf } from '../state.ts'
import { MEDIA_WORDS } from '../words.ts'
import { FileState, FileTrouble } from './file-state.tsx'
import { Row } from './row.tsx'

/** Files with their state, each as live as its job. */
export function FileRows({ files, showCollection }: { files: StoredFile[]; showCollection: boolean }) {
  const jobs = useIndexJobs(files.some(isUnfinished))
  const deletion = useDeleteFile()
  const [doomed, setDoomed] = useState<StoredFile | null>(null)
  return (
    <>
      {deletion.isError && <Notice tone="failed">{toApiProblem(deletion.error).message}</Notice>}
      <ul aria-label="Documents">
        {files.map((file) => (
          <FileRow
            key={file.file_id}
            file={file}
            job={jobOf(file, jobs)}
            showCollection={showCollection}
            onDelete={() => setDoomed(file)}
          />
        ))}
      </ul>
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => !open && setDoomed(null)}
        title={`Delete “${doomed?.name ?? ''}”?`}
        detail="The document goes for good, and its passages can no longer be found."
        action="Delete"
        onConfirm={() => doomed !== null && deletion.mutate(doomed.file_id)}
      />
    </>
  )
}

interface FileRowProps {
  file: StoredFile
  job: Job | null
  showCollection: boolean
  onDelete: () => void
}

function FileRow({ file, job, showCollection, onDelete }: FileRowProps) {
  const now = useNow(30_000)
  const { go } = useLibraryAddress()
  const facts = [
    MEDIA_WORDS[file.media_type],
    formatBytes(file.size_bytes),
    ...(showCollection ? [file.collection] : []),
    formatAgo(file.created_at, now),
  ]
  return (
    <Row
      name={
        <button
          type="button"
          className="max-w-full truncate hover:underline"
          title={file.name}
          onClick={() => go({ file: file.file_id })}
        >
          {file.name}
        </button>
      }
      facts={facts}
      state={<FileState file={file} job={job} />}
      trouble={<FileTrouble file={file} />}
      actions={
        <>
          {isUnfinished(file) && <CancelButton file={file} asked={job?.cancel_requested_at != null} />}
          <Tip label="Delete">
            <Button look="ghost" size="icon" aria-label={`Delete ${file.name}`} onClick={onDelete}>
              <Trash2 size={14} aria-hidden />
            </Button>
          </Tip>
        </>
      }
    />
  )
}

function CancelButton({ file, asked }: { file: StoredFile; asked: boolean }) {
  const cancel = useCancelJob()
  const refresh = useRefreshFiles()
  const { job_id: jobId } = file
  if (jobId === null) return null
  return (
    <Tip label="Stop indexing">
      <Button
        look="ghost"
        size="icon"
        aria-label={`Stop indexing ${file.name}`}
        disabled={asked || cancel.isPending}
        onClick={() => cancel.mutate(jobId, { onSettled: refresh })}
      >
        <X size={15} aria-hidden />
      </Button>
    </Tip>
  )
}
