import { type DefaultTreeAdapterTypes, parse } from 'parse5'

export type HtmlElement = { name: string; attributes: Map<string, string> }

/** `enter` returns false to leave out the element with all that is in it; `leave` is then not called. */
export type HtmlVisitor = {
  enter(element: HtmlElement): boolean
  leave(element: HtmlElement): void
  text(text: string): void
}

/** Walks through a document in reading order with a stack of its own: 100,000 nested elements overflow the engine's. */
export function walkHtml(html: string, visitor: HtmlVisitor): void {
  const open: { element: HtmlElement; children: DefaultTreeAdapterTypes.ChildNode[]; next: number }[] = []
  const root = { name: '#document', attributes: new Map<string, string>() }
  open.push({ element: root, children: parse(html).childNodes, next: 0 })
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const node = top.children[top.next]
    top.next += 1
    if (node === undefined) {
      open.pop()
      if (open.length > 0) visitor.leave(top.element)
    } else if ('value' in node) {
      visitor.text(node.value)
    } else if ('tagName' in node) {
      const element = { name: node.tagName, attributes: new Map(node.attrs.map(({ name, value }) => [name, value])) }
      if (visitor.enter(element)) open.push({ element, children: node.childNodes, next: 0 })
    }
  }
}
