'use client'

import { ArrowDownToLine, Check, Copy, Download, WrapText } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { LogBuffer } from '../../lib/log/log-buffer.ts'
import { saveAs } from '../../lib/save-as.ts'
import { useStoredFlag } from '../../lib/stored-state.ts'
import { Button } from '../button.tsx'
import { Tip } from '../tip.tsx'
import { LogView } from './log-view.tsx'

interface LogPanelProps {
  log: LogBuffer
  truncated: boolean
  /** Name of the file that "download" saves. */
  fileName: string
  footer?: ReactNode
  empty?: ReactNode
  /** Leaves room below the last line for the tray, where the log reaches into its corner. */
  clearTray?: boolean
}

/** A log with its tools: wrap, follow, copy, download. */
export function LogPanel({ log, truncated, fileName, footer, empty, clearTray = false }: LogPanelProps) {
  const [wrap, setWrap] = useStoredFlag('outlast.log.wrap', true)
  const [follow, setFollow] = useState(true)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-0.5 border-b border-line px-2">
        <h2 className="px-2 text-xs font-medium text-ink-2">Output</h2>
        {truncated && <span className="truncate text-xs text-ink-3">too long: the middle was left out</span>}
        <span className="flex-1" />
        <Tool
          label="Wrap lines"
          pressed={wrap}
          onClick={() => setWrap(!wrap)}
          icon={<WrapText size={14} aria-hidden />}
        />
        <Tool
          label="Follow output"
          pressed={follow}
          onClick={() => setFollow(!follow)}
          icon={<ArrowDownToLine size={14} aria-hidden />}
        />
        <CopyTool text={() => log.text()} disabled={log.isEmpty} />
        <Tool
          label="Download output"
          disabled={log.isEmpty}
          onClick={() => saveAs(new Blob([log.text()], { type: 'text/plain;charset=utf-8' }), fileName)}
          icon={<Download size={14} aria-hidden />}
        />
      </div>
      <div className="min-h-0 flex-1">
        <LogView
          log={log}
          wrap={wrap}
          follow={follow}
          onFollowChange={setFollow}
          footer={footer}
          empty={empty}
          clearTray={clearTray}
        />
      </div>
    </div>
  )
}

interface ToolProps {
  label: string
  icon: ReactNode
  onClick: () => void
  pressed?: boolean
  disabled?: boolean
}

function Tool({ label, icon, onClick, pressed, disabled }: ToolProps) {
  return (
    <Tip label={label}>
      <Button look="ghost" size="icon" aria-label={label} aria-pressed={pressed} disabled={disabled} onClick={onClick}>
        {icon}
      </Button>
    </Tip>
  )
}

function CopyTool({ text, disabled }: { text: () => string; disabled: boolean }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text())
    setCopied(true)
    setTimeout(() => setCopied(false), 1_500)
  }
  const icon = copied ? <Check size={14} className="text-done" aria-hidden /> : <Copy size={14} aria-hidden />
  return <Tool label={copied ? 'Copied' : 'Copy output'} icon={icon} disabled={disabled} onClick={() => void copy()} />
}
