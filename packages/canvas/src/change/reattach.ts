import { drawConnector } from '../draw/connector.ts'
import type { ArrowElement, CanvasElement } from '../draw/element.ts'
import type { Look } from '../draw/drawing.ts'
import { reachBorder } from '../layout/border.ts'
import type { Connector } from '../scene/scene.ts'
import { type Canvas, boxOf, wayOf } from './canvas.ts'

/** After a shape has changed its size: its arrows end at its new outline, and their labels lie on them. */
export function reattachArrows(canvas: Canvas, shapeId: string): void {
  for (const arrow of canvas.arrowsAt(shapeId)) {
    const [from, to] = [arrow.startBinding, arrow.endBinding].map((binding) => {
      const element = canvas.find(binding?.elementId)
      return element && canvas.bindable(element)
    })
    // Half bound by hand: its free end stays where it was put.
    if (!from || !to) continue
    const way = reachBorder(wayOf(arrow), boxOf(from), boxOf(to))
    redraw(canvas, arrow, { way, from, to })
  }
}

type Redraw = { way: Connector['points']; from: Parameters<typeof boxOf>[0]; to: Parameters<typeof boxOf>[0] }

function redraw(canvas: Canvas, arrow: ArrowElement, { way, from, to }: Redraw): void {
  const label = canvas.labelOf(arrow)
  const [drawn, text] = drawConnector(
    {
      id: arrow.id,
      from: from.id,
      to: to.id,
      points: way,
      route: arrow.elbowed ? 'elbow' : 'straight',
      startHead: null,
      endHead: null,
      tone: { tone: 'plain' },
      ...(label && {
        label: {
          lines: label.text.split('\n'),
          original: label.originalText,
          fontSize: label.fontSize,
          center: middle(label),
        },
      }),
    },
    { from: boxOf(from), to: boxOf(to) },
    { look: LOOK, seed: canvas.seed, kind: '' },
  )
  if (drawn?.type !== 'arrow') return
  const { x, y, width, height, points } = drawn
  const bind = (old: ArrowElement['startBinding'], made: ArrowElement['startBinding']) =>
    old && made ? { ...old, fixedPoint: arrow.elbowed ? made.fixedPoint : old.fixedPoint } : old
  canvas.update(arrow, {
    x,
    y,
    width,
    height,
    points,
    startBinding: bind(arrow.startBinding, drawn.startBinding),
    endBinding: bind(arrow.endBinding, drawn.endBinding),
  })
  if (label && text)
    canvas.update(label, { x: text.x + (text.width - label.width) / 2, y: text.y + (text.height - label.height) / 2 })
}

/** Only geometry is taken from what is drawn; colours stay those of the arrow. */
const LOOK: Look = { style: 'modern', colorScheme: 'default' }

const middle = ({ x, y, width, height }: CanvasElement) => ({ x: x + width / 2, y: y + height / 2 })
