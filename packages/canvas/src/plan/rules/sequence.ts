import { Names } from '../names.ts'
import { type Source, unquote } from '../source.ts'
import { titleFrom } from '../title.ts'

const MESSAGE = /^(.{1,60}?)\s*(-{1,2}>{1,2}|=>|→)\s*(.{1,60}?)\s*[:：]\s*(.*)$/u
const BACK = /^(.{1,60}?)\s*(<{1,2}-{1,2})\s*(.{1,60}?)\s*[:：]\s*(.*)$/u
const SPOKEN =
  /^(.{1,40}?)\s+(?:asks|tells|calls|sends to|replies to|answers|requests|responds to)\s+(.{1,40}?)\s*[:：]\s*(.+)$/iu
const REPLY = /^(?:returns?|response|reply|ok\b|20\d\b|4\d\d\b|answers?)/iu

/** "sequence", and lines `Browser -> API: log in`. A dashed arrow (`-->`), or one that points back (`<--`), is a reply. */
export function planSequence({ lines, text }: Source): unknown {
  if (!/\b(?:sequence|sequenz|séquence|secuencia|interaction)/iu.test(text)) return undefined
  const names = new Names()
  const participants = new Map<string, { id: string; label: string; role?: string }>()
  const messages: { from: string; to: string; label: string; reply: boolean }[] = []
  const participant = (name: string): string => {
    const label = unquote(name)
    const id = names.idOf(label)
    if (!participants.has(id)) participants.set(id, { id, label, role: isPerson(label) ? 'person' : 'system' })
    return id
  }
  for (const { text } of lines) {
    const line = text.replace(/^[^:>]*\b(?:sequen|séquen|secuen|interaction)[^:>]*:\s*(?=\S)/iu, '')
    const match = MESSAGE.exec(line) ?? BACK.exec(line)
    const spoken = match ? null : SPOKEN.exec(line)
    const [, left = '', arrow = '', right = '', label = ''] =
      match ?? (spoken ? [spoken[0], spoken[1], '->', spoken[2], spoken[3]] : [])
    if (left === '' || right === '') continue
    const [a, b] = [participant(left), participant(right)]
    const back = arrow.startsWith('<')
    const reply = back || arrow.startsWith('--') || REPLY.test(label)
    messages.push({ from: back ? b : a, to: back ? a : b, label, reply })
  }
  if (messages.length === 0) return undefined
  return {
    kind: 'sequence',
    title: titleFrom(MESSAGE.test(lines[0]?.text ?? '') ? undefined : lines[0]?.text),
    participants: [...participants.values()],
    messages,
  }
}

const isPerson = (name: string): boolean =>
  /^(?:user|customer|client|person|admin|operator|buyer|patient|guest|visitor|nutzer|kunde|kundin|utilisateur|cliente|usuario)\b/iu.test(
    name,
  )
