export { DrawingError, type DrawingErrorCode } from './drawing-error.ts'
export { MAX_ELEMENTS, MAX_INSTRUCTIONS } from './limits.ts'
export { Intent, type IntentKind } from './intent/intent.ts'
export { ChangeIntent, type Operation } from './intent/change.ts'
export { type IntentLimits, checkIntent, parseChange, parseIntent } from './intent/parse.ts'
export { type IntentSize, sizeOf } from './intent/size.ts'
export { type JsonSchema, changeJsonSchema, intentJsonSchema } from './intent/json-schema.ts'
export {
  COLOR_SCHEMES,
  type ColorScheme,
  type Drawing,
  type DrawingStep,
  type Look,
  STYLES,
  type Style,
} from './draw/drawing.ts'
export type { CanvasElement, ElementMeaning } from './draw/element.ts'
export type { Rect, Scene } from './scene/scene.ts'
export { type DrawIntentOptions, drawIntent } from './draw/draw-intent.ts'
export { checkDrawing } from './check/check-drawing.ts'
export type { Problem, ProblemCode } from './check/problem.ts'
export { countCrossings } from './check/crossings.ts'
export { type ChangeOptions, type ChangedDrawing, applyChange } from './change/apply-change.ts'
export { type Described, describeDrawing } from './change/describe-drawing.ts'
export { type Plan, type PlanRule, RULES, planDrawing } from './plan/plan-drawing.ts'
export { type ChangePlan, planChange } from './plan/plan-change.ts'
export { toMermaid } from './mermaid/to-mermaid.ts'
export { type PreviewElement, drawPreview } from './preview/draw-preview.ts'
export { warmUp } from './layout/warm-up.ts'
