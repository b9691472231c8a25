import type { Message, Thread } from '@outlast/contract'
import { type ExportedDocument, fileNameOf, oneLine } from '../../http/download.ts'
import type { CoachDeps, ThreadRef } from './coach-deps.ts'
import { readBranch } from './message-repository.ts'
import { toMessages } from './messages.ts'
import { findRow } from './threads.ts'
import { toThread } from './wire.ts'
import { pagesOf } from './model/pages.ts'

export type ExportFormat = 'markdown' | 'json'

/** More than anyone writes by hand; beyond it the oldest messages are left out. */
const MAX_MESSAGES = 20_000

/** The branch of a thread that is shown, as a document. */
export async function exportThread(
  deps: Pick<CoachDeps, 'database' | 'attachments' | 'models'>,
  ref: ThreadRef,
  format: ExportFormat,
): Promise<ExportedDocument> {
  const row = await findRow(deps.database, ref)
  const thread = toThread(row)
  const branch = { threadId: ref.threadId, lastId: row.leafId ?? '' }
  const rows = row.leafId === null ? [] : await readBranch(deps.database, branch, MAX_MESSAGES)
  const messages = await toMessages(deps, ref, rows)
  const title = thread.title ?? 'Thread'
  const name = fileNameOf(title, 'Thread')
  if (format === 'json') {
    const text = `${JSON.stringify({ thread, messages }, null, 2)}\n`
    return { name: `${name}.json`, mediaType: 'application/json; charset=utf-8', text }
  }
  const coach = deps.models.findCoach(thread.coach)?.title ?? 'Coach'
  return { name: `${name}.md`, mediaType: 'text/markdown; charset=utf-8', text: toMarkdown(thread, messages, coach) }
}

function toMarkdown(thread: Thread, messages: Message[], coach: string): string {
  const heading = `# ${oneLine(thread.title ?? 'Thread')}\n\n${thread.created_at} to ${thread.updated_at}`
  return `${[heading, ...messages.map((message) => toSection(message, coach))].join('\n\n')}\n`
}

function toSection(message: Message, coach: string): string {
  const { role, text, created_at, attachments, citations, state, error } = message
  const parts = [`## ${role === 'user' ? 'You' : oneLine(coach)}, ${created_at}`, text]
  if (attachments.length > 0) parts.push(`Attached: ${attachments.map(({ name }) => oneLine(name)).join(', ')}`)
  if (state === 'stopped') parts.push('*Stopped.*')
  if (error !== null) parts.push(`*Failed: ${oneLine(error.detail)}*`)
  if (citations.length > 0) parts.push(citations.map(toSource).join('\n'))
  return parts.filter((part) => part !== '').join('\n\n')
}

function toSource({ number, name, page, page_end: pageEnd, headings }: Message['citations'][number]): string {
  const place = [oneLine(name), pagesOf({ page, pageEnd }), ...headings.map(oneLine)].filter((part) => part !== '')
  return `- [${number}] ${place.join(', ')}`
}
