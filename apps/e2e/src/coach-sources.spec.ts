import { withTitles } from '../../api/src/testing/chat-scripts.ts'
import { answersOf, ask, questionsOf, test } from './support/coach-page.ts'
import { writePdf } from './support/pdf.ts'
import { expect } from './support/test.ts'
import { sentencesAbout } from './support/texts.ts'

const LIGHTHOUSE = 'The lighthouse of Genoa was rebuilt in 1543 and stands 76 metres tall.'
const pageAbout = (topic: 'sea' | 'bread' | 'rail'): string => sentencesAbout(topic, 30).join(' ')
const HARBOURS = writePdf([pageAbout('sea'), `${LIGHTHOUSE} ${pageAbout('rail')}`, pageAbout('bread')])

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
