/** As the ref of what is at the lower edge of the page: the tray stays above it, however high that is. */
export function liftTray(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined
  const { style } = document.documentElement
  const observer = new ResizeObserver(() => style.setProperty('--tray-lift', `${element.offsetHeight}px`))
  observer.observe(element)
  return () => {
    observer.disconnect()
    style.removeProperty('--tray-lift')
  }
}
