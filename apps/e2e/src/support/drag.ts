import type { Locator, Page } from '@playwright/test'

/** Drags files from the desktop over the middle of the page, as the browser tells it, and drops them when asked to. */
export async function dragFiles(page: Page, files: readonly string[]): Promise<{ drop(): Promise<void> }> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 }
  const at = { x: width / 2, y: height / 2, data: { items: [], files: [...files], dragOperationsMask: 1 } }
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at })
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at })
  return {
    async drop() {
      await session.send('Input.dispatchDragEvent', { type: 'drop', ...at })
      await session.detach()
    },
  }
}

/** Pastes a file, which no page may put on the clipboard. */
export async function pasteFile(into: Locator, { name, text }: { name: string; text: string }): Promise<void> {
  await into.evaluate(
    (element, file) => {
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([file.text], file.name, { type: 'text/plain' }))
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { name, text },
  )
}
