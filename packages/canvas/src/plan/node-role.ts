import type { NodeRole } from '../intent/intent.ts'

const START = /^(?:start|begin|beginning|anfang|beginn|début|inicio|開始|开始)$/iu
const END = /^(?:end|done|finish(?:ed)?|stop|complete(?:d)?|ende|fertig|fin|終了|结束)$/iu
const DECISION = /[?？]\s*$/u
const DATA = /\b(?:database|db|postgres(?:ql)?|mysql|redis|s3|bucket|cache|storage|warehouse|queue|datenbank)\b/iu
const NOTE = /^note\b/iu

/** What a name says by itself: a question is a decision, "Start" a start, a database data. */
export function roleOf(label: string, place: { first?: boolean; last?: boolean } = {}): NodeRole {
  if (DECISION.test(label)) return 'decision'
  if (START.test(label)) return 'start'
  if (END.test(label) && place.last !== false) return 'end'
  if (NOTE.test(label)) return 'note'
  if (DATA.test(label)) return 'data'
  return 'step'
}

/** Brackets around a name, as people know them from Mermaid: {decision}, ([start]), [(database)], [step]. */
export function shapeOfDecoration(name: string): { label: string; role?: NodeRole } {
  const match = /^(\{|\(\[|\[\(|\[|\(\()\s*(.+?)\s*(\}|\]\)|\)\]|\]|\)\))$/u.exec(name)
  if (!match) return { label: name }
  const [, open = '', label = ''] = match
  if (open === '{') return { label, role: 'decision' }
  if (open === '([' || open === '((') return { label, role: 'start' }
  if (open === '[(') return { label, role: 'data' }
  return { label }
}
