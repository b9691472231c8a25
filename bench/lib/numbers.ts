/** The value that `share` (0 to 1) of the values are at most as large as. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}

export function median(values: number[]): number {
  return percentile(values, 0.5)
}

/** "p50 3.2 ms, p99 8.1 ms" */
export function spread(valuesMs: number[]): string {
  return `p50 ${percentile(valuesMs, 0.5).toFixed(1)} ms, p95 ${percentile(valuesMs, 0.95).toFixed(1)} ms, p99 ${percentile(valuesMs, 0.99).toFixed(1)} ms`
}
