'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import type { LogBuffer } from '../../lib/log/log-buffer.ts'
import { LogRowView } from './log-row.tsx'

interface LogViewProps {
  log: LogBuffer
  wrap: boolean
  follow: boolean
  onFollowChange: (follow: boolean) => void
  /** Shown after the last line, scrolling with it. */
  footer?: ReactNode
  empty?: ReactNode
  clearTray: boolean
}

const LINE_PX = 20

/**
 * A log of any length; only what can be seen is in the page. Follows the end until someone scrolls up, and again once
 * they are back at the end. Knows nothing of where the log comes from.
 */
export function LogView({ log, wrap, follow, onFollowChange, footer, empty, clearTray }: LogViewProps) {
  const { box, ...scrolling } = useFollow(follow, onFollowChange)
  // oxlint-disable-next-line react/incompatible-library -- it can't be memoised, and nothing here needs it to be
  const virtual = useVirtualizer({
    count: log.rows.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (log.rows[index]?.type === 'display' ? 160 : LINE_PX),
    overscan: 20,
    paddingStart: 8,
  })
  useEffect(() => virtual.measure(), [virtual, wrap])
  return (
    <div
      ref={box}
      role="log"
      aria-label="Output"
      aria-live="off" // the state is announced beside it; reading out every line would drown it
      tabIndex={0}
      {...scrolling}
      className="scroll-thin h-full overflow-auto bg-canvas font-mono text-xs leading-5 outline-offset-[-2px]"
    >
      {log.isEmpty && empty}
      <div
        className={wrap ? 'relative w-full' : 'relative w-max min-w-full'}
        style={{ height: log.isEmpty ? 0 : virtual.getTotalSize() }}
      >
        <div
          className={wrap ? 'absolute inset-x-0' : 'min-w-full'}
          style={{ transform: `translateY(${virtual.getVirtualItems()[0]?.start ?? 0}px)` }}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = log.rows[item.index]
            return (
              <div key={item.key} data-index={item.index} ref={virtual.measureElement}>
                {row !== undefined && <LogRowView row={row} wrap={wrap} />}
              </div>
            )
          })}
        </div>
      </div>
      {footer !== undefined && <div className="sticky left-0 px-4 pt-3 pb-4 font-sans">{footer}</div>}
      {clearTray && <div aria-hidden style={{ height: 'var(--tray-space, 0px)' }} />}
    </div>
  )
}

/** A scroll this soon after a wheel, a touch, a key or a press is a person's; all others come from rows that were measured. */
const INTENT_MS = 1_000

/** Keeps the end in view, and lets go when someone scrolls up. */
function useFollow(follow: boolean, onFollowChange: (follow: boolean) => void) {
  const box = useRef<HTMLDivElement>(null)
  const lastTop = useRef(0)
  const lastIntentMs = useRef(-Infinity)
  // After every render: rows are measured as they appear, and each measurement moves the end.
  useLayoutEffect(() => {
    const element = box.current
    if (!follow || element === null) return
    element.scrollTop = element.scrollHeight
    lastTop.current = element.scrollTop
  })
  const onScroll = () => {
    const element = box.current
    if (element === null) return
    const fromEnd = element.scrollHeight - element.clientHeight - element.scrollTop
    const wentUp = element.scrollTop < lastTop.current - 1
    const wanted = performance.now() - lastIntentMs.current < INTENT_MS
    lastTop.current = element.scrollTop
    if (follow && wanted && wentUp && fromEnd > 2 * LINE_PX) onFollowChange(false)
    else if (!follow && wanted && !wentUp && fromEnd < 4) onFollowChange(true)
  }
  const onIntent = () => {
    lastIntentMs.current = performance.now()
  }
  return { box, onScroll, onWheel: onIntent, onTouchMove: onIntent, onPointerDown: onIntent, onKeyDown: onIntent }
}
