import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axis, makeSmallRegisters, type SmallRegisters, tabulateSpecification } from './small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(2500)
})
afterAll(() => registers.remove())

/** Rows of the population register itself, not of the population file behind the rates. */
async function stays(): Promise<{ aar: number; koen: number; alder: number; kom: number | null }[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const path = join(registers.dataDir, registers.snapshot('population').id, 'folketal.parquet')
  const result = await connection.runAndReadAll(`SELECT aar, koen, alder, kom FROM read_parquet('${path}')`)
  const rows = result.getRows().map(([aar, koen, alder, kom]) => ({
    aar: Number(aar),
    koen: Number(koen),
    alder: Number(alder),
    kom: kom === null ? null : Number(kom),
  }))
  instance.closeSync()
  return rows
}

const order = {
  register: 'lpr',
  rate: true,
  period: { fromYear: 2020, toYear: 2022 },
  rows: [axis('municipality', 'region', null), axis('action_diagnosis', 'chapter', ['IX', 'XIII'])],
  columns: [axis('sex', 'sex'), axis('year', 'year')],
  filters: [{ variable: 'age', codes: ['40-49', '60-64', '99+'] }],
}

describe('the population behind the rates of hospital contacts', () => {
  it('is the synthetic population of the same sex, ages, place and years, whatever the diagnosis', async () => {
    const result = await tabulateSpecification(registers, order)
    if (!result.ok) throw new Error(result.kind)
    const { cube, denominators } = result.value
    if (!denominators) throw new Error('no denominators')
    const regionOf = new Map(
      registers.catalogue.classifications
        .find((each) => each.id === 'municipality')
        ?.nodes.flatMap((node, _, nodes) => {
          const landsdel = nodes.find((each) => each.code === node.parent)
          return node.level === 'kommune' && node.code !== 'U-kommune' ? [[Number(node.code), landsdel?.parent ?? '']] : []
        }),
    )
    const people = (await stays())
      .filter(
        ({ alder, aar }) =>
          ((alder >= 40 && alder < 50) || (alder >= 60 && alder < 65) || alder >= 99) && aar >= 2020 && aar <= 2022,
      )
      .map((row) => ({ ...row, region: row.kom === null ? 'U-region' : regionOf.get(row.kom), sex: row.koen === 1 ? 'M' : 'K' }))
    const [regions, diagnoses, sexes, years] = cube.dimensions
    let address = 0
    let positive = 0
    for (const region of regions?.codes ?? []) {
      for (const _ of diagnoses?.codes ?? []) {
        for (const sex of sexes?.codes ?? []) {
          for (const year of years?.codes ?? []) {
            const direct = people.filter(
              (row) =>
                (region === 'TOTAL' || row.region === region) &&
                (sex === 'TOTAL' || row.sex === sex) &&
                (year === 'TOTAL' || String(row.aar) === year),
            ).length
            expect(denominators[address++], `${region} ${sex} ${year}`).toBe(direct)
            if (direct > 0) positive++
          }
        }
      }
    }
    expect(address).toBe(denominators.length)
    expect(positive).toBeGreaterThan(200)
  })
})
