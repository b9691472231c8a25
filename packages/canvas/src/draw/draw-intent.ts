import { checkIntent, type IntentLimits } from '../intent/parse.ts'
import type { Intent } from '../intent/intent.ts'
import { layOut } from '../layout/lay-out.ts'
import { moveScene, sceneBounds } from '../scene/bounds.ts'
import type { Rect, Scene } from '../scene/scene.ts'
import { placeBeside } from '../layout/place-beside.ts'
import { drawScene } from './draw-scene.ts'
import type { Drawing, Look } from './drawing.ts'
import { HANDS } from './look.ts'

export type DrawIntentOptions = IntentLimits & {
  look: Look
  /** For the ids: a job uses its own id, so that two jobs on one canvas never make the same id. */
  seed: string
  /** What is on the canvas: the drawing is placed beside it. */
  beside?: readonly Rect[]
  /** Called when everything has its place and nothing is drawn yet. */
  onLaidOut?: (scene: Scene) => void
}

/** From an intent to elements. Throws what `checkIntent` throws, before anything is laid out. */
export async function drawIntent(intent: Intent, options: DrawIntentOptions): Promise<Drawing> {
  checkIntent(intent, options)
  const { look, seed, beside = [] } = options
  const scene = await layOut(intent, { family: HANDS[look.style].family })
  const { x, y } = placeBeside(sceneBounds(scene), beside)
  const placed = moveScene(scene, x, y)
  options.onLaidOut?.(placed)
  return drawScene(placed, { look, seed, kind: intent.kind })
}
