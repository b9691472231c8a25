/** In or out of a list. */
export function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value]
}

/** The row that a key leads to, or null if the key means nothing here. */
export function rowAfterKey(key: string, at: { row: number; rows: number }): number | null {
  const last = at.rows - 1
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return Math.min(last, at.row + 1)
    case 'k':
    case 'ArrowUp':
      return Math.max(0, at.row - 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
