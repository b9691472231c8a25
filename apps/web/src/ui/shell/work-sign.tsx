'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { findRoom } from '../../lib/rooms.ts'

/** Says in the tab itself how much work is running: the icon turns ember and the title counts. */
export function WorkSign({ running }: { running: number }) {
  const room = findRoom(usePathname())?.name
  useEffect(() => {
    const place = room === undefined ? 'Outlast' : `${room} – Outlast`
    const title = running > 0 ? `(${running}) ${place}` : place
    const apply = () => {
      if (document.title !== title) document.title = title
    }
    apply()
    // The router writes the page's own title after a navigation; ours stays.
    const observer = new MutationObserver(apply)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => observer.disconnect()
  }, [room, running])
  // React moves it into the head.
  return <link rel="icon" type="image/svg+xml" href={iconUrl(running > 0)} />
}

/** The mark as an icon, ember while work is running, a grey that is seen on any tab bar otherwise. */
function iconUrl(working: boolean): string {
  const color = working ? '#ff6a24' : '#8a8a8a'
  const center = working ? 4 : 2.6
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"><path d="M12 3.5a8.5 8.5 0 1 1-7.4 4.3" stroke="${color}" stroke-width="3" stroke-linecap="round"/><circle cx="12" cy="12" r="${center}" fill="${color}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
