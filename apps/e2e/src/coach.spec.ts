import { TITLE, createTap, withTitles } from '../../api/src/testing/chat-scripts.ts'
import { answersOf, ask, boxOf, keepSwitch, questionsOf, sendButton, test, threadsOf } from './support/coach-page.ts'
import { expect } from './support/test.ts'

test('an answer streams; it goes on while another thread is open, and over a reload where threads are kept', async ({
  page,
  visit,
  chat,
}) => {
  const tap = createTap()
  chat.script(withTitles(() => ({ pieces: tap.pieces })))
  await visit('/coach')
  await expect(page.getByRole('list', { name: 'Starters' }).getByRole('button')).not.toHaveCount(0)
  await ask(page, 'When is the tide high?')
  await expect(questionsOf(page)).toContainText('When is the tide high?')
  await expect(boxOf(page)).toHaveValue('')
  const answer = answersOf(page)
  tap.send('Twice a day, ', 'as the **moon** ')
  await expect(answer).toContainText('Twice a day, as the moon')
  await expect(answer).toHaveAttribute('aria-busy', 'true')
  await expect(threadsOf(page)).toContainText('An answer is on its way')

  await page.getByRole('button', { name: 'New thread', exact: true }).click()
  await expect(answer).toHaveCount(0)
  await boxOf(page).fill('typed for later')
  tap.send('goes ', 'round. ')
  await threadsOf(page).getByRole('button').first().click()
  await expect(answer).toContainText('Twice a day, as the moon goes round.')
  tap.send('Still more. ')
  await expect(answer).toContainText('round. Still more.')

  await keepSwitch(page).click()
  await page.reload()
  await expect(answer).toContainText('Twice a day, as the moon goes round. Still more.')
  tap.send('The end.')
  tap.end()
  await expect(answer).toContainText('Still more. The end.')
  await expect(answer).toHaveAttribute('aria-busy', 'false')
  await expect(threadsOf(page)).toContainText(TITLE)
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible()
  await expect(answer.getByText('Twice a day')).toHaveText('Twice a day, as the moon goes round. Still more. The end.')
})

test('Stop keeps the part and ends the request to the model; an answer made anew keeps the one before', async ({
  page,
  visit,
  chat,
}) => {
  const tap = createTap()
  chat.script(withTitles(() => ({ pieces: tap.pieces })))
  const before = chat.requests.length
  await visit('/coach')
  await ask(page, 'Count')
  tap.send('One, two, ')
  await expect(answersOf(page)).toContainText('One, two,')
  await boxOf(page).fill('written ahead')
  await boxOf(page).press('Enter')
  await expect(questionsOf(page)).toHaveCount(1)
  const search = page.getByRole('searchbox', { name: 'Search in threads' })
  await search.fill('lighthouse')
  await search.press('Escape')
  await expect(search).toHaveValue('')
  tap.send('three, ')
  await expect(answersOf(page)).toContainText('One, two, three,')
  await boxOf(page).press('Escape')
  await expect(answersOf(page)).toContainText('Stopped.')
  expect(await chat.requests[before]?.end).toBe('hung_up')
  await expect(answersOf(page)).toContainText('One, two, three,')
  await expect(boxOf(page)).toHaveValue('written ahead')

  chat.script(withTitles(() => ({ pieces: ['Three, four.'] })))
  await page.getByRole('button', { name: 'Regenerate' }).dblclick()
  await expect(answersOf(page)).toContainText('Three, four.')
  await expect(answersOf(page)).toContainText('2/2')
  await expect(page.getByRole('region', { name: 'Conversation' }).getByText('An answer is on its way')).toHaveCount(0)
  await page.getByRole('button', { name: 'Variant before' }).click()
  await expect(answersOf(page)).toContainText('One, two,')
  await page.getByRole('button', { name: 'Next variant' }).click()
  await expect(answersOf(page)).toContainText('Three, four.')
})

test('an answer is judged, with words that can be changed', async ({ page, visit, chat }) => {
  chat.script(withTitles(() => ({ pieces: ['Forty-two.'] })))
  await visit('/coach')
  await ask(page, 'What is the answer?')
  await expect(answersOf(page)).toContainText('Forty-two.')
  await page.getByRole('button', { name: 'Bad answer' }).click()
  const words = page.getByRole('textbox', { name: 'What was good or bad about it' })
  await words.fill('It does not say why')
  await words.press('Enter')
  await expect(words).toHaveCount(0)
  await page.getByRole('button', { name: 'Change your comment' }).click()
  await expect(words).toBeFocused()
  await expect(words).toHaveValue('It does not say why')
  await words.fill('')
  await words.press('Escape')
  await expect(page.getByRole('button', { name: 'Change your comment' })).toBeFocused()
  await page.keyboard.press('Enter')
  await words.fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(words).toHaveCount(0)
  await page.getByRole('button', { name: 'Say why' }).click()
  await expect(words).toHaveValue('')
  await page.getByRole('button', { name: 'Bad answer' }).click()
  await expect(page.getByRole('button', { name: 'Bad answer', pressed: true })).toHaveCount(0)
  await expect(words).toHaveCount(0)
})

test('a question in other words branches the thread, and one can flip back', async ({ page, visit, chat }) => {
  chat.script(withTitles(({ messages }) => ({ pieces: [`You said: ${messages.at(-1)?.content}`] })))
  await visit('/coach')
  await ask(page, 'First')
  await expect(answersOf(page)).toContainText('You said: First')
  await ask(page, 'Second')
  await expect(answersOf(page)).toHaveCount(2)
  await questionsOf(page).first().hover()
  await page.getByRole('button', { name: 'Edit question' }).first().click()
  await page.getByRole('textbox', { name: 'Question' }).fill('First, in other words')
  await page.getByRole('textbox', { name: 'Question' }).press('ControlOrMeta+Enter')
  await expect(answersOf(page)).toHaveText([/You said: First, in other words/])
  await expect(answersOf(page)).toHaveAttribute('aria-busy', 'false')
  await questionsOf(page).hover()
  await page.getByRole('button', { name: 'Variant before' }).click()
  await expect(answersOf(page)).toHaveText([/You said: First/, /You said: Second/])
})

test('a double click sends once, and an answer that failed says why and is tried again', async ({
  page,
  visit,
  chat,
}) => {
  chat.script(
    withTitles(() => ({ status: 400, body: JSON.stringify({ error: { message: 'The model is not in the mood.' } }) })),
  )
  await visit('/coach')
  await boxOf(page).fill('Hello')
  await sendButton(page).dblclick()
  await expect(answersOf(page).getByRole('alert')).toContainText('The model is not in the mood.')
  await expect(questionsOf(page)).toHaveCount(1)
  chat.script(withTitles(() => ({ pieces: ['Now I am.'] })))
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(answersOf(page)).toContainText('Now I am.')
  await expect(questionsOf(page)).toHaveCount(1)
})

test('a message that arrived although the server said that it failed is sent again as the same', async ({
  page,
  visit,
  chat,
}) => {
  chat.script(withTitles(() => ({ pieces: ['Once.'] })))
  await visit('/coach')
  const keys: (string | undefined)[] = []
  await page.route('**/threads/*/messages', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    keys.push(route.request().headers()['idempotency-key'])
    if (keys.length > 1) return route.fallback()
    await route.fetch()
    const json = { type: 'about:blank', title: 'Something broke', status: 500, code: 'internal', request_id: 'request' }
    await route.fulfill({ status: 500, contentType: 'application/problem+json', json })
  })
  await ask(page, 'How often?')
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect(boxOf(page)).toHaveValue('')
  expect(keys).toEqual([expect.any(String), keys[0]])
  await expect(answersOf(page)).toContainText('Once.')
  await expect(questionsOf(page)).toHaveCount(1)
})

test('where no stream gets through, the answer comes by polling; a page that was cut off goes on by itself', async ({
  page,
  visit,
  chat,
}) => {
  const tap = createTap()
  chat.script(withTitles(() => ({ pieces: tap.pieces })))
  await page.route('**/stream', (route) => route.abort('connectionreset'))
  await visit('/coach')
  await ask(page, 'Count')
  tap.send('One. ')
  await expect(answersOf(page)).toContainText('Connecting again')
  await expect(answersOf(page)).toContainText('One.')
  tap.send('Two. ')
  await expect(answersOf(page)).toContainText('One. Two.')
  await page.route('**/api/**', (route) => route.abort('connectionrefused'))
  tap.send('Three. ')
  await expect(answersOf(page)).toContainText('Connecting again')
  await page.unrouteAll()
  tap.end()
  await expect(answersOf(page)).toContainText('One. Two. Three.')
  await expect(answersOf(page)).toHaveAttribute('aria-busy', 'false')
})

test('who scrolls up is left alone, and one press leads back to the end', async ({ page, visit, chat }) => {
  const tap = createTap()
  chat.script(withTitles(() => ({ pieces: tap.pieces })))
  await visit('/coach')
  await ask(page, 'Tell me everything')
  for (let line = 0; line < 60; line++) tap.send(`Paragraph ${line}.\n\n`)
  const last = answersOf(page).getByText('Paragraph 59.')
  await expect(last).toBeInViewport()
  await answersOf(page).hover()
  await page.mouse.wheel(0, -600)
  const jump = page.getByRole('button', { name: 'Jump to newest' })
  await expect(jump).toBeVisible()
  await expect(last).not.toBeInViewport()
  tap.send('Paragraph 60.\n\n')
  const newest = answersOf(page).getByText('Paragraph 60.')
  await expect(newest).toBeAttached()
  await expect(newest).not.toBeInViewport()
  await jump.click()
  await expect(newest).toBeInViewport()
  await expect(jump).toBeHidden()
  tap.send('Paragraph 61.')
  await expect(answersOf(page).getByText('Paragraph 61.')).toBeInViewport()
  tap.end()
  await expect(answersOf(page)).toHaveAttribute('aria-busy', 'false')

  await page.setViewportSize({ width: 360, height: 740 })
  chat.script(withTitles(() => ({ pieces: Array.from({ length: 60 }, (_, line) => `Line ${line}.\n\n`) })))
  await ask(page, 'And the rest')
  const end = answersOf(page).last().getByText('Line 59.')
  await expect(end).toBeInViewport()
  await expect(answersOf(page).last()).toHaveAttribute('aria-busy', 'false')
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
  await questionsOf(page).last().getByRole('button', { name: 'Edit question' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Question' })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Question' })).toBeInViewport()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(end).toBeInViewport()
})
