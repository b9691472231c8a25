import { fromMermaid } from './text.ts'

/** `timeline`: `2004 : Facebook : Google`, further events of a date on lines that begin with a colon. */
export function readTimeline([, ...lines]: string[]): unknown {
  let title: string | undefined
  const events: { id: string; when: string; label: string; detail?: string }[] = []
  for (const line of lines.map((text) => text.trim())) {
    if (/^title\b/u.test(line)) title = fromMermaid(line.replace(/^title\s*/u, ''))
    if (/^(?:title|section)\b/u.test(line)) continue
    const [when = '', ...happened] = line.split(/\s*:\s+|\s+:\s*|^:\s*/u)
    const last = events.at(-1)
    if (when === '' && last) last.label = [last.label, ...happened.map(fromMermaid)].filter(Boolean).join(', ')
    else
      events.push({ id: `e${events.length + 1}`, when: fromMermaid(when), label: happened.map(fromMermaid).join(', ') })
  }
  return events.length === 0 ? undefined : { kind: 'timeline', title, events }
}
