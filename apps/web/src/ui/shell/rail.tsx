'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '../../lib/cn.ts'
import { ROOMS, findRoom } from '../../lib/rooms.ts'
import { Tip } from '../tip.tsx'
import { ThemeMenu } from './theme-menu.tsx'

/** The rail with the rooms: at the left, or at the bottom of a narrow screen. */
export function Rail({ account }: { account: ReactNode }) {
  const here = findRoom(usePathname())
  return (
    <nav
      aria-label="Rooms"
      className="order-last flex h-12 w-full shrink-0 items-center gap-1 border-t border-line bg-surface px-2 sm:order-first sm:h-full sm:w-14 sm:flex-col sm:border-t-0 sm:border-r sm:px-0 sm:py-3"
    >
      <span aria-hidden className="hidden pb-3 sm:block">
        <Mark />
      </span>
      {ROOMS.map((room) => (
        <Tip key={room.href} label={room.name} side="right">
          <Link
            href={room.href}
            aria-label={room.name}
            aria-current={room === here ? 'page' : undefined}
            className={cn(
              'flex size-10 items-center justify-center rounded-lg transition-colors',
              room === here ? 'bg-selected text-ink' : 'text-ink-3 hover:bg-hover hover:text-ink',
            )}
          >
            <room.icon size={20} aria-hidden />
          </Link>
        </Tip>
      ))}
      <span className="flex-1" />
      <ThemeMenu />
      {account}
    </nav>
  )
}

/** The mark: a circle that is nearly closed, as work is. */
function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" fill="none">
      <path d="M12 3.5a8.5 8.5 0 1 1-7.4 4.3" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="12" cy="12" r="2.6" fill="currentColor" />
    </svg>
  )
}
