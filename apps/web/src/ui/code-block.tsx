import { cn } from '../lib/cn.ts'

/** Code to read, with line numbers that are not copied along. */
export function CodeBlock({ code, label, className }: { code: string; label: string; className?: string }) {
  const lines = code.replace(/\n$/, '').split('\n')
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={label}
      className={cn('scroll-thin overflow-auto font-mono text-xs leading-5', className)}
    >
      <div className="grid min-w-full w-max grid-cols-[auto_1fr] py-2">
        <div aria-hidden className="sticky left-0 bg-inherit pr-3 pl-4 text-right text-ink-3 tabular-nums select-none">
          {lines.map((_, index) => (
            <div key={index}>{index + 1}</div>
          ))}
        </div>
        <pre className="pr-4">{lines.join('\n')}</pre>
      </div>
    </div>
  )
}
