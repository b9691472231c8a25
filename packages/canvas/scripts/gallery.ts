import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CORPUS } from '../src/corpus/corpus.ts'
import { drawIntent } from '../src/draw/draw-intent.ts'
import { planDrawing } from '../src/plan/plan-drawing.ts'
import { openGalleryPage } from './gallery/browser.ts'
import { contactSheet } from './gallery/sheet.ts'

// pnpm --filter @outlast/canvas run gallery [folder] [--dark] [--only=part of a name]
// Draws the corpus through Excalidraw: one PNG a request, and a contact sheet of all.

const flags = process.argv.slice(2)
const folder = resolve(flags.find((flag) => !flag.startsWith('--')) ?? 'gallery')
const dark = flags.includes('--dark')
const only = flags
  .find((flag) => flag.startsWith('--only='))
  ?.slice(7)
  .split(',')

mkdirSync(folder, { recursive: true })
const { browser, page } = await openGalleryPage()
try {
  const pictures: { name: string; caption: string; image: string }[] = []
  for (const request of CORPUS.filter(({ name }) => !only || only.some((part) => name.includes(part)))) {
    const { name, style = 'modern', scheme = 'default' } = request
    const { intent, rule } = planDrawing(request.instructions)
    const { elements } = await drawIntent(intent, { look: { style, colorScheme: scheme }, seed: name })
    const image = await page.evaluate((picture) => globalThis.drawPicture(picture), {
      elements: elements as never[],
      dark,
    })
    writeFileSync(join(folder, `${name}.png`), Buffer.from(image.slice(image.indexOf(',') + 1), 'base64'))
    // After the picture, when the fonts are there.
    for (const change of await page.evaluate((list) => globalThis.whatRestoreChanges(list), elements as never[])) {
      console.log(`${name}: Excalidraw changes ${change}`)
    }
    pictures.push({ name, caption: `${rule} · ${style} · ${scheme}`, image })
  }
  await contactSheet(page, { pictures, dark, file: join(folder, 'contact-sheet.png') })
  console.log(`${pictures.length} pictures in ${folder}`)
} finally {
  await browser.close()
}
