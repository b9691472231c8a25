import type { Rect, Scene } from './scene.ts'

/** The smallest rectangle around all of them; empty at the origin where there are none. */
export function boundsOf(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 0, height: 0 }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Everything that the scene shows, arrows and their labels included. */
export function sceneBounds(scene: Scene): Rect {
  const points = scene.connectors.flatMap((connector) => connector.points)
  return boundsOf([...scene.boxes, ...points.map((point) => ({ ...point, width: 0, height: 0 }))])
}

export function moveScene(scene: Scene, dx: number, dy: number): Scene {
  const move = <T extends { x: number; y: number }>(thing: T): T => ({ ...thing, x: thing.x + dx, y: thing.y + dy })
  return {
    boxes: scene.boxes.map(move),
    connectors: scene.connectors.map((connector) => ({
      ...connector,
      points: connector.points.map(move),
      ...(connector.label && { label: { ...connector.label, center: move(connector.label.center) } }),
    })),
  }
}
