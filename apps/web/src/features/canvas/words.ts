import type { CanvasStyle, CanvasVersion, ColorScheme, VersionReason } from '@outlast/contract'
import type { Stage } from './requests.ts'
import type { SaveState } from './sync.ts'

export const STYLES: readonly { value: CanvasStyle; label: string }[] = [
  { value: 'modern', label: 'Modern' },
  { value: 'corporate', label: 'Corporate' },
  { value: 'creative', label: 'Creative' },
  { value: 'minimal', label: 'Minimal' },
]

export const COLOR_SCHEMES: readonly { value: ColorScheme; label: string }[] = [
  { value: 'default', label: 'Default colours' },
  { value: 'pastel', label: 'Pastel' },
  { value: 'vibrant', label: 'Vibrant' },
  { value: 'monochrome', label: 'Monochrome' },
]

export const STAGE_WORDS: Record<Stage, string> = {
  queued: 'Queued',
  running: 'Drawing',
  staging: 'Drawn',
  ready: 'Ready to review',
  accepted: 'Accepted',
  discarded: 'Discarded',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export const SAVE_WORDS: Record<SaveState['state'], string> = {
  saved: 'Saved',
  unsaved: 'Not saved yet',
  saving: 'Saving …',
  failed: 'Not saved',
  gone: 'Deleted',
}

const REASONS: Record<VersionReason, string> = {
  autosave: 'Saved while drawing',
  named: 'Kept',
  proposal: 'Accepted a drawing',
  restore: 'Before a restore',
  import: 'Imported',
  stale_save: 'Drawn in another window, not in the canvas',
}

/** What a version is called: its name, or why it was kept. */
export function titleOfVersion({ reason, label }: CanvasVersion): string {
  return label ?? REASONS[reason]
}

/** Why it was kept, where the title does not say it. */
export function reasonOfVersion({ reason, label }: CanvasVersion): string | null {
  return label === null || reason === 'named' ? null : REASONS[reason]
}

export function describePlanner(planner: string): string {
  return planner === 'built-in' ? 'Built-in planner' : planner
}
