import type { BasketView, Block, BlockType } from '@outlast/contract'
import { type ExportedDocument, fileNameOf, oneLine } from '../../http/download.ts'
import type { BasketDeps, BasketRef } from './basket-deps.ts'
import { getBasket } from './baskets.ts'

export type ExportFormat = 'markdown' | 'json'

/** A basket as a document. */
export async function exportBasket(
  deps: Pick<BasketDeps, 'database'>,
  ref: BasketRef,
  format: ExportFormat,
): Promise<ExportedDocument> {
  const basket = await getBasket(deps, ref)
  const name = fileNameOf(basket.name, 'Basket')
  if (format === 'json') {
    const text = `${JSON.stringify(basket, null, 2)}\n`
    return { name: `${name}.json`, mediaType: 'application/json; charset=utf-8', text }
  }
  return { name: `${name}.md`, mediaType: 'text/markdown; charset=utf-8', text: toMarkdown(basket) }
}

const SECTIONS: [type: BlockType, heading: string][] = [
  ['goal', 'Goals'],
  ['decision', 'Decisions'],
  ['task', 'Tasks'],
  ['question', 'Questions'],
  ['fact', 'Facts'],
  ['insight', 'Insights'],
  ['note', 'Notes'],
]

function toMarkdown({ name, updated_at, content }: BasketView): string {
  const sections = SECTIONS.map(([type, heading]) => {
    const blocks = content.filter((block) => block.type === type)
    return blocks.length === 0 ? '' : [`## ${heading}`, ...blocks.map(toSection)].join('\n\n')
  })
  const parts = [`# ${oneLine(name)}\n\n${updated_at}`, ...sections].filter((part) => part !== '')
  return `${parts.join('\n\n')}\n`
}

function toSection({ title, body, state }: Block): string {
  const mark = state === 'accepted' ? '' : ` (${state})`
  return [`### ${oneLine(title)}${mark}`, body.trim()].filter((part) => part !== '').join('\n\n')
}
