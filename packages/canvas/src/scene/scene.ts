/** Where everything stands, before a style gives it colours: what layouts make and `drawScene` draws. */
export type Scene = { boxes: Box[]; connectors: Connector[] }

export type Point = { x: number; y: number }
export type Rect = Point & { width: number; height: number }

export type BoxShape = 'rectangle' | 'ellipse' | 'diamond' | 'star' | 'heart' | 'text' | 'line' | 'arrow'

/**
 * What a box means; a style turns it into colours. `branch` picks the n-th colour of the scheme, so that what belongs
 * together looks alike.
 */
export type Tone =
  | {
      tone:
        | 'plain'
        | 'accent'
        | 'strong'
        | 'muted'
        | 'group'
        | 'start'
        | 'end'
        | 'decision'
        | 'note'
        | 'external'
        | 'bare'
    }
  | { tone: 'branch'; branch: number }
  | { tone: 'color'; color: string }

export type Box = Rect & {
  /** Unique in the scene: the intent's id, with a prefix where kinds could collide. */
  id: string
  shape: BoxShape
  tone: Tone
  /** Wrapped to fit, lines joined by a line feed; absent where a box has no text. */
  text?: BoxText
  /** The box that this one stands in; only then may the two share ground. */
  parent?: string
  /** A box around others: drawn first, and never counted as overlapping what it contains. */
  container?: boolean
  /** Moves together with the other boxes of this name (Excalidraw's groups). */
  group?: string
  dashed?: boolean
  /** Sharp corners in every style: cells of a table, lifelines. */
  sharp?: boolean
  /** A lifeline may be crossed by arrows; a shape may not. */
  crossable?: boolean
}

export type BoxText = {
  lines: string[]
  original: string
  fontSize: number
  align: 'left' | 'center' | 'right'
  vertical: 'top' | 'middle'
  muted?: boolean
}

export type ArrowHead = 'arrow' | 'triangle' | 'crowfoot_one' | 'crowfoot_many' | null

export type Connector = {
  id: string
  from: string
  to: string
  /** From border to border. An `elbow` has only horizontal and vertical parts. */
  points: Point[]
  route: 'elbow' | 'straight' | 'curve'
  label?: { lines: string[]; original: string; fontSize: number; center: Point }
  startHead: ArrowHead
  endHead: ArrowHead
  dashed?: boolean
  tone: Tone
}
