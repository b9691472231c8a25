import type { CanvasStyle, ColorScheme, DrawingElement } from '@outlast/contract'

export type DrawRequest = {
  instructions: string
  style: CanvasStyle
  colorScheme: ColorScheme
  /** What is on the canvas. */
  elements: DrawingElement[]
  /** Of these, what the instructions speak of as the selection. */
  selection: string[]
  /** Ids are made from it: the id of the job, so that no two jobs make the same. */
  seed: string
}

/** What was drawn. Nothing of it is in the canvas. */
export type Drawn = {
  /** What was understood and drawn, for a person. */
  summary: string
  /** What is added and changed, in steps that make sense one by one. */
  steps: DrawnStep[]
  /** In the order in which it is painted. */
  add: DrawingElement[]
  /** Elements of the canvas as they are to be. */
  change: DrawingElement[]
  remove: string[]
}

export type DrawnStep = { label: string; elements: DrawingElement[] }

export type DrawOptions = {
  signal: AbortSignal
  /** Called when it is known what to draw, and nothing has a place yet. */
  onPlanned(): void
}

/** Who draws: the built-in planner or a language model says what there is, a layout says where. */
export type Artist = {
  /** built-in, or the name of the model. */
  readonly planner: string
  /** Throws DrawingError for what cannot be drawn, TooComplex, and the reason of `signal`. */
  draw(request: DrawRequest, options: DrawOptions): Promise<Drawn>
  /** The drawing of a text in Mermaid's language. Throws DrawingError and TooComplex. */
  fromMermaid(text: string, options: { seed: string }): Promise<DrawingElement[]>
  /** Throws DrawingError `not_a_graph`. */
  toMermaid(elements: DrawingElement[]): Promise<string>
  /** Somebody is about to ask for a drawing. */
  wake(): void
  close(): Promise<void>
}

/** No layout was found with the time and the memory that a drawing gets. */
export class TooComplex extends Error {
  override readonly name = 'TooComplex'

  constructor(cause: unknown) {
    super('Laying this out takes more than it is given. Ask for a part of it.', { cause })
  }
}
