import { type Source, splitList, unquote } from '../source.ts'
import { titleFrom } from '../title.ts'

const VERSUS = /\s+(?:vs\.?|versus|gegen|contre|contra|oder|或|对比)\s+/iu

/** "X vs Y (vs Z)", with rows from lines like `Price: 10 vs 20`, or from "on price, speed and support". */
export function planComparison({ lines, text }: Source): unknown {
  const first = lines.find((line) => /\s+(?:vs\.?|versus|gegen|contre|contra|对比)\s+/iu.test(line.text))
  if (!first) return compared(text)
  const [names = '', criteria = ''] = split(first.text)
  const columns = names
    .split(VERSUS)
    .map((name) =>
      unquote(
        name.replace(
          /^(?:please\s+)?(?:draw|make|create|show)?\s*(?:a\s+|an\s+)?(?:comparison(?:\s+table)?|compare|table)?\s*(?:(?:of|between|for)\b|:)?\s*/iu,
          '',
        ),
      ),
    )
  if (columns.length < 2 || columns.some((name) => name === '' || name.length > 60)) return undefined
  const rows = lines.filter((line) => line !== first).flatMap((line) => rowOf(line.text, columns.length))
  const named = criteria === '' ? [] : splitList(criteria).map((name) => [capital(unquote(name))])
  const body = [...rows, ...named]
  return {
    kind: 'comparison',
    title: columns.join(' vs '),
    columns: ['', ...columns],
    rows: body.length > 0 ? body : ['Strengths', 'Weaknesses', 'Best for'].map((name) => [name]),
  }
}

/** "Compare X and Y on price and speed". */
function compared(text: string): unknown {
  const match = /^(?:please\s+)?compare\s+(.+?)(?:\s+(?:on|by|in terms of|regarding)\s+(.+?))?\.?$/isu.exec(text)
  if (!match) return undefined
  const columns = splitList(match[1] ?? '').map(unquote)
  if (columns.length < 2) return undefined
  const criteria = match[2]
    ? splitList(match[2]).map((name) => capital(unquote(name)))
    : ['Strengths', 'Weaknesses', 'Best for']
  return {
    kind: 'comparison',
    title: titleFrom(columns.join(' vs ')),
    columns: ['', ...columns],
    rows: criteria.map((name) => [name]),
  }
}

function split(line: string): string[] {
  const at = /^(.*?\S)\s*(?:[:：]|\s(?:on|by|in terms of|regarding)\s)\s*(.*)$/isu.exec(line)
  return at && VERSUS.test(at[1] ?? '') ? [at[1] ?? '', at[2] ?? ''] : [line.replace(/^[^:：]*[:：]\s*/u, '')]
}

function rowOf(line: string, columns: number): string[][] {
  const match = /^([^:：]{1,60})[:：]\s*(.+)$/u.exec(line)
  if (!match) return []
  const values = (match[2] ?? '').split(/\s+(?:vs\.?|versus)\s+|\s*\|\s*|\s*\/\s+|;\s*/iu)
  const cells = values.length === columns ? values : splitList(match[2] ?? '')
  return [[unquote(match[1] ?? ''), ...cells.slice(0, columns).map(unquote)]]
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
