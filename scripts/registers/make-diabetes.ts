import { join } from 'node:path'
import { field, readRecords } from '../../prisma/seed-data/read-psv.ts'
import { createRowWriter } from './row-writer.ts'
import type { CutFacts } from './snapshot-folder.ts'
import { withWriter, writeParquet } from './write-parquet.ts'

/** The second edition of the cut has the years followed as well. */
export const DIABETES_SNAPSHOT = 'diabetes-2009-12-31-2'

/** Writes the published sample and the population of Denmark as a snapshot's files. */
export async function makeDiabetes(folder: string): Promise<{ facts: CutFacts; rows: Map<string, number> }> {
  const persons = readRecords('DMlate.csv', ',')
  const rows = await withWriter(null, async (connection) => {
    const person = await createRowWriter(connection, 'person', [
      ...['person', 'koen', 'alder', 'aar', 'doed', 'tablet', 'insulin', 'fulgt_aar'],
    ])
    for (const [position, record] of persons.entries()) person.add(position + 1, ...personValues(record))
    person.end()
    const people = await createRowWriter(connection, 'befolkning', ['koen', 'alder', 'aar', 'antal'])
    for (const record of readRecords('N.dk.csv', ',')) {
      people.add(...['sex', 'A', 'P', 'N'].map((name) => Number(field(record, name))))
    }
    people.end()
    return new Map([
      ['person.parquet', await writeParquet(connection, 'SELECT * FROM person', join(folder, 'person.parquet'))],
      ['befolkning.parquet', await writeParquet(connection, 'SELECT * FROM befolkning', join(folder, 'befolkning.parquet'))],
    ])
  })
  const facts = {
    id: DIABETES_SNAPSHOT,
    registerId: 'diabetes',
    cutOn: '2009-12-31',
    dictionaries: {},
    persons: persons.length,
    rows: persons.length,
    synthetic: false,
    sample: true,
  }
  return { facts, rows }
}

/** Sex, completed years at inclusion, calendar year of inclusion, dead, ever oral medicine, ever insulin, whole years followed. */
function personValues(record: Record<string, string>): number[] {
  const sex = field(record, 'sex')
  if (sex !== 'M' && sex !== 'F') throw new Error(`unknown sex ${sex}`)
  const bornAt = Number(field(record, 'dobth'))
  const includedAt = Number(field(record, 'dodm'))
  const leftAt = Number(field(record, 'dox'))
  if (!(includedAt >= bornAt)) throw new Error(`included before birth: ${JSON.stringify(record)}`)
  if (!(leftAt >= includedAt)) throw new Error(`followed for less than no time: ${JSON.stringify(record)}`)
  const has = (name: string) => (field(record, name) === 'NA' ? 0 : 1)
  const dates = [Math.floor(includedAt - bornAt), Math.floor(includedAt)]
  return [sex === 'M' ? 1 : 2, ...dates, has('dodth'), has('dooad'), has('doins'), Math.floor(leftAt - includedAt)]
}
