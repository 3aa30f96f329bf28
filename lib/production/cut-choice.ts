import { type Catalogue, latestSnapshot } from '#lib/catalogue/catalogue.ts'

/** Whether a run is made on the cut that the order was counted on before, or on the newest there is. */
export const CUT_CHOICES = ['same', 'newest'] as const
export type CutChoice = (typeof CUT_CHOICES)[number]

export interface CutsToChoose {
  readonly used: { readonly id: string; readonly cutOn: string }
  readonly newest: { readonly id: string; readonly cutOn: string }
}

/** The cut of the last finished run and the newest one, when there is a choice between them; null when both are one. */
export function cutsToChoose(
  runs: readonly { readonly status: string; readonly snapshotId: string }[],
  catalogue: Catalogue,
  registerId: string,
): CutsToChoose | null {
  const newest = latestSnapshot(catalogue, registerId)
  // Runs come newest first.
  const last = runs.find(({ status }) => status === 'done')
  const used = catalogue.snapshots.find((snapshot) => snapshot.id === last?.snapshotId && snapshot.registerId === registerId)
  return used && newest && used.id !== newest.id ? { used, newest } : null
}
