import { identity } from '../draw/identity.ts'
import type { ArrowElement, CanvasElement, ShapeElement, TextElement } from '../draw/element.ts'
import type { Box, Point } from '../scene/scene.ts'
import { pointsOf, rectOf } from '../check/geometry.ts'
import { refuseUnknown } from '../intent/references.ts'

/** What an arrow can be bound to. */
export type Bindable = ShapeElement | TextElement

/** The elements while a change is made: nothing is changed in place, and it is known what was touched. */
export class Canvas {
  private readonly byId: Map<string, CanvasElement>
  readonly before: ReadonlyMap<string, CanvasElement>
  readonly seed: string

  constructor(elements: readonly CanvasElement[], seed: string) {
    this.before = new Map(elements.map((element) => [element.id, element]))
    this.byId = new Map(this.before)
    this.seed = seed
  }

  all = (): CanvasElement[] => [...this.byId.values()].filter((element) => !element.isDeleted)

  find = (id: string | null | undefined): CanvasElement | undefined => this.byId.get(id ?? '')

  /** Throws `unknown_id` with all of them that are not there. */
  require(ids: readonly string[]): CanvasElement[] {
    refuseUnknown(new Set(this.all().map((element) => element.id)), ids)
    return ids.flatMap((id) => this.byId.get(id) ?? [])
  }

  put(...elements: readonly CanvasElement[]): void {
    for (const element of elements) this.byId.set(element.id, element)
  }

  /** A new version of the element, as Excalidraw counts them. */
  update<Element extends CanvasElement>(element: Element, changes: Partial<Element>): void {
    const same = Object.entries(changes).every(([name, value]) => Object.is(Reflect.get(element, name), value))
    if (same) return
    const version = (this.before.get(element.id)?.version ?? element.version) + 1
    const { versionNonce } = identity(this.seed, `${element.id}:${version}`)
    this.byId.set(element.id, { ...element, ...changes, version, versionNonce })
  }

  remove(id: string): void {
    this.byId.delete(id)
  }

  labelOf(element: CanvasElement): TextElement | undefined {
    const id = element.boundElements?.find(({ type }) => type === 'text')?.id
    const label = this.find(id)
    return label?.type === 'text' ? label : undefined
  }

  arrowsAt(id: string): ArrowElement[] {
    return this.all().filter(
      (element): element is ArrowElement =>
        element.type === 'arrow' && (element.startBinding?.elementId === id || element.endBinding?.elementId === id),
    )
  }

  /** The shape that arrows to this element are bound to: itself, or what holds the text of a star or heart. */
  bindable(element: CanvasElement): Bindable | undefined {
    if (element.type === 'text') {
      const container = this.find(element.containerId)
      return container && container.type !== 'arrow' ? this.bindable(container) : element
    }
    if (element.type !== 'line' && element.type !== 'arrow') return element
    const holder = this.all().find((other) => other.customData?.parent === element.id && other.type === 'ellipse')
    return holder?.type === 'ellipse' ? holder : undefined
  }
}

export function boxOf(element: Bindable): Box {
  const { id, x, y, width, height } = element
  return {
    id,
    shape: element.type === 'text' ? 'rectangle' : element.type,
    x,
    y,
    width,
    height,
    tone: { tone: 'plain' },
  }
}

export const wayOf = (arrow: ArrowElement): Point[] => pointsOf(arrow)

/** Shapes and free texts that something new must not stand on. */
export function obstaclesOf(canvas: Canvas): { id: string; x: number; y: number; width: number; height: number }[] {
  return canvas
    .all()
    .filter((element) =>
      element.type === 'text' ? canvas.find(element.containerId)?.type !== 'rectangle' : element.type !== 'arrow',
    )
    .map((element) => ({ id: element.id, ...pick(rectOf(element)) }))
}

const pick = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  x,
  y,
  width,
  height,
})
