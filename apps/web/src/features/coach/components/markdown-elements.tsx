import { ImageOff } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../../../lib/cn.ts'
import { isNamedBy, pageOf, placeOf } from '../links.ts'

/** What a piece of Markdown looks like. Headings of an answer are below those of the page. */
export const MARKDOWN_ELEMENTS = {
  a: SafeLink,
  img: NoImage,
  h1: heading('h3', 'mt-6 mb-2 text-lg'),
  h2: heading('h3', 'mt-6 mb-2 text-lg'),
  h3: heading('h4', 'mt-5 mb-1.5 text-[15px]'),
  h4: heading('h5', 'mt-4 mb-1 text-[15px]'),
  h5: heading('h6', 'mt-4 mb-1 text-sm'),
  h6: heading('h6', 'mt-4 mb-1 text-sm'),
  p: ({ children }: Children) => <p className="my-3">{children}</p>,
  ul: ({ children }: Children) => <ul className="my-3 list-disc ps-6 marker:text-ink-3">{children}</ul>,
  ol: ({ children, start }: ComponentProps<'ol'>) => (
    <ol start={start} className="my-3 list-decimal ps-6 marker:text-ink-3">
      {children}
    </ol>
  ),
  li: ({ children }: Children) => <li className="my-1 ps-1 [&>p]:my-0">{children}</li>,
  strong: ({ children }: Children) => <strong className="font-semibold">{children}</strong>,
  blockquote: ({ children }: Children) => (
    <blockquote className="my-4 border-s-2 border-line-strong ps-4 text-ink-2">{children}</blockquote>
  ),
  hr: () => <hr className="my-6" />,
  inlineCode: ({ children }: Children) => (
    <code className="rounded-sm bg-hover px-1 py-0.5 font-mono text-[13px]">{children}</code>
  ),
  table: ({ children }: Children) => (
    <div
      role="group"
      aria-label="Table"
      tabIndex={0}
      className="scroll-thin my-4 overflow-x-auto rounded-lg border border-line"
    >
      <table className="w-full border-collapse text-sm">{children}</table>
    </div>
  ),
  thead: ({ children }: Children) => <thead className="bg-surface text-ink-2">{children}</thead>,
  tbody: ({ children }: Children) => <tbody>{children}</tbody>,
  tr: ({ children }: Children) => <tr className="border-b border-line last:border-0">{children}</tr>,
  th: ({ children, style }: ComponentProps<'th'>) => (
    <th style={style} className="px-3 py-2 text-start font-medium whitespace-nowrap">
      {children}
    </th>
  ),
  td: ({ children, style }: ComponentProps<'td'>) => (
    <td style={style} className="min-w-24 px-3 py-2 align-top">
      {children}
    </td>
  ),
}

interface Children {
  children?: ReactNode
}

function heading(Tag: 'h3' | 'h4' | 'h5' | 'h6', look: string) {
  return function Heading({ children }: Children) {
    return <Tag className={cn('font-semibold first:mt-0', look)}>{children}</Tag>
  }
}

/** A link that shows where it leads and tells the other side nothing. One that does not lead to a page is text. */
function SafeLink({ href, children }: ComponentProps<'a'>) {
  const url = href === undefined ? null : pageOf(href)
  if (url === null) return <>{children}</>
  return (
    <>
      <a
        href={url.href}
        title={url.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="font-medium underline decoration-line-strong underline-offset-2 hover:decoration-ink"
      >
        {children}
      </a>
      {!isNamedBy(children, url) && <span className="text-xs text-ink-3"> ({placeOf(url)})</span>}
    </>
  )
}

/** A picture is not fetched: who asks for it tells its server that this answer was read. */
function NoImage({ alt, src }: ComponentProps<'img'>) {
  const target = typeof src === 'string' ? pageOf(src) : null
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded-md border border-line px-2 py-0.5 align-middle text-xs text-ink-3">
      <ImageOff size={13} aria-hidden className="shrink-0" />
      <span className="min-w-0 truncate">
        Picture not loaded{alt === undefined || alt === '' ? '' : `: ${alt}`}
        {target !== null && ` (${target.host})`}
      </span>
    </span>
  )
}
