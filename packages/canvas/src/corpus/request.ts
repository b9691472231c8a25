import type { ColorScheme, Style } from '../draw/drawing.ts'
import type { IntentKind } from '../intent/intent.ts'
import type { PlanRule } from '../plan/plan-drawing.ts'

/** A request as a person writes it, how it shall look, and as what the built-in planner shall read it. */
export type CorpusRequest = {
  name: string
  kind: IntentKind
  rule: PlanRule
  instructions: string
  style?: Style
  scheme?: ColorScheme
}
