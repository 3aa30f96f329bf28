import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeSnapshot, readSnapshot } from '#scripts/registers/snapshot-folder.ts'
import { withWriter, writeParquet } from '#scripts/registers/write-parquet.ts'
import { drawGrowth, type Line } from './draw-growth.ts'
import { DISTINCT } from './figures.ts'
import { measureInTurns } from './measure.ts'
import { axis, cellsOf, count, planOf, type Subject } from './subject.ts'

const SHARES = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1]

/** Tables of more and more cells over the same contacts. */
const SHAPES = [
  planOf({ rows: [axis('sex', 'sex')] }),
  planOf({ rows: [axis('action_diagnosis', 'chapter')], columns: [axis('sex', 'sex')] }),
  planOf({ rows: [axis('municipality', 'kommune', true)], columns: [axis('age', 'age10'), axis('sex', 'sex')] }),
  planOf({
    rows: [axis('municipality', 'kommune', true), axis('action_diagnosis', 'chapter')],
    columns: [axis('age', 'age10'), axis('sex', 'sex')],
  }),
  planOf({
    rows: [axis('municipality', 'kommune', true), axis('action_diagnosis', 'block', true)],
    columns: [axis('age', 'age10'), axis('sex', 'sex')],
  }),
  planOf({
    rows: [axis('municipality', 'kommune', true), axis('action_diagnosis', 'block', true)],
    columns: [axis('age', 'age5', true), axis('sex', 'sex')],
  }),
]

/** Measures how the time of distinct persons grows with contacts and with cells, prints it and draws it to a file. */
export async function printGrowth(subject: Subject, file: string): Promise<void> {
  const byRows: [number, number][] = []
  for (const share of SHARES) {
    const part = await partOf(subject, share)
    const [taken] = await measureInTurns(1, [() => count(DISTINCT, part, { threads: 1 })])
    byRows.push([part.snapshot.rows, (taken?.cpuMs ?? 0) / 1000])
    console.log(`  ${part.snapshot.rows} contacts: ${byRows.at(-1)?.[1].toFixed(2)} s of processors`)
  }
  const byCells: [number, number][] = []
  for (const plan of SHAPES) {
    const [taken] = await measureInTurns(1, [() => count(plan, subject, { threads: 1 })])
    byCells.push([cellsOf(plan), (taken?.cpuMs ?? 0) / 1000])
    console.log(`  ${cellsOf(plan)} cells: ${byCells.at(-1)?.[1].toFixed(2)} s of processors`)
  }
  const lines: Line[] = [
    { title: `contacts (${cellsOf(DISTINCT)} cells)`, points: byRows },
    { title: `cells (${subject.snapshot.rows} contacts)`, points: byCells },
  ]
  await writeFile(file, drawGrowth(lines))
  console.log(`  drawn to ${file}`)
}

/** The contacts of the first part of all persons, as a snapshot of its own. */
async function partOf({ dataDir, snapshot }: Subject, share: number): Promise<Subject> {
  if (share === 1) return { dataDir, snapshot }
  const persons = Math.round(snapshot.persons * share)
  const folder = join(dataDir, 'parts')
  await mkdir(folder, { recursive: true })
  const id = `${snapshot.id}-first-${persons}`
  const there = await readSnapshot(folder, id)
  if (there) return { dataDir: folder, snapshot: there }
  const made = await makeSnapshot(folder, id, (target) =>
    withWriter(null, async (connection) => {
      const source = join(dataDir, snapshot.id, 'kontakt.parquet')
      const rows = await writeParquet(
        connection,
        `SELECT * FROM read_parquet('${source}') WHERE person <= ${persons}`,
        join(target, 'kontakt.parquet'),
      )
      const { files: _, sha256: __, ...facts } = snapshot
      return { facts: { ...facts, id, persons, rows }, rows: new Map([['kontakt.parquet', rows]]) }
    }),
  )
  return { dataDir: folder, snapshot: made }
}
