'use client'

import { FilePlus, Plus, Sparkle } from 'lucide-react'
import { LANGUAGE_WORDS } from '../../../lib/job-words.ts'
import { Button } from '../../../ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../../ui/menu.tsx'
import { EMPTY_SCRIPT, EXAMPLES } from '../examples.ts'
import type { Content } from '../state.ts'

/** Begins a script: an empty one, or one of the examples. It is saved once it is edited or run. */
export function NewScriptMenu({ onBegin }: { onBegin: (content: Content) => void }) {
  return (
    <Menu
      align="start"
      trigger={
        <Button look="ghost" size="icon" aria-label="New script" title="New script">
          <Plus size={15} aria-hidden />
        </Button>
      }
    >
      {(['python', 'typescript', 'javascript'] as const).map((language) => (
        <MenuItem key={language} onTakeFocus={() => onBegin({ ...EMPTY_SCRIPT, language })}>
          <FilePlus size={14} aria-hidden className="text-ink-3" />
          Empty {LANGUAGE_WORDS[language]}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuLabel>Examples</MenuLabel>
      {EXAMPLES.map((example) => (
        <MenuItem key={example.name} onTakeFocus={() => onBegin(example)}>
          <Sparkle size={14} aria-hidden className="text-ink-3" />
          <span className="flex-1">{example.name}</span>
          <span className="text-xs text-ink-3">{LANGUAGE_WORDS[example.language]}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}
