import type { Color, ShapeKind } from '../../intent/intent.ts'
import { tooMany } from '../../intent/parse.ts'
import { MAX_ELEMENTS } from '../../limits.ts'
import { colorIn } from '../colors.ts'
import { type Source, unquote } from '../source.ts'

type Word = ShapeKind | 'arrow' | 'line'
const SHAPES: [Word, string][] = [
  ['rectangle', 'rectangles?|squares?|box(?:es)?|rechtecke?|quadrate?|rectángulos?|carrés?'],
  ['circle', 'circles?|kreise?|cercles?|círculos?|circulos?|discs?|dots?'],
  ['ellipse', 'ellipses?|ovals?|ovale?'],
  ['diamond', 'diamonds?|rhombus(?:es)?|rauten?|losanges?|rombos?'],
  ['star', 'stars?|sterne?|étoiles?|estrellas?'],
  ['heart', 'hearts?|herz(?:en)?|c(?:œ|oe)urs?|coraz(?:ón|on|ones)'],
  ['text', 'texts?|labels?|captions?'],
  ['arrow', 'arrows?|pfeile?|flèches?|flechas?'],
  ['line', 'lines?|linien?|lignes?|líneas?'],
]
const NUMBERS: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  dozen: 12,
  hundred: 100,
  thousand: 1000,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  deux: 2,
  trois: 3,
  quatre: 4,
  dos: 2,
  tres: 3,
  cuatro: 4,
}
const ALL = SHAPES.map(([, words]) => words).join('|')
const SHAPE = new RegExp(
  `((?:(?!(?:${ALL}|and|und|et|y|with|connected)(?![\\p{L}]))(?:\\d[\\d,.]*|[\\p{L}-]+)\\s+){0,4})(?<![\\p{L}])(${ALL})(?![\\p{L}])(?:\\s+(rouges?|bleue?s?|vert(?:e)?s?|jaunes?|roj[oa]s?|azul(?:es)?|verdes?|amarill[oa]s?))?(?:\\s*,?\\s*(?:labell?ed|called|named|saying|that says|reading|with (?:the )?(?:text|label|word|name))\\s+(?:["“'«]([^"”'»\\n]{1,80})["”'»]|([^"“'«\\s,.;][^"”»,.;\\n]{0,80}?)(?=\\s+(?:and|und|et|y|connected|in|on)\\s|[,.;\\n]|$))|\\s*["“«]([^"”»]{1,80})["”»]|\\s*:\\s*["“]?([^"”,.;\\n]{1,80})["”]?)?`,
  'giu',
)
const CONNECTED = /\b(?:connect|link|join|verbinde|relie|conecta)\w*\b/iu

type Shape = { id: string; shape: ShapeKind; label?: string; color?: Color; size?: string }
type Stroke = { id: string; stroke: 'arrow' | 'line'; color?: Color }

/** "Draw a red star, two blue circles and a heart": each shape with its number, colour, size and label. */
export function planShapes({ text }: Source): unknown {
  const shapes: Shape[] = []
  const strokes: Stroke[] = []
  for (const match of text.matchAll(SHAPE)) {
    const [, before = '', word = '', colorAfter = '', ...labels] = match
    const kind = SHAPES.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(word))?.[0]
    if (!kind) continue
    const count = countIn(before)
    if (count > MAX_ELEMENTS) throw tooMany('shapes', count, MAX_ELEMENTS)
    for (let at = 0; at < count; at += 1) {
      const color = colorIn(`${before} ${colorAfter}`)
      const id = `s${shapes.length + strokes.length + 1}`
      const label = labels.find((part) => part !== undefined)
      if (kind === 'arrow' || kind === 'line') strokes.push({ id, stroke: kind, ...(color && { color }) })
      else
        shapes.push({
          id,
          shape: kind,
          ...(label && { label: unquote(label) }),
          ...(color && { color }),
          ...sizeIn(before),
        })
    }
  }
  if (shapes.length + strokes.length === 0) return undefined
  const drawn = /\b(?:draw|add|make|create|zeichne|male|dessine|dibuja|show|put|sketch)\b/iu.test(text)
  const words = text.split(/\s+/u).length
  if (!drawn && words > 12 * (shapes.length + strokes.length)) return undefined
  // "a circle connected to a square by an arrow": the arrow is the connection, not one more thing.
  const joined =
    shapes.length > 1 &&
    (CONNECTED.test(text) ||
      /\b(?:arrow|line|pfeil|flèche|flecha)\b.*\b(?:from|between|von|zwischen|de|entre)\b/iu.test(text))
  if (!joined) return { kind: 'shapes', shapes, strokes }
  const head = strokes.some((stroke) => stroke.stroke === 'line') ? 'line' : 'arrow'
  const connections = shapes.slice(1).map((shape, index) => ({ from: shapes[index]?.id, to: shape.id, head }))
  return {
    kind: 'shapes',
    shapes: unique(shapes, text),
    connections: connections.filter(
      ({ from, to }) => unique(shapes, text).some((shape) => shape.id === to) && from !== undefined,
    ),
  }
}

/** "… from the star to the heart" names again what is there; "the" says so. */
function unique(shapes: readonly Shape[], text: string): Shape[] {
  const again = new Set(
    [...text.matchAll(new RegExp(`\\b(?:the|der|dem|den|das|le|la|el)\\s+(${ALL})(?![\\p{L}])`, 'giu'))].map((match) =>
      match[1]?.toLowerCase(),
    ),
  )
  if (again.size === 0) return [...shapes]
  const seen = new Set<string>()
  return shapes.filter((shape) => {
    const first = !seen.has(shape.shape)
    seen.add(shape.shape)
    return first || shape.label !== undefined || shape.color !== undefined
  })
}

function countIn(words: string): number {
  const digits = /(\d[\d,.]*)\s+(?:\p{L}+\s+)*$/u.exec(words)?.[1]
  if (digits) return Math.max(1, Number(digits.replace(/[,.](?=\d{3}\b)/gu, '')) || 1)
  for (const [word] of words.toLowerCase().matchAll(/\p{L}+/gu))
    if (Object.hasOwn(NUMBERS, word)) return NUMBERS[word] ?? 1
  return 1
}

function sizeIn(words: string): { size?: 'small' | 'large' } {
  if (/\b(?:small|tiny|little|klein\w*|petite?s?|pequeñ\w*)\b/iu.test(words)) return { size: 'small' }
  if (/\b(?:big|large|huge|gro(?:ß|ss)\w*|grande?s?)\b/iu.test(words)) return { size: 'large' }
  return {}
}
