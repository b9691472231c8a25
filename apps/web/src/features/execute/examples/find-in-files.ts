import type { Content } from '../state.ts'

export const FIND_IN_FILES: Content = {
  name: 'Find in my files',
  language: 'typescript',
  code: `// Searches the files of the Library, by words and by meaning. Upload some there first.
import { collection, display, files } from 'outlast'

const question = 'What has to be done first?'

const all = await files.list()
if (all.length === 0) console.log('There are no files yet: upload some in the Library.')

const names = [...new Set(all.map((file) => file.collection))]
const found = await Promise.all(names.map((name) => collection(name).search(question, { k: 5 })))
const best = found.flat().sort((a, b) => b.score - a.score)

const rows = best.slice(0, 10).map(({ text, score, source }) => ({
  file: source?.name ?? '',
  page: source?.page ?? '',
  score: score.toFixed(4),
  text: text.slice(0, 200),
}))
if (rows.length > 0) display(rows)

best.length
`,
}
