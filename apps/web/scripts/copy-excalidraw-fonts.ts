// Puts Excalidraw's fonts beside the app, so that no browser asks another host for them.
import { cp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const excalidraw = dirname(fileURLToPath(import.meta.resolve('@excalidraw/excalidraw')))
const target = fileURLToPath(new URL('../public/excalidraw/', import.meta.url))

await rm(target, { recursive: true, force: true })
await cp(join(excalidraw, 'fonts'), join(target, 'fonts'), { recursive: true })
