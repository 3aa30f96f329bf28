import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { DEFAULT_YEARS, type SyntheticYears } from '../../prisma/seed-data/synthetic-years.ts'
import { assemble, holderOf, type Parts, SYNTHETIC_REGISTERS, type SyntheticRegister, writePeople } from './assemble.ts'
import { DIABETES_SNAPSHOT, makeDiabetes } from './make-diabetes.ts'
import { makeParts, PERSONS_PER_PART } from './make-parts.ts'
import { makeSnapshot, readSnapshot } from './snapshot-folder.ts'
import type { SyntheticSize } from './synthetic-size.ts'

/** Raised when the generator changes, so that an older cut is never taken for a new one. */
const GENERATOR_VERSION = 2

export interface RegistersWanted {
  /** Folder that gets one folder per snapshot. */
  readonly dataDir: string
  readonly persons: number
  readonly seed?: number
  /** Those of the embedded start unless said otherwise. */
  readonly years?: SyntheticYears
  /** Persons made at a time; another number gives the same bytes. */
  readonly personsPerPart?: number
  /** Told what is being made and the share that is done. */
  readonly onProgress?: (step: string, share: number) => void
}

/**
 * Makes the files of the seeded registers where they are not there yet, and returns their snapshots: diabetes, then
 * population, hospital contacts, prescriptions, deaths, cancers. The same arguments give the same bytes; a second call
 * makes nothing, and a call after one that was killed goes on where that stopped.
 */
export async function ensureRegisters(wanted: RegistersWanted): Promise<Snapshot[]> {
  const { dataDir, persons, seed = 1, years = DEFAULT_YEARS, onProgress = () => {} } = wanted
  if (!Number.isSafeInteger(persons) || persons < 1) throw new RangeError(`not a number of persons: ${persons}`)
  const size: SyntheticSize = { persons, seed, years }
  const diabetes =
    (await readSnapshot(dataDir, DIABETES_SNAPSHOT)) ?? (await makeSnapshot(dataDir, DIABETES_SNAPSHOT, makeDiabetes))
  const ids = SYNTHETIC_REGISTERS.map((register) => ({ register, id: snapshotId(register, size) }))
  const there = await Promise.all(ids.map(({ id }) => readSnapshot(dataDir, id)))
  const missing = ids.filter((_, at) => there[at] === null)
  const made = missing.length > 0 ? await makeMissing(wanted, size, missing, onProgress) : []
  return [diabetes, ...ids.flatMap(({ id }, at) => there[at] ?? made.find((snapshot) => snapshot.id === id) ?? [])]
}

function snapshotId(register: SyntheticRegister, size: SyntheticSize): string {
  const { events, population, prescriptions } = size.years
  const { fromYear, toYear } = register === 'population' ? population : register === 'lmdb' ? prescriptions : events
  return `${register}-${fromYear}-${toYear}-${suffixOf(size)}`
}

function suffixOf({ persons, seed }: SyntheticSize): string {
  return `p${persons}-s${seed}-v${GENERATOR_VERSION}`
}

type Missing = readonly { readonly register: SyntheticRegister; readonly id: string }[]

async function makeMissing(
  { dataDir, personsPerPart = PERSONS_PER_PART }: RegistersWanted,
  size: SyntheticSize,
  missing: Missing,
  onProgress: (step: string, share: number) => void,
): Promise<Snapshot[]> {
  const { events, prescriptions } = size.years
  const workDir = join(
    dataDir,
    `.work-${events.fromYear}-${events.toYear}-${prescriptions.fromYear}-${suffixOf(size)}-${personsPerPart}`,
  )
  await mkdir(workDir, { recursive: true })
  const holder = await holderOf(workDir)
  if (holder !== null) throw new Error(`these registers are being made by another process (${holder}); wait for it or stop it`)
  await writeFile(join(workDir, 'pid'), String(process.pid))
  try {
    const rows = await makeParts(size, personsPerPart, workDir, (share) => onProgress('persons', share))
    const snapshots = await putTogether({ size, workDir, rows }, dataDir, missing, (share) => onProgress('files', share))
    await rm(workDir, { recursive: true, force: true })
    return snapshots
  } catch (error) {
    // Whole parts are kept: the next try goes on from them.
    const hasParts = (await readdir(workDir)).some((name) => name.endsWith('.json'))
    if (!hasParts) await rm(workDir, { recursive: true, force: true })
    throw error
  }
}

/** Two registers at a time: each is written by one thread. */
async function putTogether(
  parts: Parts,
  dataDir: string,
  missing: Missing,
  onProgress: (share: number) => void,
): Promise<Snapshot[]> {
  onProgress(0)
  await writePeople(parts)
  // The largest first, so that the last one is not alone for long.
  const waiting = missing.toSorted((a, b) => weight(parts, b.register) - weight(parts, a.register))
  const made: Snapshot[] = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      made.push(await assemble(parts, dataDir, next.register, next.id))
      onProgress(made.length / missing.length)
    }
  }
  await Promise.all([work(), work()])
  return made
}

function weight({ rows }: Parts, register: SyntheticRegister): number {
  const table = ({ population: 'folketal', lpr: 'kontakt', lmdb: 'recept', dar: 'doedsfald', car: 'tumor' } as const)[register]
  const factor = register === 'lpr' ? 3 : 1
  return factor * rows.reduce((sum, part) => sum + part[table], 0)
}
