import { mkdir } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { printClickHouse, printPostgres } from './beside.ts'
import { printFigures } from './figures.ts'
import { printGrowth } from './growth.ts'
import { inWords, measure } from './measure.ts'
import { makeSubject, type Subject } from './subject.ts'

/** About ten million contacts; 11 700 000 persons give a hundred million. */
const PERSONS = Number(process.env.TABULATION_BENCH_PERSONS ?? 1_200_000)

/**
 * Measures tabulation on synthetic hospital contacts: ratios of work done in turns in one run, the engines beside each other, and
 * growth with rows and cells, drawn to a file. TABULATION_BENCH_PERSONS sets the size.
 */
export async function bench(): Promise<void> {
  const dataDir = join('.data', 'bench', 'registers')
  await mkdir(dataDir, { recursive: true })
  const [load = 0] = loadavg()
  console.log(`${availableParallelism()} processors (${cpus()[0]?.model}), load ${load.toFixed(1)} when it began`)
  let subject: Subject | undefined
  const made = await measure(async () => {
    subject = await makeSubject(dataDir, PERSONS)
  })
  if (!subject) return
  console.log(`${PERSONS} persons, ${subject.snapshot.rows} contacts: ready in ${inWords(made)}`)
  await printFigures(subject)
  console.log('growth of distinct persons, one worker:')
  await printGrowth(subject, join('.data', 'bench', 'growth.svg'))
  await printClickHouse(subject)
  await printPostgres(subject)
}

if (import.meta.main) await bench()
