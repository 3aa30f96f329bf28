import { type CountedCells, FIXED, isUnseen } from './counted-cells.ts'

/** Not known to everybody. */
export const UNKNOWN = 0
/** Known to be zero. */
export const KNOWN_ZERO = 1
/** Known and not zero: published before, or the one unknown of a sum whose other cells are. */
export const KNOWN = 2

/**
 * What everybody knows of each cell before anything is decided: zeros where they are published, cells published before, and
 * what follows from them by single sums.
 */
export function knownCells({ sums, counts, roles }: CountedCells, zerosPublished: boolean): Uint8Array {
  const known = new Uint8Array(sums.cells)
  for (let cell = 0; cell < known.length; cell++) {
    const role = roles?.[cell] ?? 0
    const isZero = counts[cell] === 0
    if (role === FIXED) known[cell] = isZero ? KNOWN_ZERO : KNOWN
    else if (isZero && zerosPublished && !isUnseen(role)) known[cell] = KNOWN_ZERO
  }
  if (!roles) return known
  const learn = (cell: number) => {
    if (known[cell] !== UNKNOWN) return false
    known[cell] = counts[cell] === 0 ? KNOWN_ZERO : KNOWN
    return true
  }
  for (let changed = true; changed; ) {
    changed = false
    sums.visit((whole, parts, additive) => {
      if (known[whole] === KNOWN_ZERO) for (const part of parts) changed = learn(part) || changed
      const lone = loneUnknown(known, whole, parts)
      if (lone >= 0 && (additive || (counts[whole] === 0 && lone === whole))) changed = learn(lone) || changed
    })
  }
  return known
}

/** The one cell of a sum that is not known; -1 when there is none or more than one. */
function loneUnknown(known: Uint8Array, whole: number, parts: Int32Array): number {
  let lone = known[whole] === UNKNOWN ? whole : -1
  for (const part of parts) {
    if (known[part] !== UNKNOWN) continue
    if (lone >= 0) return -1
    lone = part
  }
  return lone
}
