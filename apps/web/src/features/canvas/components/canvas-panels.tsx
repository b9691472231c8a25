'use client'

import type { Editor } from '../use-editor.ts'
import { DrawPanel } from './draw-panel.tsx'
import { SidePanel } from './side-panel.tsx'
import { VersionsPanel } from './versions-panel.tsx'

/** The panel beside the canvas, if one is open. */
export function CanvasPanels({ editor }: { editor: Editor }) {
  const close = () => editor.openPanel('none')
  switch (editor.panel) {
    case 'none':
      return null
    case 'draw':
      return (
        <SidePanel name="Describe" onClose={close}>
          <DrawPanel editor={editor} />
        </SidePanel>
      )
    case 'versions':
      return (
        <SidePanel name="Versions" onClose={close}>
          <VersionsPanel session={editor.session} openId={editor.version.openId} onOpen={editor.version.open} />
        </SidePanel>
      )
  }
}
