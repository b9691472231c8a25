import Anser from 'anser'

/** A stretch of text that looks the same all along. Colours are class names, or CSS colours where a program chose its own. */
export interface Segment {
  text: string
  className: string
  color?: string
  background?: string
}

const ESC = '\u001b'
/** A start of an escape sequence that the next chunk will finish. */
const UNFINISHED = new RegExp(`${ESC}(?:\\[[0-9;:?]*)?$`)
/** Window titles and links (OSC), and two-character escapes: nothing that a log view could do with them. */
const UNSHOWN = new RegExp(`${ESC}\\][^\\u0007${ESC}]*(?:\\u0007|${ESC}\\\\)|${ESC}[()][A-Z0-9]|${ESC}[=>78cDEHM]`, 'g')

/** How many characters at the end of `text` belong to an escape sequence that is not complete yet. */
export function unfinishedEscape(text: string): number {
  return UNFINISHED.exec(text)?.[0].length ?? 0
}

/** Reads colours from a stream of text; what was switched on stays on until it is switched off, line after line. */
export class AnsiReader {
  private readonly anser = new Anser()
  private styled = false

  /** The text without escape sequences, and its segments where any of it is styled. Takes whole sequences only. */
  read(raw: string): { text: string; segments: Segment[] | null } {
    if (!raw.includes(ESC)) {
      // Most lines of most programs: no parsing, no second copy.
      if (!this.styled) return { text: raw, segments: null }
    }
    // Code 25 (stop blinking) changes nothing visible, but makes the parser apply what is still on to the first stretch.
    const parts = this.anser.ansiToJson(`${ESC}[25m${raw.replace(UNSHOWN, '')}`, {
      json: true,
      remove_empty: true,
      use_classes: true,
    })
    const segments = parts.map(toSegment)
    this.styled = this.anser
      .ansiToJson(`${ESC}[25m.`, { json: true, use_classes: true })
      .some((part) => isStyled(toSegment(part)))
    return { text: segments.map(({ text }) => text).join(''), segments: segments.some(isStyled) ? segments : null }
  }
}

function isStyled(segment: Segment): boolean {
  return segment.className !== '' || segment.color !== undefined || segment.background !== undefined
}

type Part = ReturnType<Anser['ansiToJson']>[number]

function toSegment(part: Part): Segment {
  const classes = part.decorations.map((name) => `ansi-${name}`)
  const color = colorOf(part.fg, part.fg_truecolor)
  const background = colorOf(part.bg, part.bg_truecolor)
  if (color?.className !== undefined) classes.push(color.className)
  if (background?.className !== undefined) classes.push(`${background.className}-bg`)
  return {
    text: part.content,
    className: classes.join(' '),
    ...(color?.css === undefined ? {} : { color: color.css }),
    ...(background?.css === undefined ? {} : { background: background.css }),
  }
}

function colorOf(name: string | null, trueColor: string | null): { className?: string; css?: string } | null {
  if (name === null || name === '') return null
  if (name === 'ansi-truecolor') return { css: `rgb(${trueColor})` }
  const palette = /^ansi-palette-(\d+)$/.exec(name)
  return palette === null ? { className: name } : { css: paletteColor(Number(palette[1])) }
}

/** The 6×6×6 colour cube (16–231) and the greys (232–255) of a 256-colour terminal. */
function paletteColor(index: number): string {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10
    return `rgb(${grey}, ${grey}, ${grey})`
  }
  const cube = index - 16
  return `rgb(${level(Math.floor(cube / 36))}, ${level(Math.floor(cube / 6) % 6)}, ${level(cube % 6)})`
}

function level(step: number): number {
  return step === 0 ? 0 : 55 + step * 40
}
