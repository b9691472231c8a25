import { CanvasesRoom } from '../../features/canvas/components/canvases-room.tsx'

export default function CanvasesPage() {
  return <CanvasesRoom />
}
