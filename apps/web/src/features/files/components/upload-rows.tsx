'use client'

import { CircleDashed, CopyCheck, CircleX, RotateCw, X } from 'lucide-react'
import { isFinal } from '../../../lib/api-problem.ts'
import { formatBytes } from '../../../lib/format.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { Button } from '../../../ui/button.tsx'
import { Meter } from '../../../ui/meter.tsx'
import { Tip } from '../../../ui/tip.tsx'
import type { Upload } from '../state.ts'
import { useUploadQueue } from '../use-uploads.ts'
import { explainRefusal } from '../words.ts'
import { Row, Trouble } from './row.tsx'

/** Files on their way to the server, and those that did not become files of the list. */
export function UploadRows({ uploads }: { uploads: readonly Upload[] }) {
  if (uploads.length === 0) return null
  return (
    <ul aria-label="Uploads" className="border-b border-line">
      {uploads.map((upload) => (
        <UploadRow key={upload.uploadId} upload={upload} />
      ))}
    </ul>
  )
}

function UploadRow({ upload }: { upload: Upload }) {
  const queue = useUploadQueue()
  const { uploadId, name, sizeBytes, collection, stage } = upload
  const going = stage.stage === 'waiting' || stage.stage === 'sending'
  const label = going ? `Stop the upload of ${name}` : `Dismiss ${name}`
  return (
    <Row
      name={name}
      facts={[formatBytes(sizeBytes), `to ${collection}`]}
      state={<UploadState upload={upload} />}
      trouble={
        stage.stage === 'refused' && (
          <Trouble {...explainRefusal(stage.problem)}>
            {!isFinal(stage.problem) && (
              <Button onClick={() => queue.retry(uploadId)}>
                <RotateCw size={13} aria-hidden />
                Try again
              </Button>
            )}
          </Trouble>
        )
      }
      actions={
        <Tip label={going ? 'Stop' : 'Dismiss'}>
          <Button look="ghost" size="icon" aria-label={label} onClick={() => queue.remove(uploadId)}>
            <X size={15} aria-hidden />
          </Button>
        </Tip>
      }
    />
  )
}

const WORD = 'inline-flex items-center gap-1.5 text-sm font-medium'

function UploadState({ upload: { name, sizeBytes, stage } }: { upload: Upload }) {
  const { go } = useLibraryAddress()
  switch (stage.stage) {
    case 'waiting':
      return (
        <span className={`${WORD} text-ink-3`}>
          <CircleDashed size={15} aria-hidden /> Waiting for its turn
        </span>
      )
    case 'sending': {
      const percent = sizeBytes === 0 ? 100 : Math.floor((stage.sentBytes / sizeBytes) * 100)
      const words = percent < 100 ? `${formatBytes(stage.sentBytes)} of ${formatBytes(sizeBytes)}` : 'Being stored …'
      return (
        <>
          <span className="flex gap-2 text-sm font-medium text-ember-ink">
            Uploading <span className="font-normal text-ink-3 tabular-nums">{words}</span>
          </span>
          <Meter label={`Upload of ${name}`} percent={percent} className="mt-1.5" />
        </>
      )
    }
    case 'refused':
      return (
        <span role="alert" className={`${WORD} text-failed`}>
          <CircleX size={15} aria-hidden /> Not uploaded
        </span>
      )
    case 'known':
      return (
        <span role="status" className={`${WORD} text-done`}>
          <CopyCheck size={15} aria-hidden />
          Already here
          <button
            type="button"
            className="min-w-0 truncate font-normal text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink"
            onClick={() => go({ file: stage.file.file_id })}
          >
            as {stage.file.name}
          </button>
        </span>
      )
  }
}
