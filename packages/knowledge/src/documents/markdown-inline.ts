import type { MarkedToken, Token } from 'marked'
import { parseFragment } from 'parse5'

/** What a reader sees of a line: emphasis, links and pictures are their text. */
export function inlineText(tokens: readonly Token[]): string {
  return tokens.map((token) => tokenText(token as MarkedToken)).join('')
}

function tokenText(token: MarkedToken): string {
  switch (token.type) {
    case 'br':
      return '\n'
    case 'codespan':
    case 'escape':
      return token.text
    case 'html':
      return /^<br\b/i.test(token.text) ? '\n' : ''
    case 'image':
      return decodeEntities(token.text)
    case 'text':
      return token.tokens ? inlineText(token.tokens) : decodeEntities(token.text)
    case 'strong':
    case 'em':
    case 'del':
    case 'link':
      return inlineText(token.tokens)
    default:
      return ''
  }
}

const decoded = new Map<string, string>()

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi, (entity) => {
    const known = decoded.get(entity) ?? decodeEntity(entity)
    // HTML names 2,231 entities; numbers and inventions come on top of them.
    if (decoded.size < 5_000) decoded.set(entity, known)
    return known
  })
}

function decodeEntity(entity: string): string {
  const [node] = parseFragment(entity).childNodes
  return node !== undefined && 'value' in node ? node.value : entity
}
