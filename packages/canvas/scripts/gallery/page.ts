import { exportToBlob } from '@excalidraw/excalidraw'

// Runs in the browser: Excalidraw itself makes the picture, as a person's export would.

type Picture = { elements: never[]; dark: boolean }

declare global {
  var drawPicture: (picture: Picture) => Promise<string>
}

globalThis.drawPicture = async ({ elements, dark }) => {
  const blob = await exportToBlob({
    elements,
    files: null,
    mimeType: 'image/png',
    exportPadding: 32,
    getDimensions: (width: number, height: number) => {
      const scale = Math.min(2, 1600 / Math.max(width, height))
      return { width: width * scale, height: height * scale, scale }
    },
    appState: { exportBackground: true, exportWithDarkMode: dark, viewBackgroundColor: '#ffffff' },
  })
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the picture could not be read')))
    reader.readAsDataURL(blob)
  })
}
