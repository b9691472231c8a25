export type Hit = { readonly id: string; readonly score: number }

/** Hits of one way of searching, best first; equal ids after the first are passed over. */
export type Ranking = { readonly name: string; readonly hits: readonly Hit[] }

export type FusedHit = {
  id: string
  /** Sum of the contributions; comparable within one fusion only. */
  score: number
  /** Where each way of searching had it: rank from 1, its own score, and 1 / (k + rank). */
  ranks: Record<string, { rank: number; score: number; contribution: number }>
}

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): each ranking gives 1 / (k + rank). `k` = 60 as there. Equal
 * scores are ordered by the best rank, then by id, so that the same searches give the same order.
 */
export function reciprocalRankFusion(rankings: readonly Ranking[], k = 60): FusedHit[] {
  const fused = new Map<string, FusedHit>()
  for (const { name, hits } of rankings) {
    let rank = 0
    for (const { id, score } of hits) {
      const hit = fused.get(id) ?? { id, score: 0, ranks: Object.create(null) }
      if (name in hit.ranks) continue
      rank += 1
      const contribution = 1 / (k + rank)
      hit.ranks[name] = { rank, score, contribution }
      hit.score += contribution
      fused.set(id, hit)
    }
  }
  return [...fused.values()].sort((a, b) => b.score - a.score || bestRank(a) - bestRank(b) || (a.id < b.id ? -1 : 1))
}

function bestRank({ ranks }: FusedHit): number {
  return Math.min(...Object.values(ranks).map(({ rank }) => rank))
}
