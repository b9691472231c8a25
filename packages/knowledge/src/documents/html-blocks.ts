import type { BlockWriter } from './block-writer.ts'
import { createListText } from './list-text.ts'
import { type HtmlElement, walkHtml } from './html-walk.ts'
import { createTableRows } from './table-rows.ts'

/** Nothing of these is read: code, navigation, controls and what only a browser shows. */
const LEFT_OUT = new Set(
  (
    'script style template nav noscript iframe object embed svg canvas audio video select datalist button textarea input ' +
    'meta link base'
  ).split(' '),
)

/** What ends a paragraph, at both its ends. */
const BLOCK_ELEMENTS = new Set(
  (
    'html body head main div p section article aside header footer address blockquote figure figcaption form fieldset details ' +
    'summary dialog dl dt dd hr center li ul ol table caption tr td th h1 h2 h3 h4 h5 h6 pre'
  ).split(' '),
)

/**
 * Writes the blocks of an HTML document and returns its title. Nothing is fetched or run, and pictures are left out. A list or table
 * is one block, with all that is nested in it.
 */
export function writeHtmlBlocks(html: string, write: BlockWriter): string | null {
  let inline: string[] = []
  let title: string | null = null
  let container: Container | null = null

  const flush = (): void => {
    const text = container?.kind === 'code' ? inline.join('') : collapse(inline)
    inline = []
    if (container !== null) container.text(text)
    else write.add('paragraph', text)
  }
  walkHtml(html, {
    enter(element) {
      if (LEFT_OUT.has(element.name) || isHidden(element)) return false
      if (element.name === 'br') inline.push(container?.kind === 'code' ? '\n' : LINE_BREAK)
      if (!BLOCK_ELEMENTS.has(element.name) && element.name !== 'title') return true
      if (container?.kind === 'code') return true
      flush()
      container ??= openContainer(element, write)
      container?.enter(element)
      return true
    },
    leave(element) {
      if (element.name === 'title' && container === null) {
        // Titles of drawings are left out with them, so this is the document's.
        title ??= collapse(inline)
        inline = []
      }
      if (container === null) return BLOCK_ELEMENTS.has(element.name) ? flush() : undefined
      if (container.kind === 'code' && element !== container.root) return
      if (BLOCK_ELEMENTS.has(element.name)) flush()
      container.leave(element)
      if (element === container.root) container = null
    },
    text(text) {
      inline.push(container?.kind === 'code' ? text : text.replace(/[\s\u00A0]+/g, ' '))
    },
  })
  flush()
  return title
}

/** What gathers text until its root element ends, and then becomes one block. */
export type Container = {
  kind: 'heading' | 'list' | 'table' | 'code'
  root: HtmlElement
  enter(element: HtmlElement): void
  text(text: string): void
  leave(element: HtmlElement): void
}

function openContainer(root: HtmlElement, write: BlockWriter): Container | null {
  if (root.name === 'ul' || root.name === 'ol') return openList(root, write)
  if (root.name === 'table') return openTable(root, write)
  if (root.name === 'pre') return gather('code', root, (texts) => write.add('code', texts.join('')))
  const level = /^h([1-6])$/.exec(root.name)?.[1]
  return level === undefined ? null : gather('heading', root, (texts) => write.heading(Number(level), texts.join(' ')))
}

function gather(kind: 'heading' | 'code', root: HtmlElement, end: (texts: string[]) => void): Container {
  const texts: string[] = []
  return {
    kind,
    root,
    enter: () => undefined,
    text: (text) => void texts.push(text),
    leave: (element) => element === root && end(texts),
  }
}

function openList(root: HtmlElement, write: BlockWriter): Container {
  const list = createListText()
  return {
    kind: 'list',
    root,
    enter({ name, attributes }) {
      if (name === 'ul' || name === 'ol') list.open(name === 'ol' ? Number(attributes.get('start') ?? 1) || 1 : null)
      if (name === 'li') list.item()
    },
    text: (text) => list.text(text),
    leave(element) {
      if (element.name === 'ul' || element.name === 'ol') list.close()
      if (element === root) write.add('list', list.join())
    },
  }
}

function openTable(root: HtmlElement, write: BlockWriter): Container {
  const rows = createTableRows()
  let depth = 0
  return {
    kind: 'table',
    root,
    enter({ name }) {
      if (name === 'table') depth += 1
      if (depth === 1 && name === 'tr') rows.row()
      if (depth === 1 && (name === 'td' || name === 'th')) rows.cell(name === 'th')
    },
    text: (text) => rows.text(text),
    leave(element) {
      if (element.name === 'table') depth -= 1
      if (element === root) rows.write(write)
    },
  }
}

const LINE_BREAK = '\n'

/** White space as a browser shows it; only <br> breaks a line. Spaces first: the other way round takes quadratic time. */
function collapse(inline: string[]): string {
  return inline
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

function isHidden({ attributes }: HtmlElement): boolean {
  const style = attributes.get('style') ?? ''
  const isStyledAway = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
  return attributes.has('hidden') || attributes.get('aria-hidden') === 'true' || isStyledAway
}
