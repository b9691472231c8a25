import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import type { Request, RequestHandler } from 'express'
import multer, { MulterError } from 'multer'
import { AppError } from './app-error.ts'

/** Receives one file, the part named `file`, onto the disk: 50 MB a request would soon fill the memory. */
export function receiveFile({ directory, maxBytes }: { directory: string; maxBytes: number }): RequestHandler {
  const storage = multer.diskStorage({
    destination: directory,
    // Names come from outside: on the disk a file has one of ours.
    filename: (_request, _file, done) => done(null, randomUUID()),
  })
  const receive = multer({
    storage,
    defParamCharset: 'utf8',
    limits: { fileSize: maxBytes, files: 1, fields: 5, fieldSize: 1000 },
  }).single('file')
  return (request, response, next) => {
    if (!request.is('multipart/form-data')) {
      return next(new AppError('unsupported_media_type', 'Send the file as multipart/form-data, in the part "file".'))
    }
    // Whatever becomes of the request, e.g. a field that is not valid: its file does not stay.
    response.once('close', () => void removeFile(request.file))
    void receive(request, response, (error: unknown) =>
      next(error === undefined ? undefined : toAppError(error, maxBytes)),
    )
  }
}

/** Of a form that it refuses, multer removes the file itself, and takes its path away. */
async function removeFile(file: { path?: string } | undefined): Promise<void> {
  if (file?.path !== undefined) await rm(file.path, { force: true })
}

/** The file that came with a request, taken from the disk. Its name is for people: no path, no control characters. */
export async function takeFile(request: Request): Promise<{ name: string; bytes: Uint8Array }> {
  const { file } = request
  if (file === undefined) {
    const issues = [{ path: 'body.file', message: 'is needed' }]
    throw new AppError('invalid_request', 'body.file: send the document as the part "file".', { issues })
  }
  return { name: cleanName(file.originalname), bytes: await readFile(file.path) }
}

const MAX_NAME_CHARS = 200

function cleanName(original: string): string {
  // Among them what writes the rest from right to left, and has `…fdp.exe` look like `…exe.pdf`.
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  const clean = original.replaceAll(/^.*[/\\]|[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffd]/g, '').trim()
  return (
    clean
      .slice(0, MAX_NAME_CHARS)
      .replace(/[\ud800-\udbff]$/, '')
      .toWellFormed() || 'Untitled'
  )
}

function toAppError(error: unknown, maxBytes: number): unknown {
  if (!(error instanceof MulterError))
    return new AppError(
      'invalid_request',
      'The form could not be read: it was cut off, or is no multipart/form-data.',
      { cause: error },
    )
  if (error.code === 'LIMIT_FILE_SIZE') {
    const megabytes = Math.floor(maxBytes / 1_000_000)
    return new AppError('body_too_large', `The file is over the limit of ${megabytes} MB.`, { cause: error })
  }
  return new AppError('invalid_request', `The form could not be read: ${error.message}.`, { cause: error })
}
