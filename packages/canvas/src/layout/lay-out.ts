import type { Intent } from '../intent/intent.ts'
import { boundsOf, moveScene, sceneBounds } from '../scene/bounds.ts'
import type { Box, Scene } from '../scene/scene.ts'
import { layOutFlowchart } from './flowchart.ts'
import { layOutMindMap } from './mind-map.ts'
import { layOutTimeline } from './timeline.ts'
import { layOutOrgChart } from './org-chart.ts'
import { layOutSequence } from './sequence.ts'
import { layOutKanban } from './kanban.ts'
import { layOutComparison } from './comparison.ts'
import { layOutEntityDiagram } from './entity-diagram.ts'
import { layOutWireframe } from './wireframe.ts'
import { layOutShapes } from './shapes.ts'
import { layOutConceptMap } from './concept-map.ts'
import { TEXT, type Typeface, setText } from './typeface.ts'

/** Places everything that the intent names, from 0, 0 on. The same intent and typeface give the same scene. */
export async function layOut(intent: Intent, typeface: Typeface): Promise<Scene> {
  const scene = await layOutKind(intent, typeface)
  const titled = intent.title ? withTitle(scene, intent.title, typeface) : scene
  const { x, y } = sceneBounds(titled)
  return moveScene(titled, -x, -y)
}

function layOutKind(intent: Intent, typeface: Typeface): Scene | Promise<Scene> {
  switch (intent.kind) {
    case 'flowchart':
      return layOutFlowchart(intent, typeface)
    case 'mind_map':
      return layOutMindMap(intent, typeface)
    case 'timeline':
      return layOutTimeline(intent, typeface)
    case 'org_chart':
      return layOutOrgChart(intent, typeface)
    case 'sequence':
      return layOutSequence(intent, typeface)
    case 'kanban':
      return layOutKanban(intent, typeface)
    case 'comparison':
      return layOutComparison(intent, typeface)
    case 'entity_diagram':
      return layOutEntityDiagram(intent, typeface)
    case 'wireframe':
      return layOutWireframe(intent, typeface)
    case 'shapes':
      return layOutShapes(intent, typeface)
    case 'concept_map':
      return layOutConceptMap(intent, typeface)
  }
}

const TITLE_GAP = 28

function withTitle(scene: Scene, title: string, typeface: Typeface): Scene {
  const bounds = boundsOf([sceneBounds(scene)])
  const label = setText(title, typeface, { size: TEXT.title, maxWidth: Math.max(420, bounds.width), align: 'left' })
  if (!label.text) return scene
  const box: Box = {
    id: 'title',
    shape: 'text',
    tone: { tone: 'bare' },
    x: bounds.x,
    y: bounds.y - TITLE_GAP - label.height,
    width: label.width,
    height: label.height,
    text: label.text,
  }
  return { boxes: [box, ...scene.boxes], connectors: scene.connectors }
}
