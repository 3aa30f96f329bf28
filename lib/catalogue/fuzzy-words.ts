const DANISH: Readonly<Record<string, string>> = { æ: 'ae', ø: 'oe', å: 'aa' }

/** Splits a text into words in lower case without accents; æ, ø and å become ae, oe and aa. */
export function fold(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[æøå]/g, (letter) => DANISH[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
 * Distances beyond the limit are all given as `limit + 1`, as soon as they are certain.
 */
export function wordDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let twoBack: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (twoBack[j - 2] ?? 0) + 1)
      row.push(best)
    }
    // A swap reaches two rows back, so both must be beyond the limit.
    if (Math.min(...row, ...last) > limit) return limit + 1
    twoBack = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, limit + 1)
}
