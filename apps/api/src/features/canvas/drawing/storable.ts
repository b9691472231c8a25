import type { DrawingElement } from '@outlast/contract'
import { AppError } from '../../../http/app-error.ts'

/** Excalidraw's elements are four levels deep, a program's own notes in them a few more. */
const MAX_DEPTH = 16

/**
 * The JSON of elements as PostgreSQL takes it: well-formed Unicode without NUL characters. Deleted elements are not kept.
 *
 * @throws AppError `invalid_request` for an element that is nested too deeply.
 */
export function toStorable(elements: readonly DrawingElement[]): { json: string; count: number } {
  const kept = elements.filter(({ isDeleted }) => !isDeleted)
  if (isDeeperThan(kept, MAX_DEPTH)) {
    const message = `an element is nested deeper than ${MAX_DEPTH} levels`
    throw new AppError('invalid_request', `body: ${message}`, { issues: [{ path: 'body', message }] })
  }
  return { json: toStorableJson(kept), count: kept.length }
}

/** JSON that PostgreSQL can hold. Only where an escape says that there may be something to clean is everything looked at. */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value)
  return /\\u(0000|d[89a-f])/i.test(json) ? JSON.stringify(cleaned(value)) : json
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '\ufffd').toWellFormed()
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [String(cleaned(key)), cleaned(inner)]))
}

function isDeeperThan(value: object, levels: number): boolean {
  if (levels === 0) return true
  const parts: unknown[] = Array.isArray(value) ? value : Object.values(value)
  return parts.some((part) => typeof part === 'object' && part !== null && isDeeperThan(part, levels - 1))
}
