'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useMedia } from '../../lib/use-media.ts'
import { Button } from '../button.tsx'
import { Menu, MenuChoice } from '../menu.tsx'

const THEMES = [
  { value: 'system', label: 'As the system', icon: <Monitor size={15} aria-hidden /> },
  { value: 'light', label: 'Light', icon: <Sun size={15} aria-hidden /> },
  { value: 'dark', label: 'Dark', icon: <Moon size={15} aria-hidden /> },
] as const

/** Chooses between light, dark, and what the system says. */
export function ThemeMenu() {
  const { theme, setTheme } = useTheme()
  // On the server the choice is not known: the same icon for all until the page is alive.
  const alive = useMedia('all') !== null
  const current = THEMES.find(({ value }) => alive && value === theme) ?? THEMES[0]
  return (
    <Menu
      trigger={
        <Button look="ghost" aria-label="Theme" className="size-10 rounded-lg text-ink-3">
          {current.icon}
        </Button>
      }
    >
      <MenuChoice value={current.value} choices={THEMES} onChange={setTheme} />
    </Menu>
  )
}
