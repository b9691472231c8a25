'use client'

import { useEffect, useState } from 'react'

/** The time, renewed every `everyMs` while `active`. For elapsed times and "4 min ago". */
export function useNow(everyMs: number, active = true): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!active) return
    const renew = () => setNow(Date.now())
    renew()
    const timer = setInterval(renew, everyMs)
    return () => clearInterval(timer)
  }, [everyMs, active])
  return now
}
