interface Line {
  readonly label: string
  readonly depth: number
  readonly isOpen: boolean | null
}

/** What a key does in a tree: go to another line, unfold or fold this one, or choose it. */
export type TreeAct =
  | { readonly kind: 'go'; readonly to: number; readonly typed: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'pick' }

/**
 * The WAI-ARIA tree pattern's keys on the lines in sight (APG 1.2, tree view). `typed` are the letters pressed just before, which
 * together find the next line that begins with them. Null for a key that means nothing here.
 */
export function nextInTree(lines: readonly Line[], at: number, key: string, typed: string): TreeAct | null {
  const line = lines[at]
  if (!line) return null
  const go = (to: number): TreeAct => ({ kind: 'go', to: Math.min(Math.max(to, 0), lines.length - 1), typed: '' })
  switch (key) {
    case 'ArrowDown':
      return go(at + 1)
    case 'ArrowUp':
      return go(at - 1)
    case 'Home':
      return go(0)
    case 'End':
      return go(lines.length - 1)
    case 'ArrowRight':
      if (line.isOpen === false) return { kind: 'open' }
      return (lines[at + 1]?.depth ?? 0) > line.depth ? go(at + 1) : null
    case 'ArrowLeft':
      if (line.isOpen) return { kind: 'open' }
      return line.depth > 1 ? go(lines.findLastIndex((each, i) => i < at && each.depth < line.depth)) : null
    case ' ':
    case 'Enter':
      return { kind: 'pick' }
    default:
      return key.length === 1 ? found(lines, at, typed + key.toLocaleLowerCase()) : null
  }
}

/** A single letter looks from the next line on; more letters keep the line they still fit. */
function found(lines: readonly Line[], at: number, typed: string): TreeAct {
  const start = typed.length === 1 ? at + 1 : at
  for (let step = 0; step < lines.length; step++) {
    const to = (start + step) % lines.length
    if (lines[to]?.label.toLocaleLowerCase().startsWith(typed)) return { kind: 'go', to, typed }
  }
  return { kind: 'go', to: at, typed }
}
