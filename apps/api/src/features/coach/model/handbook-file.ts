import { CoachName } from '@outlast/contract'
import { z } from 'zod'
import { parseFrontMatter } from './front-matter.ts'

/** A part of the handbook that is found and quoted as one: the text below one heading. */
export type HandbookSection = {
  /** Title of the file. */
  name: string
  /** From the outermost to the one above the text. */
  headings: string[]
  text: string
  /** Other words by which people ask for it. */
  about: string
  /** The coaches whose it is; null for all of them. */
  coaches: string[] | null
}

const HandbookFront = z.strictObject({
  title: z.string().trim().min(1).max(100),
  about: z.string().default(''),
  coaches: z.array(CoachName).min(1).optional(),
})

/** Beyond it a section is divided between paragraphs: a passage is quoted whole to the model. */
const MAX_SECTION_CHARS = 1_500

/** @throws FrontMatterError */
export function parseHandbookFile(source: string): HandbookSection[] {
  const { front, body } = parseFrontMatter(source, HandbookFront)
  const sections: HandbookSection[] = []
  let above: { level: number; heading: string }[] = []
  let paragraphs: string[] = []
  const close = (): void => {
    const headings = above.map(({ heading }) => heading)
    for (const text of joinUpTo(MAX_SECTION_CHARS, paragraphs)) {
      sections.push({ name: front.title, headings, text, about: front.about, coaches: front.coaches ?? null })
    }
    paragraphs = []
  }
  for (const block of body.split(/\n{2,}/)) {
    const heading = /^(#{1,6}) +([^\n]+)$/.exec(block)
    if (heading === null) paragraphs.push(block)
    else {
      close()
      const level = heading[1]?.length ?? 1
      above = [...above.filter((outer) => outer.level < level), { level, heading: heading[2]?.trim() ?? '' }]
    }
  }
  close()
  return sections
}

function joinUpTo(maxChars: number, paragraphs: string[]): string[] {
  const joined: string[] = []
  for (const paragraph of paragraphs) {
    const last = joined.at(-1)
    if (last === undefined || last.length + paragraph.length + 2 > maxChars) joined.push(paragraph)
    else joined[joined.length - 1] = `${last}\n\n${paragraph}`
  }
  return joined
}
