import { exportToSvg, getCommonBounds } from '@excalidraw/excalidraw'
import type { ExcalidrawElement, NonDeletedExcalidrawElement } from '@excalidraw/excalidraw/element/types'
import { useEffect, useState } from 'react'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** A picture of elements, and where on the drawing it belongs. */
export interface Still {
  svg: SVGSVGElement
  box: Box
  count: number
}

/** A picture of elements; the last one stays until the next one is drawn. Null for no elements. */
export function useStill(elements: readonly NonDeletedExcalidrawElement[]): Still | null {
  const [still, setStill] = useState<Still | null>(null)
  useEffect(() => {
    let isLate = false
    const draw = async () => {
      const appState = { exportBackground: false, exportWithDarkMode: false }
      // The page has the fonts: nothing is to be put into the picture.
      const options = { appState, files: null, exportPadding: 0, skipInliningFonts: true }
      const svg = await exportToSvg({ ...options, elements })
      if (!isLate) setStill({ svg, box: boxOf(elements), count: elements.length })
    }
    if (elements.length > 0) void draw()
    return () => {
      isLate = true
    }
  }, [elements])
  return elements.length === 0 ? null : still
}

export function boxOf(elements: readonly ExcalidrawElement[]): Box {
  const [left, top, right, bottom] = getCommonBounds(elements)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}
