import { exportToBlob, restoreElements } from '@excalidraw/excalidraw'

// Runs in the browser: Excalidraw itself makes the picture, as a person's export would.

type Picture = { elements: never[]; dark: boolean }

declare global {
  var drawPicture: (picture: Picture) => Promise<string>
  /** What Excalidraw changes when it opens the drawing and measures its texts again: names of properties, with how much. */
  var whatRestoreChanges: (elements: never[]) => string[]
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

globalThis.whatRestoreChanges = (elements) => {
  const before = new Map(elements.map((element: { id: string }) => [element.id, element]))
  const restored = restoreElements(elements, null, { refreshDimensions: true, repairBindings: true })
  const lost = elements.length - restored.length
  const changes = restored.flatMap((element) => {
    const old: object = before.get(element.id) ?? {}
    return Object.entries(element).flatMap(([name, value]) => {
      const was: unknown = Reflect.get(old, name)
      if (['version', 'versionNonce', 'updated', 'index'].includes(name)) return []
      if (typeof value === 'number' && typeof was === 'number')
        return Math.abs(value - was) > 1.5 ? [`${element.type}.${name} ${was} -> ${value}`] : []
      return JSON.stringify(value) === JSON.stringify(was)
        ? []
        : [`${element.type}.${name} ${JSON.stringify(was)} -> ${JSON.stringify(value)}`]
    })
  })
  return lost === 0 ? changes : [`${lost} elements are gone`, ...changes]
}
