import type { Locator, Page } from '@playwright/test'
import { type ChatPiece, type ChatServer, type Script, startChatServer } from '../../../api/src/testing/chat-server.ts'
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

/** Pieces of an answer that a test lets go one by one. */
export interface Tap {
  pieces: AsyncIterable<ChatPiece>
  say(...pieces: ChatPiece[]): void
  end(): void
}

export function createTap(): Tap {
  const waiting: ChatPiece[] = []
  let isOver = false
  let wake = (): void => undefined
  async function* flow(): AsyncGenerator<ChatPiece> {
    for (;;) {
      const piece = waiting.shift()
      if (piece !== undefined) yield piece
      else if (isOver) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  const say = (...pieces: ChatPiece[]): void => {
    waiting.push(...pieces)
    wake()
  }
  const end = (): void => {
    isOver = true
    wake()
  }
  return { pieces: flow(), say, end }
}

export const TITLE = 'Tides and harbours'

/** Answers questions by a script, and requests for a title with one. */
export function answering(script: Script): Script {
  return (request, index) =>
    request.messages[0]?.content?.startsWith('Write a title') === true ? { pieces: [TITLE] } : script(request, index)
}

/** Tests with an Outlast whose language model is a server of ours: a test says what it answers, and when. */
export const test = base.extend<object, { chat: ChatServer }>({
  chat: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
    async ({}, use) => {
      const chat = await startChatServer(answering(() => ({ pieces: ['I am listening.'] })))
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
