import { Library, ListChecks, SquareCode } from 'lucide-react'
import type { ComponentType } from 'react'

/** A place in the rail. */
export interface Room {
  name: string
  href: `/${string}`
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
}

/** Every room there is, in the order of the rail. A new place adds its line here. */
export const ROOMS: readonly Room[] = [
  { name: 'Editor', href: '/editor', icon: SquareCode },
  { name: 'Library', href: '/library', icon: Library },
  { name: 'Jobs', href: '/jobs', icon: ListChecks },
]

/** The room that a path belongs to. */
export function findRoom(pathname: string): Room | null {
  return ROOMS.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`)) ?? null
}
