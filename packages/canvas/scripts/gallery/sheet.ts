import type { Page } from '@playwright/test'

type Sheet = { pictures: { name: string; caption: string; image: string }[]; dark: boolean; file: string }

/** All pictures on one page, in columns of equal width. */
export async function contactSheet(page: Page, { pictures, dark, file }: Sheet): Promise<void> {
  await page.setViewportSize({ width: 1800, height: 1200 })
  await page.evaluate(showSheet, { pictures, dark })
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())))
  await page.screenshot({ path: file, fullPage: true })
}

function showSheet({ pictures, dark }: Pick<Sheet, 'pictures' | 'dark'>): void {
  document.body.style.cssText = `margin:0;padding:24px;display:grid;grid-template-columns:repeat(5,1fr);gap:16px;font:13px system-ui;background:${dark ? '#0b0b0b' : '#f4f4f5'};color:${dark ? '#ccc' : '#333'}`
  for (const { name, caption, image } of pictures) {
    const figure = document.createElement('figure')
    figure.style.cssText = `margin:0;padding:10px;border-radius:10px;background:${dark ? '#121212' : '#fff'};display:flex;flex-direction:column;gap:8px;height:300px`
    const picture = document.createElement('img')
    picture.src = image
    picture.style.cssText = 'object-fit:contain;flex:1;min-height:0;width:100%'
    const text = document.createElement('figcaption')
    text.textContent = `${name} · ${caption}`
    figure.append(picture, text)
    document.body.append(figure)
  }
}
