/** Where in its document a passage stands: `page 3`, `pages 3–5`; empty where the format knows no pages. */
export function pagesOf({ page, pageEnd }: { page: number | null; pageEnd: number | null }): string {
  if (page === null) return ''
  return pageEnd === null || pageEnd === page ? `page ${page}` : `pages ${page}–${pageEnd}`
}
