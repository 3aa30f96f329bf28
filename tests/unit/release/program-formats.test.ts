import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { pdfFonts } from '#lib/platform/pdf/pdf-fonts.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import { completeBundle, tableFiles } from '#lib/release/bundle.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { DELIVERY_FORMATS } from '#lib/release/delivery-format.ts'
import { machineCsvFile } from '#lib/release/formats/csv.ts'
import { csvwFile } from '#lib/release/formats/csvw.ts'
import { parquetFile } from '#lib/release/formats/parquet.ts'
import { sdmxCsvFile } from '#lib/release/formats/sdmx-csv.ts'
import { body, input, variables } from './example-delivery.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const da = deliveryDocument(input, 'da')
const en = deliveryDocument(input, 'en')
const rated = deliveryDocument({ ...input, body: { ...body, denominators: body.counts.map(() => 100_000) } }, 'en')
type Line = Readonly<Record<string, string>>
const csv = (bytes: Uint8Array): Line[] => parse(text(bytes), { columns: true })

describe('the SDMX-CSV file', () => {
  const lines = csv(sdmxCsvFile(en, variables, body.orderNumber))

  it('has a line per cell that names its data set and its place by codes SDMX allows', () => {
    expect(Object.keys(lines[0] ?? {})).toEqual([
      'STRUCTURE',
      'STRUCTURE_ID',
      'ACTION',
      'SEX',
      'INCLUSION_YEAR',
      'OBS_VALUE',
      'OBS_STATUS',
      'CONF_STATUS',
    ])
    expect(lines).toHaveLength(9)
    expect(
      lines.every(
        ({ STRUCTURE, STRUCTURE_ID }) => `${STRUCTURE} ${STRUCTURE_ID}` === 'dataflow STATISTIKSERVICE:SB-2026-000001(1.0)',
      ),
    ).toBe(true)
    for (const { SEX = '', INCLUSION_YEAR = '' } of lines) expect(`${SEX}${INCLUSION_YEAR}`).toMatch(/^[A-Za-z0-9_@$-]+$/)
  })

  it('says of a hidden cell that it is suppressed and not for publication, and of a zero that it is a value', () => {
    const at = (sex: string, year: string) => lines.find((line) => line.SEX === sex && line.INCLUSION_YEAR === year)
    expect(at('M', '2000')).toMatchObject({ OBS_VALUE: '', OBS_STATUS: 'Q', CONF_STATUS: 'N' })
    expect(at('K', '2001')).toMatchObject({ OBS_VALUE: '0', OBS_STATUS: 'A', CONF_STATUS: 'F' })
    expect(at('_T', '_T')).toMatchObject({ OBS_VALUE: '1050', OBS_STATUS: 'A', CONF_STATUS: 'F' })
    expect(lines.filter(({ OBS_STATUS }) => OBS_STATUS === 'Q')).toHaveLength(3)
  })

  it('gives rates as observations of their own, hidden where the count is', () => {
    const both = csv(sdmxCsvFile(rated, variables, body.orderNumber))
    expect(both).toHaveLength(18)
    const rates = both.filter(({ MEASURE }) => MEASURE === 'RATE_PER_100000')
    expect(rates.filter(({ OBS_STATUS }) => OBS_STATUS === 'Q').every(({ OBS_VALUE }) => OBS_VALUE === '')).toBe(true)
    expect(rates.find(({ SEX, INCLUSION_YEAR }) => SEX === '_T' && INCLUSION_YEAR === '_T')?.OBS_VALUE).toBe('1050')
  })
})

describe('the Parquet file', () => {
  it('is read by another program with every value in its place and null where hidden', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'parquet-'))
    const file = path.join(folder, 'table.parquet')
    await writeFile(file, parquetFile(en, variables))
    const connection = await (await DuckDBInstance.create()).connect()
    const read = await connection.runAndReadAll(`select sex, sex_label, inclusion_year, value, status from '${file}'`)
    const rows = read.getRowObjectsJson()
    const facts = await connection.runAndReadAll(
      `select decode(key) as k, decode(value) as v from parquet_kv_metadata('${file}')`,
    )
    connection.closeSync()
    await rm(folder, { recursive: true })
    expect(rows.map(({ value }) => value)).toEqual(body.counts)
    expect(rows[4]).toMatchObject({ sex: 'M', inclusion_year: '2000', value: null, status: 'hidden' })
    expect(rows[8]).toMatchObject({ value: 0, status: 'published' })
    const known = new Map(facts.getRowObjectsJson().map(({ k, v }) => [k, v]))
    expect(known.get('title')).toBe(en.title)
    expect(known.get('Checksum (SHA-256)')).toBe(input.contentHash)
    expect(known.get('origin')).toBe(en.originLabel)
  })
})

describe('the description of the CSV', () => {
  const source = { csvName: 'SB-2026-000001-data.csv', releasedOn: input.releasedOn, verifyUrl: 'https://s.test/verificer/1' }
  const metadata = JSON.parse(text(csvwFile({ da, en }, variables, source)))
  const lines = csv(machineCsvFile(en, variables))

  it('names exactly the columns of the file, in order, and a key that tells its lines apart', () => {
    const names = metadata.tableSchema.columns.map(({ name }: { name: string }) => name)
    expect(names).toEqual(Object.keys(lines[0] ?? {}))
    const keys = lines.map((line) => metadata.tableSchema.primaryKey.map((name: string) => line[name]).join('|'))
    expect(new Set(keys).size).toBe(lines.length)
  })

  it('fits every value of the file: what is required is there, what is limited keeps to its limits', () => {
    for (const column of metadata.tableSchema.columns) {
      for (const line of lines) {
        const value = line[column.name] ?? ''
        if (column.required) expect(value).not.toBe('')
        if (column.datatype === 'number' && value !== column.null) expect(Number.isFinite(Number(value))).toBe(true)
        if (column.datatype.format) expect(value).toMatch(new RegExp(`^(${column.datatype.format})$`))
      }
    }
  })

  it('has the words of every code in both languages', () => {
    const sexes = metadata.notes.find(({ column }: { column: string }) => column === 'sex').codes
    expect(sexes.map(({ code }: { code: string }) => code)).toEqual(['TOTAL', 'M', 'K'])
    expect(sexes[0]).toMatchObject({ da: 'I alt', en: 'Total' })
  })
})

describe('the bundle', () => {
  it('has every format but those of curves and ratios nobody ordered, in each language it is read in, and a manifest with the hash of every other file', async () => {
    const bundle = { ...input, serviceUrl: 'https://s.test', fonts: await pdfFonts() }
    const make = async () => completeBundle(bundle, await tableFiles(bundle), { any: 'thing' })
    const files = await make()
    expect([...new Set(files.map(({ format }) => format))].sort()).toEqual(
      DELIVERY_FORMATS.filter((format) => !['csv-survival', 'csv-ratios'].includes(format)).sort(),
    )
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length)
    const manifest = JSON.parse(text(files.find(({ format }) => format === 'manifest')?.bytes ?? new Uint8Array()))
    const others = files.filter(({ format }) => format !== 'manifest')
    expect(manifest.files).toHaveLength(others.length)
    for (const { name, bytes } of others)
      expect(manifest.files.find((file: { name: string }) => file.name === name)).toMatchObject({
        sha256: sha256(bytes),
        bytes: bytes.length,
      })
    expect(manifest.table.sha256).toBe(input.contentHash)
    const again = await make()
    expect(again.map(({ bytes }) => sha256(bytes))).toEqual(files.map(({ bytes }) => sha256(bytes)))
  })
})
