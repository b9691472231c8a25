'use client'

import { Braces, Download, FileCode2, FileImage, Image, Import } from 'lucide-react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { fileNameOf, saveAs } from '../../../lib/save-as.ts'
import { useDownload } from '../../../lib/use-download.ts'
import { Button } from '../../../ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../../ui/menu.tsx'
import type { LiveCanvas } from '../use-canvas.ts'
import type { Editor } from '../use-editor.ts'

/** The drawing as a file for elsewhere, and files from elsewhere into it. */
export function ExportMenu({ editor }: { editor: Editor }) {
  const save = useSaveAsFile(editor)
  return (
    <Menu
      trigger={
        <Button
          look="ghost"
          size="md"
          aria-label="Export"
          disabled={editor.session.live === null}
          className="max-md:size-8 max-md:p-0"
        >
          <Download size={15} aria-hidden />
          <span className="max-md:hidden">Export</span>
        </Button>
      }
    >
      <MenuLabel>Save as a file</MenuLabel>
      {FORMATS.map(({ format, label, icon: Icon }) => (
        <MenuItem key={format} onSelect={() => void save(format)}>
          <Icon size={15} aria-hidden />
          {label}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem onSelect={() => editor.importing.setOpen(true)}>
        <Import size={15} aria-hidden />
        Import into this canvas …
      </MenuItem>
    </Menu>
  )
}

type Format = 'png' | 'svg' | 'excalidraw' | 'mmd'

const FORMATS: readonly { format: Format; label: string; icon: typeof Braces }[] = [
  { format: 'png', label: 'PNG picture', icon: Image },
  { format: 'svg', label: 'SVG picture', icon: FileImage },
  { format: 'excalidraw', label: 'Excalidraw file', icon: Braces },
  { format: 'mmd', label: 'Mermaid text', icon: FileCode2 },
]

/** Pictures are made here; files that others read come from the server, of what is saved. */
function useSaveAsFile({ session, importing }: Editor) {
  const { live, canvasId, name } = session
  const download = useDownload()
  const make = async ({ board, sync }: LiveCanvas, format: Format): Promise<Blob> => {
    if (format === 'png') return board.toPng()
    if (format === 'svg') return board.toSvg()
    await sync.save()
    return download(`/api/canvases/${canvasId}/export?format=${format === 'mmd' ? 'mermaid' : format}`)
  }
  return async (format: Format) => {
    importing.setProblem(null)
    try {
      if (live !== null) saveAs(await make(live, format), `${fileNameOf(name, 'Canvas')}.${format}`)
    } catch (error) {
      importing.setProblem(toApiProblem(error))
    }
  }
}
