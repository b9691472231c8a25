import type { KeyboardEvent } from 'react'
import { rowAfterKey } from '../../lib/lists.ts'

/**
 * The keys of the review: j and k go from tick box to tick box (space ticks, as everywhere), e edits what the change
 * would write, ⌘↵ applies its delta. The elements say what they are: `data-change`, `data-tick`, `data-edit`, `data-apply`.
 */
export function onReviewKey(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event
  if (!(target instanceof HTMLElement) || event.altKey || isWriting(target)) return
  if (event.metaKey || event.ctrlKey) {
    if (key !== 'Enter') return
    const delta = target.closest('[data-delta]') ?? currentTarget
    click(delta.querySelector('[data-apply]'))
  } else if (key === 'e') {
    click(target.closest('[data-change]')?.querySelector('[data-edit]') ?? null)
  } else if (!moveFocus(currentTarget, target, key)) return
  event.preventDefault()
}

/** False where the key does not move. */
function moveFocus(pane: HTMLElement, from: HTMLElement, key: string): boolean {
  const ticks = [...pane.querySelectorAll<HTMLElement>('[data-tick]')]
  const row = from.closest('[data-change]')?.querySelector<HTMLElement>('[data-tick]')
  const at = row === null || row === undefined ? -1 : ticks.indexOf(row)
  // From outside the changes, j leads to the first one.
  const next = rowAfterKey(key, { row: at === -1 && key === 'k' ? 1 : at, rows: ticks.length })
  if (next === null || ticks.length === 0) return false
  ticks[next]?.focus()
  ticks[next]?.closest('[data-change]')?.scrollIntoView({ block: 'nearest' })
  return true
}

function isWriting(element: HTMLElement): boolean {
  return element.matches('textarea, select, input:not([type="checkbox"])')
}

function click(element: Element | null): void {
  if (element instanceof HTMLElement) element.click()
}
