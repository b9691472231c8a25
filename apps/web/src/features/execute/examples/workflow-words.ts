/** A sentence about things of which nothing else in the text speaks, and what is asked to find it. */
export const NEEDLE = 'The lighthouse keeper of Skerryvore hides a violet umbrella behind the barometer.'
export const QUESTION = 'Where does the lighthouse keeper hide the violet umbrella?'

/** What the made-up text speaks about, the frequent words first. */
export const TOPICS = [
  'harbour tide sail anchor current island gull captain rope wave chart storm deck cargo pilot reef',
  'seed soil root blossom hedge orchard spade frost beetle compost apple meadow vine bee trellis moss',
  'tram square market bridge tenant archive mayor crossing tower cellar poster lantern court bakery roof queue',
  'sample lens theory signal orbit crystal enzyme margin archive method proof voltage neuron glacier isotope curve',
  'oven dough pepper ladle butter onion kettle recipe crust saffron supper pan vinegar honey knife broth',
  'choir tempo string chord rehearsal drum score tenor bow cadence stage refrain organ encore flute silence',
]

export const PATTERNS = [
  'The {} of {} was older than the {}, and the {} knew it.',
  'Nobody had asked {} about the {} before the {} came back.',
  'Between the {} and the {} there was a {} that {} had forgotten.',
  'In {} every {} has its own {}.',
  '{} wrote that a {} without a {} is only a {}.',
  'When the {} failed, they took the {} and a second {}.',
]
