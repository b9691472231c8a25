import type { Locator, Page } from '@playwright/test'
import { withTitles } from '../../../api/src/testing/chat-scripts.ts'
import { type ChatServer, startChatServer } from '../../../api/src/testing/chat-server.ts'
import { Outlast } from './outlast.ts'
import { test as base } from './test.ts'

/** The parts of the Coach's page, by what a person or a screen reader calls them. */
export const boxOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Message' })
export const threadsOf = (page: Page): Locator => page.getByRole('list', { name: 'Threads' }).getByRole('listitem')
export const questionsOf = (page: Page): Locator => page.getByRole('article', { name: 'You' })
export const answersOf = (page: Page): Locator => page.getByRole('article', { name: 'Coach' })
export const sendButton = (page: Page): Locator => page.getByRole('button', { name: 'Send', exact: true })
export const stopButton = (page: Page): Locator => page.getByRole('button', { name: 'Stop the answer' })
export const keepSwitch = (page: Page): Locator => page.getByRole('switch', { name: /^Keep my threads/ })

/** Asks as a person does: types and presses Enter. */
export async function ask(page: Page, text: string): Promise<void> {
  await boxOf(page).fill(text)
  await boxOf(page).press('Enter')
}

/** Tests with an Outlast whose language model is a server of ours: a test says what it answers, and when. */
export const test = base.extend<object, { chat: ChatServer }>({
  chat: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
    async ({}, use) => {
      const chat = await startChatServer(withTitles(() => ({ pieces: ['I am listening.'] })))
      await use(chat)
      await chat.close()
    },
    { scope: 'worker' },
  ],
  outlast: [
    async ({ chat }, use) => {
      const outlast = await Outlast.create({ OPENAI_BASE_URL: chat.baseUrl, CHAT_MODEL: 'stub-model' })
      await outlast.start()
      await use(outlast)
      await outlast.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})
