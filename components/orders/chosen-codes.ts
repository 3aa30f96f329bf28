import type { CodeItem } from '#lib/catalogue/pick-codes.ts'

/** Codes that were chosen in a tree: none stands under another one, which stands for all below it. */
export type Chosen = readonly CodeItem[]

export type PickState = 'on' | 'off' | 'part'

/** Tells for each code whether it is chosen, by itself or by one above it, or some of what lies under it is. */
export function pickStates(chosen: Chosen): (item: CodeItem) => PickState {
  const codes = new Set(chosen.map(({ code }) => code))
  const above = new Set(chosen.flatMap(({ path }) => path))
  return (item) => {
    if (codes.has(item.code) || item.path.some((code) => codes.has(code))) return 'on'
    return above.has(item.code) ? 'part' : 'off'
  }
}

/** With the code, and without those under it, which it stands for from now on. In the order of the tree. */
export function withCode(chosen: Chosen, item: CodeItem): Chosen {
  const others = chosen.filter(({ code, path }) => code !== item.code && !path.includes(item.code))
  return [...others, item].sort((a, b) => order(a) - order(b))
}

/**
 * Without the code. Where one above it was chosen, its neighbours are chosen one by one instead; `below` answers what lies
 * directly under a code.
 */
export async function withoutCode(
  chosen: Chosen,
  item: CodeItem,
  below: (code: string) => Promise<readonly CodeItem[]>,
): Promise<Chosen> {
  const within = item.path.findIndex((code) => chosen.some((each) => each.code === code))
  if (within < 0) return chosen.filter(({ code }) => code !== item.code)
  const opened = item.path.slice(within)
  const neighbours: CodeItem[] = []
  for (const [at, code] of opened.entries()) {
    const onTheWay = opened[at + 1] ?? item.code
    neighbours.push(...(await below(code)).filter((each) => each.code !== onTheWay))
  }
  const rest = chosen.filter(({ code }) => code !== opened[0])
  return [...rest, ...neighbours].sort((a, b) => order(a) - order(b))
}

/** The codes as the text of a field; blanks are the shortest in an address. */
export function codesText(chosen: Chosen): string {
  return chosen.map(({ code }) => code).join(' ')
}

/** What the classification doesn't know stands last. */
function order({ at }: CodeItem): number {
  return at < 0 ? Number.MAX_SAFE_INTEGER : at
}
