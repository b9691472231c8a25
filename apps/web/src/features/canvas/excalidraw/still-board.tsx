import { Excalidraw, MainMenu } from '@excalidraw/excalidraw'
import type { Drawing } from '@outlast/contract'
import { useState } from 'react'
import { byId, toBinaryFiles, toScene } from './elements.ts'

/** A drawing to look at: it can be moved and zoomed, and not changed. */
export function StillBoard({ drawing, isDark }: { drawing: Drawing; isDark: boolean }) {
  const [initialData] = useState(() => ({
    elements: toScene(drawing.elements),
    files: byId(toBinaryFiles(drawing.files)),
    scrollToContent: true,
  }))
  return (
    <div className="board board-still h-full w-full">
      <Excalidraw
        initialData={initialData}
        theme={isDark ? 'dark' : 'light'}
        langCode="en"
        viewModeEnabled
        zenModeEnabled
        aiEnabled={false}
        validateEmbeddable={false}
      >
        {NO_MENU}
      </Excalidraw>
    </div>
  )
}

/** Excalidraw's own menu leads to other sites. */
const NO_MENU = <MainMenu>{null}</MainMenu>
