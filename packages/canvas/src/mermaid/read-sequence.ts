import { fromMermaid } from './text.ts'

const PARTICIPANT = /^(?:create\s+)?(participant|actor)\s+(.+?)(?:\s+as\s+(.+))?$/u
const MESSAGE = /^([^-<>:+]+?)\s*(<<)?(-{1,2})(?:>{1,2}|x|\))\s*[+-]?\s*([^:]+?)\s*:\s*(.*)$/u

/** `sequenceDiagram`: participants, actors and messages; loops and alternatives are read for their messages. */
export function readSequence([, ...lines]: string[]): unknown {
  const participants = new Map<string, { id: string; label: string; role: string }>()
  const messages: { from: string; to: string; label: string; reply: boolean }[] = []
  const idOf = (name: string): string => {
    const key = name.trim()
    const known = participants.get(key) ?? { id: `p${participants.size + 1}`, label: fromMermaid(key), role: 'system' }
    participants.set(key, known)
    return known.id
  }
  let title: string | undefined
  for (const line of lines.map((text) => text.trim())) {
    const named = PARTICIPANT.exec(line)
    const message = MESSAGE.exec(line)
    if (named) {
      idOf(named[2] ?? '')
      const participant = participants.get((named[2] ?? '').trim())
      if (participant) participant.role = named[1] === 'actor' ? 'person' : 'system'
      if (participant && named[3]) participant.label = fromMermaid(named[3])
    } else if (/^title\b/u.test(line)) title = fromMermaid(line.replace(/^title:?\s*/u, ''))
    else if (message && !/^(?:note|loop|alt|opt|par|else|rect)\b/iu.test(line)) {
      const [from, to] = [idOf(message[1] ?? ''), idOf(message[4] ?? '')]
      messages.push({ from, to, label: fromMermaid(message[5] ?? ''), reply: message[3] === '--' })
    }
  }
  if (participants.size === 0) return undefined
  return { kind: 'sequence', title, participants: [...participants.values()], messages }
}
