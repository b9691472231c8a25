import { ExcalidrawFile, type CanvasImport } from '@outlast/contract'
import { ApiProblem } from '../../lib/api-problem.ts'

/** What a file chooser offers. */
export const ACCEPTED_DRAWINGS = '.excalidraw,.json,.mmd,.mermaid,application/json'

/** Something to import, and what a canvas that is made of it is called. */
export interface NamedImport {
  name: string
  import: CanvasImport
}

/** Whether a file may be a drawing, by its name. */
export function isDrawingFile({ name }: Pick<File, 'name'>): boolean {
  return /\.(excalidraw|json|mmd|mermaid)$/i.test(name)
}

/** A file as the API takes it. Throws an ApiProblem in words for whoever chose the file. */
export async function readDrawing(file: File): Promise<NamedImport> {
  const name = file.name.replace(/\.[^.]+$/, '').slice(0, 120) || 'Imported'
  const text = await file.text()
  if (/\.(mmd|mermaid)$/i.test(file.name)) return { name, import: { format: 'mermaid', text } }
  const parsed = ExcalidrawFile.safeParse(parseJson(text))
  if (!parsed.success) {
    throw new ApiProblem({
      code: 'invalid_request',
      title: 'This is no Excalidraw file',
      detail: `“${file.name}” is no drawing that Excalidraw has saved. It can also be a Mermaid file (.mmd).`,
    })
  }
  return { name, import: { format: 'excalidraw', file: parsed.data } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // said as "no Excalidraw file"
  }
}
