import { createHash } from 'node:crypto'
import type { Cube } from '#lib/tabulation/cube.ts'
import { PUBLISHED } from './primary.ts'
import type { Rules } from './rules.ts'

/** Raised whenever the engine could hide other cells than before. */
export const ENGINE_VERSION = 'statistikservice-disclosure/1'

/** What was protected, how, and that it was audited. Byte-identical for the same input, rules and engine. */
export interface Certificate {
  readonly engine: string
  readonly rules: Rules
  readonly inputSha256: string
  readonly outputSha256: string
  readonly audit: { readonly cells: number; readonly failed: number; readonly method: string }
  /** Content hashes of the tables released before that this one was protected together with; absent when there were none. */
  readonly earlier?: readonly string[]
}

/** Hashes the table before and after protection. The output hash covers published counts and marks, not the reasons. */
export function certify(
  cube: Cube,
  status: Uint8Array,
  rules: Rules,
  audit: Certificate['audit'],
  earlier: readonly string[] = [],
): Certificate {
  return certifyTables([{ cube, status }], rules, audit, earlier)
}

/** Hashes linked tables one after another, as `certify` does one. */
export function certifyTables(
  tables: readonly { readonly cube: Cube; readonly status: Uint8Array }[],
  rules: Rules,
  audit: Certificate['audit'],
  earlier: readonly string[],
): Certificate {
  const input = createHash('sha256')
  const output = createHash('sha256')
  for (const { cube, status } of tables) {
    const structure = cube.dimensions.map(({ id, codes, parents, additive }) => ({ id, codes, parents: [...parents], additive }))
    input.update(JSON.stringify(structure)).update(JSON.stringify([...cube.counts]))
    const published = Array.from(cube.counts, (count, address) => (status[address] === PUBLISHED ? count : null))
    output.update(JSON.stringify(structure)).update(JSON.stringify(published))
  }
  return {
    engine: ENGINE_VERSION,
    rules,
    inputSha256: input.digest('hex'),
    outputSha256: output.digest('hex'),
    audit,
    ...(earlier.length > 0 && { earlier }),
  }
}
