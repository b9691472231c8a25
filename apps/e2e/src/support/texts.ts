/** Words that go together: enough of them, each often enough, that a collection can learn from its texts. */
const TOPICS = {
  sea: 'moon tide ocean harbour current wave coast anchor island storm sailor reef gravity shore channel lagoon',
  bread: 'flour yeast oven crust dough butter kneading sourdough loaf grain baker rye wheat bran starter crumb',
  rail: 'train station platform signal locomotive track ticket timetable carriage conductor tunnel siding gauge',
  garden: 'tomato compost seed root leaf blossom greenhouse trowel pruning orchard hedge mulch sprout bulb pollen',
}

export type Topic = keyof typeof TOPICS

/** Sentences about a topic, the same ones every time. */
export function sentencesAbout(topic: Topic, count: number): string[] {
  const words = TOPICS[topic].split(' ')
  const word = (at: number): string => words[at % words.length] ?? ''
  return Array.from(
    { length: count },
    (_, at) =>
      `The ${word(at)} meets the ${word(3 * at + 1)} where a ${word(5 * at + 2)} follows the ${word(7 * at + 4)} in chapter ${at + 1}.`,
  )
}

/** Sentences about all topics in turn. */
export function sentencesAboutAll(count: number): string[] {
  const topics = Object.keys(TOPICS) as Topic[]
  const each = Math.ceil(count / topics.length)
  return topics.flatMap((topic) => sentencesAbout(topic, each)).slice(0, count)
}
