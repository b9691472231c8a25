'use client'

import dynamic from 'next/dynamic'
import { SkeletonRows } from '../../../ui/faces.tsx'

/** Where the build puts Excalidraw's fonts. It must be told before Excalidraw is loaded. */
const ASSETS = '/excalidraw/'

const Loading = () => <SkeletonRows rows={10} label="Loading the board" />

/** Excalidraw, which only a browser can load, and only this page does. */
export const ExcalidrawBoard = dynamic(
  async () => {
    window.EXCALIDRAW_ASSET_PATH = ASSETS
    return (await import('../excalidraw/excalidraw-board.tsx')).ExcalidrawBoard
  },
  { ssr: false, loading: Loading },
)

/** A drawing to look at. */
export const StillBoard = dynamic(
  async () => {
    window.EXCALIDRAW_ASSET_PATH = ASSETS
    return (await import('../excalidraw/still-board.tsx')).StillBoard
  },
  { ssr: false, loading: Loading },
)
