import { groupsSql } from '#lib/tabulation/engines/duckdb-sql.ts'
import { inWords, type Measured, measureInTurns, peakMegabytes } from './measure.ts'
import { axis, cellsOf, count, fetchAll, plainEngine, planOf, type Subject } from './subject.ts'

const REPEATS = 3
/** Ages as the catalogue's ten-year groups; their subtotals are left out, which favours the plain statement. */
const AGE10 = 'least(9, borger_alder_aar_ind // 10)'

const ADDITIVE = planOf({
  measure: 'contacts',
  rows: [axis('municipality', 'region'), axis('age', 'age10')],
  columns: [axis('sex', 'sex'), axis('year', 'year')],
})
export const DISTINCT = planOf({
  rows: [axis('action_diagnosis', 'chapter'), axis('hospital_region', 'region'), axis('age', 'age10')],
  columns: [axis('sex', 'sex'), axis('year', 'year')],
})
export const LARGE = planOf({
  rows: [axis('action_diagnosis', 'block', true), axis('municipality', 'kommune', true), axis('age', 'age5', true)],
  columns: [axis('sex', 'sex'), axis('priority', 'priority')],
})
const BLOCK = planOf({
  rows: [axis('age', 'age10')],
  columns: [axis('sex', 'sex')],
  filters: [{ variable: 'action_diagnosis', codes: ['E10-E14'] }],
})

const ratio = (a: Measured | undefined, b: Measured | undefined, of: keyof Measured) =>
  ((a?.[of] ?? 0) / (b?.[of] ?? 1)).toFixed(2)

/** Prints the figures that are promised of tabulation: ratios of work done in turns in one run. */
export async function printFigures(subject: Subject): Promise<void> {
  const [large] = await measureInTurns(1, [() => count(LARGE, subject)])
  say(`persons by block x municipality x five-year age x sex x priority, all with levels above, ${cellsOf(LARGE)} cells`, large)
  console.log(`  at most ${peakMegabytes()} MB of memory in this process`)
  const plain = await plainEngine(subject)
  const { dictionaries } = subject.snapshot
  const finest = groupsSql(ADDITIVE, dictionaries)
  const bare = finest.text.replaceAll('"kontakt"', 'kontakt')
  const [own, best, cube] = await measureInTurns(REPEATS, [
    () => count(ADDITIVE, subject),
    () => fetchAll(plain, bare, finest.values),
    () =>
      fetchAll(
        plain,
        `SELECT borger_bo_kom // 1, borger_koen, ${AGE10} AS age, kont_aar, count(*) FROM kontakt GROUP BY CUBE (1, 2, 3, 4)`,
      ),
  ])
  say(`contacts by region x age x sex x year with all margins, ${cellsOf(ADDITIVE)} cells`, own)
  say('  the best plain statement for it (finest groups, no margins)', best)
  console.log(`  overhead of the service: ${ratio(own, best, 'wallMs')} on the clock, ${ratio(own, best, 'cpuMs')} of processors`)
  say('  a cube over the rows by the engine', cube)

  const [persons, distinct] = await measureInTurns(1, [
    () => count(DISTINCT, subject),
    () =>
      fetchAll(
        plain,
        `SELECT adiag // 230 AS chapter, kont_ans_geo_reg, borger_koen, ${AGE10} AS age, kont_aar, count(DISTINCT person)
         FROM kontakt GROUP BY CUBE (1, 2, 3, 4, 5)`,
      ),
  ])
  say(`persons by chapter x region x age x sex x year with all margins, ${cellsOf(DISTINCT)} cells`, persons)
  say('  count(DISTINCT) with a cube by the engine', distinct)
  console.log(
    `  times faster: ${ratio(distinct, persons, 'wallMs')} on the clock, ${ratio(distinct, persons, 'cpuMs')} of processors`,
  )

  const [one, two] = await measureInTurns(REPEATS, [
    () => count(DISTINCT, subject, { threads: 1 }),
    () => count(DISTINCT, subject, { threads: 2, rowsWorthAThread: 0 }),
  ])
  say('persons as above by one worker', one)
  say('persons as above by two workers', two)
  console.log(`  two against one: ${ratio(one, two, 'wallMs')} on the clock; processors ${ratio(two, one, 'cpuMs')} of one`)

  const [block] = await measureInTurns(REPEATS, [() => count(BLOCK, subject)])
  say('persons with diabetes (one block) by age x sex', block)
  plain.closeSync()
}

function say(title: string, measured: Measured | undefined): void {
  console.log(`${title}: ${measured ? inWords(measured) : '-'}`)
}
