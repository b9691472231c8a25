import type { PassageSource } from '@outlast/contract'

type Place = Pick<PassageSource, 'page' | 'page_end' | 'headings'>

/** Where in a file a passage stands: `page 3 · Methods › Data`. Empty where nobody knows. */
export function describePlace({ page, page_end: end, headings }: Place): string {
  const pages = page === null ? '' : end === null || end === page ? `page ${page}` : `pages ${page}–${end}`
  return [pages, headings.join(' › ')].filter((part) => part !== '').join(' · ')
}
