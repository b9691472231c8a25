import { CanvasRoom } from '../../../features/canvas/components/canvas-room.tsx'

export default async function CanvasRoute({ params }: { params: Promise<{ canvas_id: string }> }) {
  const { canvas_id: canvasId } = await params
  return <CanvasRoom canvasId={canvasId} />
}
