/** The table of the vector store that holds the vectors of one generation of a collection. */
export function vectorTableOf({ id, generation }: { id: string; generation: number }): string {
  return `c_${id.replaceAll('-', '')}_${generation}`
}
