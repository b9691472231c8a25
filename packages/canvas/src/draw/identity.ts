/** Numbers and ids that are the same for the same seed: the same request draws the same drawing. */
export function identity(seed: string, name: string): { id: string; seed: number; versionNonce: number } {
  const [a, b, c, d] = [1, 2, 3, 4].map((salt) => fnv1a(`${salt}:${seed}:${name}`))
  const id = [a, b, c].map((part) => (part ?? 0).toString(36).padStart(7, '0')).join('')
  return { id, seed: (d ?? 1) & 0x7fffffff || 1, versionNonce: (a ?? 1) & 0x7fffffff || 1 }
}

/** FNV-1a, 32 bits, with a final mix (its low bits alone are weak for similar names). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
