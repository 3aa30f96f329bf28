const LETTERS = 4

/**
 * Names cut to four letters that tell them apart: the first four, or, where others begin alike, the first three and the first later
 * letter that no other name of the same beginning has in that place. In the order given.
 */
export function shortLabels(names: readonly string[]): string[] {
  const used = new Map<string, number>()
  for (const name of names) used.set(name.slice(0, LETTERS), (used.get(name.slice(0, LETTERS)) ?? 0) + 1)
  const taken = new Set([...used].filter(([, times]) => times === 1).map(([label]) => label))
  return names.map((name) => {
    const label = name.slice(0, LETTERS)
    if (used.get(label) === 1) return label
    const alike = names.filter((other) => other !== name && other.startsWith(label))
    for (let at = LETTERS; at < name.length; at++) {
      const own = name.charAt(at)
      const candidate = name.slice(0, LETTERS - 1) + own
      if (own === ' ' || taken.has(candidate) || alike.some((other) => other.charAt(at) === own)) continue
      taken.add(candidate)
      return candidate
    }
    return label
  })
}
