import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import type { RunOptions } from '#lib/tabulation/engines/engine.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { ensureRegisters } from '#scripts/registers/ensure-registers.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

/** Register files of a few persons in a folder of their own. */
export interface SmallRegisters {
  readonly dataDir: string
  readonly catalogue: Catalogue
  readonly snapshot: (registerId: string) => Snapshot
  readonly remove: () => Promise<void>
}

export async function makeSmallRegisters(persons: number): Promise<SmallRegisters> {
  const dataDir = await mkdtemp(join(tmpdir(), 'registers-'))
  const snapshots = await ensureRegisters({ dataDir, persons })
  const catalogue = { ...seedCatalogue(), snapshots }
  return {
    dataDir,
    catalogue,
    snapshot: (registerId) => {
      const found = snapshots.find((snapshot) => snapshot.registerId === registerId)
      if (!found) throw new Error(`no snapshot of ${registerId}`)
      return found
    },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  }
}

type Given = Pick<Specification, 'register' | 'rows' | 'period'> & Partial<Specification>

/** A specification that counts persons with totals and without filters, unless said otherwise. */
export function specificationOf(given: Given): Specification {
  return specificationSchema.parse({
    schema: 1,
    title: 'En tabel',
    measure: 'persons',
    rate: false,
    filters: [],
    columns: [],
    totals: true,
    ...given,
  })
}

export function axis(variable: string, level: string, codes: string[] | null = null, parents = false) {
  return { variable, level, codes, parents }
}

/** Resolves, plans and counts a specification that must be in order. */
export async function tabulateSpecification(registers: SmallRegisters, given: Given, options: Partial<RunOptions> = {}) {
  const specification = specificationOf(given)
  const resolved = decideSpecification(specification, registers.catalogue, { maxCells: 5_000_000 })
  if (!resolved.ok) throw new Error(`refused: ${JSON.stringify(resolved)}`)
  const plan = planTabulation(resolved.value, registers.catalogue)
  const snapshot = registers.snapshot(specification.register)
  return tabulate(plan, snapshot, { dataDir: registers.dataDir, linked: registers.catalogue.snapshots, ...options })
}
