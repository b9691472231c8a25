/** The part of a tree of HTML that is looked at here. */
export interface Node {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: Node[]
}

const MARK = /\[(\d{1,3})\]/g
/** Where `[1]` is an index into a list, or the words of a link. */
const LITERAL = new Set(['code', 'pre', 'a'])

/** A rehype plugin that makes an element `citation-mark` of every `[1]` in running text. */
export function markCitations() {
  return (tree: Node): void => mark(tree)
}

function mark(node: Node): void {
  if (node.children === undefined || (node.tagName !== undefined && LITERAL.has(node.tagName))) return
  node.children = node.children.flatMap((child) =>
    child.type === 'text' && child.value !== undefined ? piecesOf(child.value) : [child],
  )
  for (const child of node.children) mark(child)
}

/** Text with its marks taken out into elements of their own. */
function piecesOf(text: string): Node[] {
  const pieces: Node[] = []
  let end = 0
  for (const { index, 0: match, 1: number } of text.matchAll(MARK)) {
    if (index > end) pieces.push({ type: 'text', value: text.slice(end, index) })
    pieces.push({ type: 'element', tagName: 'citation-mark', properties: { number: Number(number) }, children: [] })
    end = index + match.length
  }
  if (end < text.length) pieces.push({ type: 'text', value: text.slice(end) })
  return pieces
}
