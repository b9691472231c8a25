import { randomUUID } from 'node:crypto'
import { type Page, expect } from '@playwright/test'
import type { Client } from '../../src/support/client.ts'
import { answersOf, ask } from '../../src/support/coach-page.ts'
import { writePdf } from '../../src/support/pdf.ts'
import { untilJob } from '../../src/support/seed.ts'

/** Where the page keeps the session of a browser that keeps its threads. */
const SESSION_KEY = 'outlast.coach.session'

const EARLIER = [
  'I want to run a half marathon in October and have never run more than 5 km.',
  'How do I tell my team that we will not make the release date?',
  'I would like to read more, and end up with my phone every evening.',
]

/** A page each, as a landlord would write them. */
const LEASE = writePdf([
  'Lease of the rooms in Mill Lane 4. The tenant uses 310 square metres on two floors as offices. The rent is 5,200 EUR a month and is due on the third working day.',
  'The lease ends on 30 April without notice. The tenant hands over the rooms empty and painted white. The handover takes place on the last working day of the lease, with both sides present and a list of defects. The deposit of 18,400 EUR is paid back within six weeks after the handover.',
  'The tenant may sublet single rooms with the consent of the landlord. Signs at the front of the house need the consent of the city.',
])

/** Threads of earlier days, in the session that the page then opens with. */
export async function seedCoach(api: Client, page: Page): Promise<void> {
  const sessionId = randomUUID()
  await page.addInitScript(([key, id]) => localStorage.setItem(key ?? '', id ?? ''), [SESSION_KEY, sessionId])
  const headers = { 'x-session-id': sessionId }
  for (const text of EARLIER) {
    const thread = await api.coach.createThread({ headers, body: {} })
    if (thread.status !== 201) throw new Error(JSON.stringify(thread.body))
    const sent = await api.coach.sendMessage({ headers, params: { thread_id: thread.body.thread_id }, body: { text } })
    if (sent.status !== 202) throw new Error(JSON.stringify(sent.body))
    await untilJob(api, sent.body.answer.job_id ?? '')
  }
}

/** Asks about a document, and promises something. */
export async function talkToCoach(page: Page): Promise<void> {
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach documents' }).click()
  await (await chosen).setFiles({ name: 'Lease of Mill Lane 4.pdf', mimeType: 'application/pdf', buffer: LEASE })
  await expect(page.getByRole('list', { name: 'Documents to send' })).toContainText('Attached')
  await ask(page, 'When does the lease end, and in what state do we hand over the rooms?')
  await untilAnswered(page, 1)
  await ask(
    page,
    'My goal is to be out of Mill Lane by the middle of April. I will ask two painters for an offer by Friday.',
  )
  await untilAnswered(page, 2)
}

async function untilAnswered(page: Page, answers: number): Promise<void> {
  await expect(answersOf(page)).toHaveCount(answers)
  await expect(answersOf(page).last()).toHaveAttribute('aria-busy', 'false')
}
