import { cn } from '../../../lib/cn.ts'

/** A small picture of a drawing. As an image, so that nothing in it can run or load; in the dark as the board shows it. */
export function Thumbnail({ preview, className }: { preview: string | null; className?: string }) {
  return (
    <div className={cn('overflow-hidden', className)}>
      <div className="relative h-full bg-white dark:hue-rotate-180 dark:invert-[.93]">
        {preview !== null && (
          <img
            src={`data:image/svg+xml;utf8,${encodeURIComponent(preview)}`}
            alt=""
            className="absolute inset-[8%] h-[84%] w-[84%] object-contain"
            draggable={false}
          />
        )}
      </div>
    </div>
  )
}
