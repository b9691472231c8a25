import { Editor } from '../../features/execute/components/editor.tsx'

export default function EditorPage() {
  return <Editor />
}
