import type { Job, JobKind } from '@outlast/contract'
import { Frame, Layers, Library, ListChecks, MessagesSquare, SquareCode } from 'lucide-react'
import type { ComponentType } from 'react'

/** A place in the rail. */
export interface Room {
  name: string
  href: `/${string}`
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
  /** Work that the room itself shows where it stands: the tray does not say it again there. */
  shows?: readonly JobKind[]
}

/** Every room there is, in the order of the rail. A new place adds its line here. */
export const ROOMS: readonly Room[] = [
  { name: 'Editor', href: '/editor', icon: SquareCode },
  { name: 'Coach', href: '/coach', icon: MessagesSquare, shows: ['coach.reply'] },
  { name: 'Baskets', href: '/baskets', icon: Layers, shows: ['basket.analyze'] },
  { name: 'Canvas', href: '/canvas', icon: Frame, shows: ['canvas.draw'] },
  { name: 'Library', href: '/library', icon: Library },
  { name: 'Jobs', href: '/jobs', icon: ListChecks },
]

/** The room that a path belongs to. */
export function findRoom(pathname: string): Room | null {
  return ROOMS.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`)) ?? null
}

/** Whether the page shows a job itself. A page about one thing, e.g. `/baskets/:basket_id`, shows only the work on it. */
export function showsJob(pathname: string, { kind, subject_id: subjectId }: Pick<Job, 'kind' | 'subject_id'>): boolean {
  if (findRoom(pathname)?.shows?.includes(kind) !== true) return false
  const [, , thing] = pathname.split('/')
  return thing === undefined || subjectId === null || subjectId === thing
}
