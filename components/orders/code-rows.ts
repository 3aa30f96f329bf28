import type { PickRow } from '#components/ui/pick-tree.tsx'
import type { CodeItem, CodePage } from '#lib/catalogue/pick-codes.ts'
import type { PickState } from './chosen-codes.ts'

/** Ends the code of a line that fetches more of what lies under a code. */
export const MORE = '\u2026'

interface Seen {
  /** What lies under each code as far as it has been fetched; under null the coarsest codes. */
  readonly branches: ReadonlyMap<string | null, CodePage>
  /** What a search found with the codes above; null when nothing is searched for. */
  readonly found: readonly CodeItem[] | null
  readonly open: ReadonlySet<string>
  readonly stateOf: (item: CodeItem) => PickState
  readonly noteOf: (item: CodeItem) => string | undefined
  readonly moreLabel: (count: number) => string
}

/** The lines of the tree in sight, top to bottom. Of what was found the branches are open unless somebody folds them. */
export function codeRows({ branches, found, open, stateOf, noteOf, moreLabel }: Seen): PickRow[] {
  const shown = found && Map.groupBy<string | null, CodeItem>(found, ({ path }) => path.at(-1) ?? null)
  const rows: PickRow[] = []
  const visit = (under: string | null, depth: number) => {
    const own = shown?.get(under)
    const { items, more } = own ? { items: own, more: 0 } : (branches.get(under) ?? { items: [], more: 0 })
    const size = items.length + (more > 0 ? 1 : 0)
    for (const [at, item] of items.entries()) {
      // Folding turns what is open at first: everything under which something was found.
      const isOpen = item.below === 0 ? null : open.has(item.code) !== (shown?.has(item.code) ?? false)
      const own = { code: item.code, label: codeWords(item), depth, position: at + 1, size }
      rows.push({ ...own, isOpen, state: stateOf(item), note: noteOf(item) })
      if (isOpen) visit(item.code, depth + 1)
    }
    if (more > 0) {
      const own = { code: `${under ?? ''}${MORE}`, label: moreLabel(more), depth, position: size, size }
      rows.push({ ...own, isOpen: null, state: null })
    }
  }
  if (found === null || found.length > 0) visit(null, 1)
  return rows
}

/** A code and its words: letters first, since people know E11 by its code; a place by its name. */
export function codeWords({ code, label }: Pick<CodeItem, 'code' | 'label'>): string {
  if (label === code || /^\d+(-\d+)?\+?$/.test(code)) return label
  return /^[A-Z]/.test(code) && !code.startsWith('U-') ? `${code} ${label}` : label
}
