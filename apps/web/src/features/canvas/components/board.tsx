'use client'

import dynamic from 'next/dynamic'
import { keepFontsLocal } from '../excalidraw/local-fonts.ts'
import { SkeletonRows } from '../../../ui/faces.tsx'

/** Where the build puts Excalidraw's fonts. */
const ASSETS = '/excalidraw/'

/** What must be so before Excalidraw is loaded. */
function prepare(): void {
  window.EXCALIDRAW_ASSET_PATH = ASSETS
  keepFontsLocal()
}

const Loading = () => <SkeletonRows rows={10} label="Loading the board" />

/** Excalidraw, which only a browser can load, and only this page does. */
export const ExcalidrawBoard = dynamic(
  async () => {
    prepare()
    return (await import('../excalidraw/excalidraw-board.tsx')).ExcalidrawBoard
  },
  { ssr: false, loading: Loading },
)

/** A drawing to look at. */
export const StillBoard = dynamic(
  async () => {
    prepare()
    return (await import('../excalidraw/still-board.tsx')).StillBoard
  },
  { ssr: false, loading: Loading },
)
