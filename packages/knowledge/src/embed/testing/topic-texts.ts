import { randomBits } from '../random.ts'

/** Words of each topic; two texts of one topic often share none. */
const TOPICS = [
  'river flood valley snow mountain glacier stream rain water spring delta bank tide lake canyon',
  'budget committee vote council tax minister parliament law election senate treaty policy debate reform veto',
  'oven bread flour yeast dough butter sugar recipe pastry kneading crust baker salt rye bake',
  'violin orchestra sonata piano conductor melody cello symphony concert rehearsal opera choir tempo harmony flute',
].map((words) => words.split(' '))

/** Texts of twelve words, each of one topic in turn, the same for the same seed. */
export function topicTexts(count: number, seed = 1): string[] {
  const next = randomBits(seed)
  return Array.from({ length: count }, (_, i) => {
    const words = TOPICS[i % TOPICS.length] ?? []
    return Array.from({ length: 12 }, () => words[next() % words.length]).join(' ')
  })
}
