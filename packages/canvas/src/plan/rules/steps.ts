import { type Line, type Source, unquote } from '../source.ts'
import { introduces, titleFrom } from '../title.ts'
import { roleOf } from '../node-role.ts'

const GO_TO =
  /[,;:–-]?\s*\b(?:(?:if\s+)?(not|no|yes|fails?|rejected|declined|otherwise|else)[,:]?\s+)?(?:then\s+)?(?:go|goes|going|return|back|jump|repeat)\s+(?:back\s+)?(?:to|from)\s+(?:step\s+)?(\d{1,3})\b\.?/iu
const CONNECTIVE =
  /^(?:first(?:ly)?|then|next|after(?:wards| that)|finally|lastly|second(?:ly)?|third(?:ly)?|zuerst|dann|danach|schließlich|d'abord|ensuite|puis|enfin|primero|luego|después|finalmente)\b[,:]?\s*/iu

/** Numbered lines, or sentences joined by "first … then … finally": one after the other, "if no, go to 2" goes back. */
export function planSteps({ lines, text }: Source): unknown {
  const numbered = lines.filter((line) => line.number !== undefined)
  const steps = numbered.length >= 2 ? numbered : spokenSteps(text)
  if (steps.length < 2) return undefined
  const intro = lines.find((line) => line.number === undefined)
  const title = numbered.length >= 2 && intro && introduces(intro.text) ? titleFrom(intro.text) : undefined
  return { kind: 'flowchart', title, direction: 'down', ...flow(steps) }
}

function flow(steps: readonly Line[]) {
  const idOf = (number: number): string | undefined => {
    const index = steps.findIndex((step, at) => (step.number ?? at + 1) === number)
    return index === -1 ? undefined : `s${index + 1}`
  }
  const edges: { from: string; to: string; label?: string }[] = []
  const nodes = steps.map((step, index) => {
    const id = `s${index + 1}`
    const jump = GO_TO.exec(step.text)
    const target = jump ? idOf(Number(jump[2])) : undefined
    const label = unquote(target ? step.text.replace(GO_TO, '') : step.text)
    const decides =
      target !== undefined || /[?？]/u.test(label) || /^(?:if|check (?:if|whether)|is|does)\b/iu.test(label)
    const next = `s${index + 2}`
    const word = jump?.[1]?.toLowerCase().replace(/^not$/u, 'no')
    if (target) edges.push({ from: id, to: target, label: word ?? 'no' })
    if (index + 1 < steps.length)
      edges.push({ from: id, to: next, ...(target && { label: word === 'yes' ? 'no' : 'yes' }) })
    return { id, label: label || `Step ${index + 1}`, role: decides ? 'decision' : roleOf(label) }
  })
  return { nodes, edges: edges.sort((a, b) => order(a) - order(b)) }
}

/** What goes on comes before what goes back: a diamond is left straight on by its first arrow. */
const order = (edge: { from: string; to: string }): number => {
  const [from, to] = [Number(edge.from.slice(1)), Number(edge.to.slice(1))]
  return from * 2 + (to === from + 1 ? 0 : 1)
}

function spokenSteps(text: string): Line[] {
  const body = text.replace(/^[^.:]*:\s*(?=\S)/u, (intro) => (introduces(intro.trim()) ? '' : intro))
  const parts = body.split(
    /(?<=[^.\s]{2})[.;]\s+|\n+|,?\s+(?=(?:and )?(?:then|afterwards|finally|danach|dann|ensuite|puis|luego)\b)/iu,
  )
  const connected = parts.filter((part) => CONNECTIVE.test(part.replace(/^and\s+/iu, ''))).length
  if (connected < 2) return []
  return parts
    .map((part) => unquote(part.replace(/^and\s+/iu, '').replace(CONNECTIVE, '')))
    .filter((part) => part !== '')
    .map((part) => ({
      indent: 0,
      text: part.charAt(0).toUpperCase() + part.slice(1),
      raw: part,
      bullet: false,
      number: undefined,
    }))
}
