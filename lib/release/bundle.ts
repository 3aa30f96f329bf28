import { findRegister } from '#lib/catalogue/catalogue.ts'
import { type DeliveryInput, deliveryDocument } from '#lib/release/delivery-document.ts'
import { csvFile, machineCsvFile } from '#lib/release/formats/csv.ts'
import { jsonStatFile } from '#lib/release/formats/json-stat.ts'
import { pxFile } from '#lib/release/formats/px.ts'
import { xlsxFile } from '#lib/release/formats/xlsx.ts'

export interface BundleFile {
  readonly name: string
  readonly format: 'csv' | 'csv-machine' | 'xlsx' | 'px' | 'json-stat' | 'certificate'
  readonly locale: 'da' | 'en'
  readonly mime: string
  readonly bytes: Uint8Array
}

const JSON_STAT = 'application/json'
const PX = 'text/x-pcaxis; charset=utf-8'
const CSV = 'text/csv; charset=utf-8'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Makes every file of a delivery from the protected table: office and machine CSV, workbook, PX, JSON-stat, certificate. */
export async function makeBundle(input: DeliveryInput & { readonly certificate: unknown }): Promise<BundleFile[]> {
  const files: BundleFile[] = []
  const base = input.body.orderNumber
  const variables = {
    rows: input.specification.rows.map((axis) => axis.variable),
    columns: input.specification.columns.map((axis) => axis.variable),
  }
  const kindOf = new Map(
    findRegister(input.catalogue, input.specification.register)?.variables.map(({ id, kind }) => [id, kind] as const),
  )
  const axes = [...variables.rows, ...variables.columns]
  const roles = {
    time: axes.filter((id) => kindOf.get(id) === 'time'),
    geo: axes.filter((id) => kindOf.get(id) === 'place'),
  }
  for (const locale of ['da', 'en'] as const) {
    const document = deliveryDocument(input, locale)
    files.push({ name: `${base}-${locale}.csv`, format: 'csv', locale, mime: CSV, bytes: csvFile(document) })
    files.push({ name: `${base}-${locale}.xlsx`, format: 'xlsx', locale, mime: XLSX, bytes: await xlsxFile(document) })
    files.push({
      name: `${base}-${locale}.px`,
      format: 'px',
      locale,
      mime: PX,
      bytes: pxFile(document, variables, input.releasedOn),
    })
    files.push({
      name: `${base}-${locale}.json`,
      format: 'json-stat',
      locale,
      mime: JSON_STAT,
      bytes: jsonStatFile(document, variables, roles),
    })
    if (locale === 'en')
      files.push({
        name: `${base}-data.csv`,
        format: 'csv-machine',
        locale,
        mime: CSV,
        bytes: machineCsvFile(document, variables),
      })
  }
  const certificate = { order: base, contentHash: input.contentHash, releasedOn: input.releasedOn, protection: input.certificate }
  const text = `${JSON.stringify(certificate, null, 2)}\n`
  files.push({
    name: `${base}-certificate.json`,
    format: 'certificate',
    locale: 'en',
    mime: 'application/json',
    bytes: new TextEncoder().encode(text),
  })
  return files
}
