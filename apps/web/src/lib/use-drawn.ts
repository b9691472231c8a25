'use client'

import { useEffect, useRef, useState } from 'react'

/**
 * How much of a long list is drawn: some of it at first, and more each time when one comes to `end`, which belongs
 * behind the last row. `atLeast` is drawn whatever one has seen.
 */
export function useDrawn(total: number, { step, atLeast = 0 }: { step: number; atLeast?: number }) {
  const [drawn, setDrawn] = useState(step)
  if (atLeast > drawn) setDrawn(atLeast)
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = end.current
    if (element === null || drawn >= total) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) setDrawn(drawn + step)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [drawn, total, step])
  return { drawn, end }
}
