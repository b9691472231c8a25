'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** A scroll this soon after a wheel, a touch, a key, a press or a move of the focus is a person's; all others come from what grew. */
const INTENT_MS = 1_000
/** Nearer to the end than this is at the end. */
const END_PX = 16

/**
 * Keeps the end of a list in view while it grows, and lets go when someone scrolls up. `firstKey` changes when something
 * is put before the beginning: what one reads stays where it is.
 */
export function useStickToEnd(firstKey: string | undefined) {
  const [box, setBox] = useState<HTMLElement | null>(null)
  const [content, setContent] = useState<HTMLElement | null>(null)
  const stuck = useRef(true)
  const [isStuck, setStuck] = useState(true)
  const stick = useCallback((next: boolean) => {
    stuck.current = next
    setStuck(next)
  }, [])

  /** Another box is another list, which begins at its end. */
  const boxRef = useCallback(
    (element: HTMLElement | null) => {
      setBox(element)
      stick(true)
    },
    [stick],
  )
  useLayoutEffect(() => {
    if (box === null || content === null) return
    scrollToEnd(box)
    // Before it is painted: what grows never shows the wrong end.
    const observer = new ResizeObserver(() => stuck.current && scrollToEnd(box))
    observer.observe(box)
    observer.observe(content)
    return () => observer.disconnect()
  }, [box, content])
  useKeepPlace(box, firstKey)

  const scrolling = useScrolling(box, stuck, stick)
  const jump = useCallback(() => {
    stick(true)
    if (box !== null) scrollToEnd(box)
  }, [box, stick])
  /** For what one is about to look at further up, and what grows there. */
  const letGo = useCallback(() => stick(false), [stick])
  return { boxRef, contentRef: setContent, isStuck, jump, letGo, scrolling }
}

function scrollToEnd(element: HTMLElement): void {
  element.scrollTo({ top: element.scrollHeight, behavior: 'instant' })
}

function useScrolling(
  box: HTMLElement | null,
  stuck: Readonly<React.RefObject<boolean>>,
  stick: (next: boolean) => void,
) {
  const lastTop = useRef(0)
  const lastIntentMs = useRef(-Infinity)
  const onScroll = () => {
    if (box === null) return
    const fromEnd = box.scrollHeight - box.clientHeight - box.scrollTop
    const wentUp = box.scrollTop < lastTop.current - 1
    const wanted = performance.now() - lastIntentMs.current < INTENT_MS
    lastTop.current = box.scrollTop
    if (stuck.current && wanted && wentUp && fromEnd > END_PX) stick(false)
    else if (!stuck.current && !wentUp && fromEnd < END_PX) stick(true)
  }
  const onIntent = () => {
    lastIntentMs.current = performance.now()
  }
  return {
    onScroll,
    onWheel: onIntent,
    onTouchMove: onIntent,
    onPointerDown: onIntent,
    onKeyDown: onIntent,
    onFocus: onIntent,
  }
}

/** The browser keeps the place by itself (scroll anchoring), except at the very top and where it does not know how to. */
function useKeepPlace(box: HTMLElement | null, firstKey: string | undefined): void {
  const before = useRef({ box, firstKey, height: 0, top: 0 })
  useLayoutEffect(() => {
    const { box: knownBox, firstKey: knownKey, height, top } = before.current
    const isSame = box === knownBox && knownKey !== undefined && firstKey !== knownKey
    before.current.box = box
    before.current.firstKey = firstKey
    if (!isSame || box === null || box.scrollHeight <= height) return
    const isAnchored = CSS.supports('overflow-anchor', 'auto') && top > 0
    if (!isAnchored) box.scrollTo({ top: top + box.scrollHeight - height, behavior: 'instant' })
  }, [box, firstKey])
  useEffect(() => {
    if (box === null) return
    const remember = () => {
      before.current.height = box.scrollHeight
      before.current.top = box.scrollTop
    }
    box.addEventListener('scroll', remember, { passive: true })
    return () => box.removeEventListener('scroll', remember)
  }, [box])
}
