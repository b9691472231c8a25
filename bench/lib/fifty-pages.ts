import type { Block } from '../../packages/contract/src/blocks.ts'

const NOTES_CHARS = 150_000
const BLOCKS = 200

const THINGS =
  'kitchen bathroom warehouse website newsletter podcast budget contract lease interview survey prototype backlog release server database backup garden greenhouse tent boiler roof fence archive catalogue brochure poster invoice supplier caterer venue hostel coach ferry workshop seminar lecture exhibition concert rehearsal choir orchestra bakery counter freezer oven scooter lorry forklift scaffold crane drill'.split(
    ' ',
  )
const PLACES = 'Leeds Porto Graz Lyon Bergen Basel Ghent Turin Malmö Tartu Cork Split Brno Lugo Kiel Bonn'.split(' ')
const PEOPLE = 'Maya Tom Priya Ines Omar Lisa Ravi Nadia Luis Karin Emre Zoe Henrik Dana Yusuf Carla'.split(' ')
type About = { thing: string; place: string; person: string; number: number }

const SENTENCES: ((about: About) => string)[] = [
  ({ thing, place, number }) => `The ${thing} in ${place} costs ${number * 10} € a month.`,
  ({ thing, place, person }) => `${person} is responsible for the ${thing} in ${place}.`,
  ({ thing, place, number }) =>
    `The ${thing} in ${place} opens on ${(number % 28) + 1} June at ${(number % 12) + 8}:00.`,
  ({ thing, place }) => `Decision: the ${thing} in ${place} is not extended this year.`,
  ({ thing, place, person }) => `- [ ] ${person} checks the ${thing} in ${place} before Friday`,
  ({ thing, place }) => `Who pays for the ${thing} in ${place}?`,
  ({ thing, place, number }) =>
    `We counted ${number} visitors at the ${thing} in ${place}, most of them in the morning, and several asked about parking.`,
  ({ thing, place }) => `Visitors of the ${thing} in ${place} prefer to come on foot.`,
]

/** Fifty pages of notes about a few hundred things, a third of which 200 blocks speak of already. The same at every call. */
export function fiftyPages(): { notes: string; blocks: Block[] } {
  const next = numbersFrom(7)
  const sentence = (): string => {
    const [thing, place, person] = [pick(THINGS, next), pick(PLACES, next), pick(PEOPLE, next)]
    return pick(SENTENCES, next)({ thing, place, person, number: 10 + Math.floor(next() * 900) })
  }
  const at = '2026-01-01T00:00:00.000Z'
  const blocks = Array.from({ length: BLOCKS }, (_, i): Block => {
    const body = sentence().replace(/^- \[ \] /, '')
    const title = body.replace(/[.?]$/, '').slice(0, 60)
    return { id: `b${i + 1}`, type: 'fact', title, body, state: 'accepted', version: 1, created_at: at, updated_at: at }
  })
  let notes = ''
  while (notes.length < NOTES_CHARS) {
    if (next() < 0.02) notes += `\n## ${pick(THINGS, next)} ${pick(PLACES, next)}\n\n`
    const known = blocks[Math.floor(next() * blocks.length)]
    notes += `${next() < 0.1 && known !== undefined ? known.body : sentence()}${next() < 0.4 ? '\n' : ' '}`
  }
  return { notes: notes.slice(0, NOTES_CHARS), blocks }
}

function pick<Item>(items: readonly Item[], next: () => number): Item {
  const item = items[Math.floor(next() * items.length)]
  if (item === undefined) throw new Error('There is nothing to pick from.')
  return item
}

/** A linear congruential generator; 0 ≤ x < 1. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) / 2 ** 24
  }
}
