import { CanvasStep } from '@outlast/contract'
import { z } from 'zod'

const Table = z.union([
  z.object({ columns: z.array(z.unknown()), rows: z.array(z.array(z.unknown())) }),
  z.array(z.record(z.string(), z.unknown())),
  z.array(z.array(z.unknown())),
])

const DisplayLine = z.object({ kind: z.enum(['text', 'json', 'table', 'svg', 'canvas']), data: z.unknown() })

/** Something richer than a line of text that a run has shown. */
export type Display =
  | { kind: 'text'; text: string }
  | { kind: 'json'; text: string }
  | { kind: 'svg'; source: string }
  | { kind: 'canvas'; step: CanvasStep }
  | { kind: 'table'; columns: string[]; rows: string[][] }

/** Reads one `display` line; null if it is not one. */
export function parseDisplay(line: string): Display | null {
  const parsed = DisplayLine.safeParse(parseJson(line))
  if (!parsed.success) return null
  const { kind, data } = parsed.data
  switch (kind) {
    case 'text':
      return { kind, text: typeof data === 'string' ? data : toText(data) }
    case 'svg':
      return typeof data === 'string' ? { kind, source: data } : { kind: 'json', text: toPrettyJson(data) }
    case 'canvas':
      return toStep(data)
    case 'table':
      return toTable(data) ?? { kind: 'json', text: toPrettyJson(data) }
    case 'json':
      return { kind, text: toPrettyJson(data) }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // a line that is no JSON is shown as it is
  }
}

/** JSON for reading. Always a string, also for what JSON can't hold. */
export function toPrettyJson(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? String(value)
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
}

function toStep(data: unknown): Display {
  const parsed = CanvasStep.safeParse(data)
  return parsed.success ? { kind: 'canvas', step: parsed.data } : { kind: 'json', text: toPrettyJson(data) }
}

function toTable(data: unknown): Display | null {
  const parsed = Table.safeParse(data)
  if (!parsed.success) return null
  const table = parsed.data
  if (!Array.isArray(table)) {
    return { kind: 'table', columns: table.columns.map(toText), rows: table.rows.map((row) => row.map(toText)) }
  }
  if (table.every(Array.isArray)) {
    const [head = [], ...rows] = table
    return { kind: 'table', columns: head.map(toText), rows: rows.map((row) => row.map(toText)) }
  }
  const records = table.filter((row) => !Array.isArray(row))
  const columns = [...new Set(records.flatMap((row) => Object.keys(row)))]
  return { kind: 'table', columns, rows: records.map((row) => columns.map((name) => toText(row[name] ?? ''))) }
}
