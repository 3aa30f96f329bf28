import { describe, expect, it } from 'vitest'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { cutsToChoose } from '#lib/production/cut-choice.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const cut = (id: string, cutOn: string, registerId = 'lpr'): Snapshot => ({
  ...{ id, cutOn, registerId, sha256: 'a'.repeat(64), files: [], dictionaries: {} },
  ...{ persons: 0, rows: 0, synthetic: true, sample: false },
})
const catalogue = {
  ...seedCatalogue(),
  snapshots: [cut('old', '2024-01-31'), cut('new', '2025-01-31'), cut('other', '2026-01-31', 'dar')],
}
const done = (snapshotId: string) => ({ status: 'done', snapshotId })

describe('the cuts a run could be made on', () => {
  it('are offered when the order was counted on an older one than the newest of its register', () => {
    const cuts = cutsToChoose([{ status: 'failed', snapshotId: 'new' }, done('old')], catalogue, 'lpr')
    expect([cuts?.used.id, cuts?.newest.id]).toEqual(['old', 'new'])
  })

  it('are no choice when nothing was finished, when it was the newest, or when it was of another register', () => {
    expect(cutsToChoose([{ status: 'cancelled', snapshotId: 'old' }], catalogue, 'lpr')).toBeNull()
    expect(cutsToChoose([done('new')], catalogue, 'lpr')).toBeNull()
    expect(cutsToChoose([done('other')], catalogue, 'lpr')).toBeNull()
    expect(cutsToChoose([done('gone')], catalogue, 'lpr')).toBeNull()
  })
})
