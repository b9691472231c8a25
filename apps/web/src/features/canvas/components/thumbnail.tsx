import { cn } from '../../../lib/cn.ts'

/** A small picture of a drawing. As an image, so that nothing in it can run or load; in the dark as the board shows it. */
export function Thumbnail({ preview, className }: { preview: string | null; className?: string }) {
  return (
    <div
      className={cn(
        'grid place-items-center overflow-hidden bg-white p-3 dark:invert-[.93] dark:hue-rotate-180',
        className,
      )}
    >
      {preview !== null && (
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(preview)}`}
          alt=""
          className="h-full w-full object-contain"
          draggable={false}
        />
      )}
    </div>
  )
}
