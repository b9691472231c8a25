import type { PartKind } from '../../intent/intent.ts'
import { type Source, splitList, splitOutside, unquote } from '../source.ts'
import { titleFrom } from '../title.ts'

const ASKED =
  /\b(?:wire-?frame|mock-?up|(?:user )?interface|ui\b|landing page|login (?:page|screen|form)|sign-?up (?:page|screen|form)|web ?(?:page|site)|home ?page|(?:settings|profile|dashboard|checkout|admin|app) (?:page|screen)|(?:mobile|phone|app) screen|dashboard with|drahtmodell|maquette)\b/iu

const WORDS: [PartKind, RegExp][] = [
  ['navigation', /\b(?:nav(?:igation|bar)?(?: ?bar)?|menu ?bar|menü|menu principal)\b/iu],
  ['header', /\b(?:header|top ?bar|title bar|kopfzeile|en-tête|encabezado)\b/iu],
  ['sidebar', /\b(?:side ?bar|side ?menu|left menu|seitenleiste|barre latérale|barra lateral)\b/iu],
  ['footer', /\b(?:footer|fu(?:ß|ss)zeile|pied de page|pie de página)\b/iu],
  ['hero', /\b(?:hero|banner|headline|jumbotron)\b/iu],
  ['search', /\b(?:search(?: ?(?:box|bar|field|input))?|suchfeld|recherche)\b/iu],
  ['form', /\b(?:form|login box|formular|formulaire|formulario)\b/iu],
  ['tabs', /\btabs?\b/iu],
  ['table', /\b(?:table|grid of rows|tabelle|tableau|tabla)\b/iu],
  ['chart', /\b(?:charts?|graphs?|diagramm|plot)\b/iu],
  ['card', /\b(?:cards?|tiles?|karten?|tarjetas?)\b/iu],
  ['image', /\b(?:images?|pictures?|photos?|logo|avatar|bild(?:er)?)\b/iu],
  ['list', /\b(?:lists?|feed|liste)\b/iu],
  [
    'field',
    /\b(?:(?:text|input) ?(?:fields?|box(?:es)?)|inputs?|(?:password|passwort|e-?mail|name)(?: ?(?:fields?|box))?|text ?area|drop-?down)\b/iu,
  ],
  ['button', /\b(?:buttons?|cta|call to action|schaltfläche|knopf|bouton|botón)\b/iu],
  ['text', /\b(?:text|paragraph|copy|absatz)\b/iu],
]
/** What is written after these is their text, not a list of what is in them. */
const ONE_TEXT: ReadonlySet<PartKind> = new Set([
  'header',
  'hero',
  'button',
  'text',
  'image',
  'card',
  'chart',
  'search',
  'field',
])
const COUNT: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, six: 6, zwei: 2, drei: 3, vier: 4 }

/** The parts of a screen in the order in which they are named; what stands in brackets or after a colon is in the part. */
export function planWireframe({ text, lines }: Source): unknown {
  // In the first line: "Landing page" deep in a list is a thing to do, not a request for a screen.
  if (!ASKED.test(lines[0]?.text ?? '') || lines[0]?.bullet) return undefined
  const pieces =
    lines.length > 2
      ? lines.map((line) => line.text)
      : splitOutside(
          text,
          /^(?:\s*[,;]\s*(?:and\s+)?|\.\s+|\s+(?:and|plus|und)\s+(?=\p{L}|\d)|\s+(?:with|mit|avec|con)\s+(?=an?\s|the\s|two|three|four|zwei|drei|\d))/iu,
        )
  const parts = pieces.flatMap((piece, index) => partsOf(piece, index === 0))
  mergeFields(parts)
  if (parts.length === 0) parts.push(...defaultsFor(text))
  const phone = /\b(?:mobile|phone|iphone|android|smartphone|handy)\b/iu.test(text)
  return {
    kind: 'wireframe',
    title: titleFrom((lines.length > 2 ? lines[0]?.text : pieces[0])?.split(/[:,.]|\bwith\b|\bmit\b|\bavec\b/iu)[0]),
    device: phone ? 'phone' : 'desktop',
    parts: parts.map((part, index) => ({ id: `w${index + 1}`, ...part })),
  }
}

/** "A form with email, password": the fields that follow a form are in it. */
function mergeFields(parts: Draft[]): void {
  for (let at = 1; at < parts.length;) {
    const [form, field] = [parts[at - 1], parts[at]]
    if (form?.part === 'form' && field?.part === 'field') {
      form.items = [...(form.items ?? []), field.label ?? 'Field']
      parts.splice(at, 1)
    } else at += 1
  }
}

type Draft = { part: PartKind; label?: string; items?: string[] }

function partsOf(piece: string, first: boolean): Draft[] {
  // "A login page: header, …": the name of the page is no part of it.
  const body = first
    ? piece.replace(
        /^.*?\b(?:wire-?frame|mock-?up|page|screen|site|dashboard|interface|ui)\b[^:,]*?(?:[:,]\s*|\s+with\s+|$)/iu,
        '',
      )
    : piece
  const [head = '', inside = ''] = insideOf(body)
  const found = WORDS.find(([, pattern]) => pattern.test(head))
  if (!found) return []
  const [part, pattern] = found
  const items = splitList(inside).map(unquote).slice(0, 12)
  const word = pattern.exec(head)?.[0] ?? ''
  const label = labelOf(head, { part, word, items })
  if (ONE_TEXT.has(part) && items.length === 1 && !label) return [{ part, ...(items[0] && { label: items[0] }) }]
  const one = { part, ...(label && { label }), ...(items.length > 0 && { items }) }
  const count = Number(
    /\b(\d{1,2})\b/u.exec(head)?.[1] ??
      COUNT[/\b(two|three|four|five|six|zwei|drei|vier)\b/iu.exec(head)?.[1]?.toLowerCase() ?? ''] ??
      1,
  )
  if (part !== 'card' && part !== 'image' && part !== 'chart' && part !== 'button') return [one]
  if (items.length > 1) return items.map((item) => ({ part, label: item }))
  return Array.from({ length: Math.min(count, 12) }, (_, index) =>
    count > 1 ? { ...one, label: `${label ?? capital(word.replace(/s$/u, ''))} ${index + 1}` } : one,
  )
}

/** `header: Home, About`, `nav (Home, About)`, `form with name, email`. */
function insideOf(piece: string): [string, string] {
  const match =
    /^([^(:]*)\(([^)]*)\)/u.exec(piece) ??
    /^([^:]*):\s*(.+)$/u.exec(piece) ??
    /^(.*?\b(?:form|list|table|tabs|menu|sidebar|nav\w*|columns?)\b.*?)\s+(?:with|for|of|mit|avec)\s+(.+)$/iu.exec(
      piece,
    )
  return match ? [match[1] ?? '', match[2] ?? ''] : [piece, '']
}

type Found = { part: PartKind; word: string; items: readonly string[] }

function labelOf(head: string, { part, word, items }: Found): string | undefined {
  const quoted = /["“”'‘’«]([^"“”'‘’»]+)["“”'‘’»]/u.exec(head)?.[1]
  if (quoted) return quoted
  const labelled = /\b(?:labell?ed|called|named|saying|titled|that says)\s+(.+)$/iu.exec(head)?.[1]
  if (labelled) return capital(unquote(labelled))
  const named = head
    .replace(word, part === 'field' ? word : ' ')
    .replace(
      /\b(?:a|an|the|some|big|large|small|with|at|on|in|left|right|top|bottom|of|for|and|below|above|it|its|main|two|three|four|five|six|\d+|ein|eine|einen|zwei|drei|vier|deux|trois|dos|tres|mit|oben|unten|links|rechts)\b/giu,
      ' ',
    )
    .replace(/\s+/gu, ' ')
  const label = unquote(named)
  if (label === '' && items.length === 1 && part !== 'list') return undefined
  return label === '' ? undefined : capital(label)
}

function defaultsFor(text: string): Draft[] {
  if (/login|sign-?in|anmeld/iu.test(text))
    return [
      { part: 'header', label: 'Welcome' },
      { part: 'form', label: 'Log in', items: ['Email', 'Password'] },
    ]
  if (/sign-?up|regist/iu.test(text))
    return [
      { part: 'header', label: 'Welcome' },
      { part: 'form', label: 'Sign up', items: ['Name', 'Email', 'Password'] },
    ]
  if (/dashboard/iu.test(text)) {
    const cards: Draft[] = ['Users', 'Revenue', 'Growth'].map((label) => ({ part: 'chart', label }))
    return [
      { part: 'header', label: 'Dashboard' },
      { part: 'sidebar', items: ['Overview', 'Reports', 'Settings'] },
      ...cards,
      { part: 'table' },
    ]
  }
  return [
    { part: 'header', items: ['Home', 'About', 'Contact'] },
    { part: 'hero' },
    { part: 'card' },
    { part: 'card' },
    { part: 'card' },
    { part: 'footer' },
  ]
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
