'use client'

import { Braces, Download, FileCode2, FileImage, Image, Import } from 'lucide-react'
import type { ApiProblem } from '../../../lib/api-problem.ts'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { fileNameOf, saveAs } from '../../../lib/save-as.ts'
import { useDownload } from '../../../lib/use-download.ts'
import { Button } from '../../../ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../../ui/menu.tsx'
import type { CanvasSession, LiveCanvas } from '../use-canvas.ts'

interface ExportMenuProps {
  session: CanvasSession
  onImport: () => void
  onProblem: (problem: ApiProblem) => void
}

/** The drawing as a file for elsewhere, and files from elsewhere into it. */
export function ExportMenu({ session, onImport, onProblem }: ExportMenuProps) {
  const { live, canvasId, name } = session
  const download = useDownload()
  const save = async (extension: string, make: (live: LiveCanvas) => Promise<Blob>) => {
    try {
      if (live !== null) saveAs(await make(live), `${fileNameOf(name, 'Canvas')}.${extension}`)
    } catch (error) {
      onProblem(toApiProblem(error))
    }
  }
  const fetchAs = (format: 'excalidraw' | 'mermaid') => async (live: LiveCanvas) => {
    await live.sync.save()
    return download(`/api/canvases/${canvasId}/export?format=${format}`)
  }
  return (
    <Menu
      trigger={
        <Button
          look="ghost"
          size="md"
          aria-label="Export"
          disabled={live === null}
          className="max-md:size-8 max-md:p-0"
        >
          <Download size={15} aria-hidden />
          <span className="max-md:hidden">Export</span>
        </Button>
      }
    >
      <MenuLabel>Save as a file</MenuLabel>
      <MenuItem onSelect={() => void save('png', ({ board }) => board.toPng())}>
        <Image size={15} aria-hidden />
        PNG picture
      </MenuItem>
      <MenuItem onSelect={() => void save('svg', ({ board }) => board.toSvg())}>
        <FileImage size={15} aria-hidden />
        SVG picture
      </MenuItem>
      <MenuItem onSelect={() => void save('excalidraw', fetchAs('excalidraw'))}>
        <Braces size={15} aria-hidden />
        Excalidraw file
      </MenuItem>
      <MenuItem onSelect={() => void save('mmd', fetchAs('mermaid'))}>
        <FileCode2 size={15} aria-hidden />
        Mermaid text
      </MenuItem>
      <MenuLine />
      <MenuItem onSelect={onImport}>
        <Import size={15} aria-hidden />
        Import into this canvas …
      </MenuItem>
    </Menu>
  )
}
