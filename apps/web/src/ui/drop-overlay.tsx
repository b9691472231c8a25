import { FileUp } from 'lucide-react'

/** Lies over what files are dragged over: what will become of them. */
export function DropOverlay({ title, detail }: { title: string; detail: string }) {
  return (
    <div className="pointer-events-none absolute inset-0 z-30 p-3">
      <div
        role="status"
        className="flex h-full flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed border-ink bg-canvas/90 text-center"
      >
        <FileUp size={28} aria-hidden className="text-ink-2" />
        <p className="text-lg font-semibold">{title}</p>
        <p className="text-sm text-ink-2">{detail}</p>
      </div>
    </div>
  )
}
