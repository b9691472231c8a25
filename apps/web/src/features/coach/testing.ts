import type { Message } from '@outlast/contract'

const AT = '2026-01-02T03:04:05.000Z'

/** A message to test with. */
export function messageOf(change: Partial<Message> = {}): Message {
  const id = change.message_id ?? '019a0000-0000-7000-8000-000000000001'
  return {
    message_id: id,
    role: 'assistant',
    text: '',
    state: 'complete',
    job_id: null,
    cut_off: false,
    error: null,
    variant: 1,
    variants: [id],
    attachments: [],
    citations: [],
    actions: [],
    feedback: null,
    created_at: AT,
    ...change,
  }
}
