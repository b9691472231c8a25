import { violationsOf } from './support/accessibility.ts'
import { TITLE, createTap, withTitles } from '../../api/src/testing/chat-scripts.ts'
import {
  answersOf,
  ask,
  boxOf,
  keepSwitch,
  questionsOf,
  sendButton,
  stopButton,
  test,
  threadsOf,
} from './support/coach-page.ts'
import { writePdf } from './support/pdf.ts'
import { expect } from './support/test.ts'
import { sentencesAbout } from './support/texts.ts'

const LIGHTHOUSE = 'The lighthouse of Genoa was rebuilt in 1543 and stands 76 metres tall.'
const pageAbout = (topic: 'sea' | 'bread' | 'rail'): string => sentencesAbout(topic, 30).join(' ')
const HARBOURS = writePdf([pageAbout('sea'), `${LIGHTHOUSE} ${pageAbout('rail')}`, pageAbout('bread')])

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

test('a PDF that is attached is quoted with its page, and the number opens the passage', async ({
  page,
  visit,
  chat,
}) => {
  chat.script(
    withTitles(({ messages }) => {
      const passages = [
        ...(messages.at(-1)?.content ?? '').matchAll(/<passage number="(\d+)"[^>]*>([^]*?)<\/passage>/g),
      ]
      const [, number] = passages.find(([, , text]) => text?.includes('76 metres')) ?? []
      return { pieces: [`It is 76 metres tall [${number}].`] }
    }),
  )
  await visit('/coach')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach documents' }).click()
  await (await choosing).setFiles({ name: 'harbours.pdf', mimeType: 'application/pdf', buffer: HARBOURS })
  await expect(page.getByRole('list', { name: 'Documents to send' })).toContainText(/harbours\.pdf.*Attached/)
  await ask(page, 'How tall is the lighthouse of Genoa?')
  await expect(questionsOf(page)).toContainText('harbours.pdf')
  await expect(answersOf(page)).toContainText('76 metres tall')
  const source = answersOf(page).getByRole('button', { name: /^Source \d+: harbours\.pdf, page 2$/ })
  await source.focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: /^Source \d+$/ })
  await expect(sheet.getByLabel('Passage')).toContainText(LIGHTHOUSE)
  await expect(sheet).toContainText('page 2')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(source).toBeFocused()
})

test('two tabs see nothing of each other, and a reload is a fresh start, unless threads are kept', async ({
  page,
  context,
  visit,
  chat,
  outlast,
}) => {
  chat.script(withTitles(() => ({ pieces: ['Noted.'] })))
  await visit('/coach')
  await ask(page, 'Only for this tab')
  await expect(answersOf(page)).toContainText('Noted.')
  const address = page.url()
  expect(address).toContain('thread=')

  const other = await context.newPage()
  await other.goto(address)
  await expect(other.getByText('No threads yet')).toBeVisible()
  await expect(other).toHaveURL(`${outlast.webUrl}/coach`)
  await page.reload()
  await expect(page.getByText('No threads yet')).toBeVisible()
  await expect(questionsOf(page)).toHaveCount(0)

  await ask(page, 'For all tabs')
  await expect(answersOf(page)).toContainText('Noted.')
  await keepSwitch(page).click()
  await expect(threadsOf(other)).toHaveCount(1)
  await other.reload()
  await threadsOf(other).getByRole('button').first().click()
  await expect(questionsOf(other)).toContainText('For all tabs')
  await ask(page, 'And once more')
  await expect(answersOf(other)).toHaveCount(2)
  await expect(answersOf(other).last()).toContainText('Noted.')
  await keepSwitch(other).click()
  await other.reload()
  await expect(other.getByText('No threads yet')).toBeVisible()
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

test('nothing in an answer runs, and nothing is fetched for it', async ({ page, context, visit, chat, outlast }) => {
  const origins = new Set<string>()
  context.on('request', (request) => origins.add(new URL(request.url()).origin))
  const pieces = [
    '<script>window.ran = true</script> <img src=x onerror="window.ran = true">\n\n',
    '![a picture](https://evil.example/pixel.png) [a page](https://example.com/there) ',
    '[a trap](javascript:window.ran=true) and <svg onload="window.ran=true"></svg>\n\n',
    '```ts\nconst shown: string = "as code"\n```\n',
  ]
  chat.script(withTitles(() => ({ pieces })))
  await visit('/coach')
  await ask(page, 'Try it')
  const answer = answersOf(page)
  await expect(answer).toContainText('as code')
  await expect(answer).toHaveAttribute('aria-busy', 'false')
  await expect(answer).toContainText('<script>window.ran = true</script>')
  await expect(answer.locator('img, svg[onload], script')).toHaveCount(0)
  const link = answer.getByRole('link')
  await expect(link).toHaveText(['a page'])
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  await expect(answer).toContainText('(example.com)')
  await answer.getByText('a trap').click()
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  const local = ['null', outlast.webUrl, outlast.apiUrl]
  expect([...origins].filter((origin) => !local.includes(origin))).toEqual([])
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

test('a basket that the coach proposes is begun with one click, with the notes about to be dropped', async ({
  page,
  visit,
  chat,
}) => {
  const action = { type: 'start_basket', title: 'Move to the new office', text: 'The lease ends on 30 April.' }
  const card = `\n\n\`\`\`coach-actions\n${JSON.stringify([action])}\n\`\`\``
  chat.script(withTitles(() => ({ pieces: ['Let us sort that.', card] })))
  await visit('/coach')
  await ask(page, 'Sort my notes')
  await page.getByRole('button', { name: 'Start basket' }).click()
  await expect(page.getByRole('heading', { name: 'Move to the new office' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Notes', exact: true })).toHaveValue('The lease ends on 30 April.')
})

test('a canvas that the coach proposes is opened with its instructions filled in', async ({ page, visit, chat }) => {
  const action = { type: 'start_canvas', title: 'The move', instructions: 'Lease -> Packing -> New office' }
  const card = `\n\n\`\`\`coach-actions\n${JSON.stringify([action])}\n\`\`\``
  chat.script(withTitles(() => ({ pieces: ['Let us draw that.', card] })))
  await visit('/coach')
  await ask(page, 'Draw my move')
  await page.getByRole('button', { name: 'Open a canvas' }).click()
  await expect(page.getByRole('heading', { name: 'The move' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Instructions' })).toHaveValue('Lease -> Packing -> New office')
})

test('threads are found, renamed, exported and deleted', async ({ page, visit, chat }) => {
  chat.script(withTitles(() => ({ pieces: ['Noted.'] })))
  await visit('/coach')
  await ask(page, 'About lighthouses')
  await expect(answersOf(page)).toContainText('Noted.')
  await page.keyboard.press('ControlOrMeta+Shift+o')
  await ask(page, 'About bread')
  await expect(answersOf(page)).toContainText('Noted.')
  await expect(threadsOf(page)).toHaveCount(2)
  await threadsOf(page).first().getByRole('button').first().press('F2')
  await page.getByRole('textbox', { name: 'Title of the thread' }).fill('Baking')
  await page.keyboard.press('Enter')
  await expect(threadsOf(page).first()).toContainText('Baking')
  await page.getByRole('searchbox', { name: 'Search in threads' }).fill('lighthouses')
  await expect(threadsOf(page)).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Search in threads' }).fill('')
  await expect(threadsOf(page)).toHaveCount(2)

  const saving = page.waitForEvent('download')
  await page.getByRole('region', { name: 'Conversation' }).getByRole('button', { name: 'Actions for Baking' }).click()
  await page.getByRole('menuitem', { name: 'Export as Markdown' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('Baking.md')
  expect(Buffer.concat(await (await saved.createReadStream()).toArray()).toString()).toContain('About bread')

  await page.getByRole('region', { name: 'Conversation' }).getByRole('button', { name: 'Actions for Baking' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(threadsOf(page)).toHaveCount(1)
  await expect(page.getByRole('list', { name: 'Starters' })).toBeVisible()
})

test('the coach is for everyone, on a wide and on a narrow screen: WCAG 2.2 AA', async ({ page, visit, chat }) => {
  const pieces = ['# Plan\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nprint("x")  # why\n```\n\n- one\n- two [1]']
  chat.script(withTitles(() => ({ pieces })))
  await visit('/coach')
  await expect(page.getByRole('list', { name: 'Starters' })).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await ask(page, 'A plan, please')
  await expect(answersOf(page)).toHaveAttribute('aria-busy', 'false')
  await expect(answersOf(page)).toContainText('print')
  expect(await violationsOf(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 740 })
  await expect(page.getByRole('button', { name: 'Threads' })).toBeVisible()
  await expect(boxOf(page)).toBeInViewport()
  const size = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    return { scrollWidth, scrollHeight }
  })
  expect(size).toEqual({ scrollWidth: 360, scrollHeight: 740 })
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Threads' }).click()
  await expect(page.getByRole('dialog', { name: 'Threads' })).toContainText(TITLE)
  await expect(stopButton(page)).toHaveCount(0)
})
