/** Cuts a list into lists of at most `size`, for stores that take only so much at once. */
export function inParts<Item>(items: Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, part) => items.slice(part * size, (part + 1) * size))
}
