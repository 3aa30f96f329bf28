import { findRegister } from '#lib/catalogue/catalogue.ts'
import { type PdfFonts, taggedPdf } from '#lib/platform/pdf/tagged-pdf.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import { type DeliveryInput, deliveryDocument } from '#lib/release/delivery-document.ts'
import type { DeliveryFormat } from '#lib/release/delivery-format.ts'
import { csvFile, machineCsvFile, ratiosCsvFile, survivalCsvFile } from '#lib/release/formats/csv.ts'
import { csvwFile } from '#lib/release/formats/csvw.ts'
import { jsonStatFile } from '#lib/release/formats/json-stat.ts'
import { manifestFile } from '#lib/release/formats/manifest.ts'
import { parquetFile } from '#lib/release/formats/parquet.ts'
import { pdfReport } from '#lib/release/formats/pdf-report.ts'
import { pxFile } from '#lib/release/formats/px.ts'
import { sdmxCsvFile } from '#lib/release/formats/sdmx-csv.ts'
import { xlsxFile } from '#lib/release/formats/xlsx.ts'

export interface BundleFile {
  readonly name: string
  readonly format: DeliveryFormat
  readonly locale: 'da' | 'en'
  readonly mime: string
  readonly bytes: Uint8Array
}

export interface BundleInput extends DeliveryInput {
  /** The service's own address, for what leaves the house on paper. */
  readonly serviceUrl: string
  readonly fonts: PdfFonts
}

const MIME: Readonly<Record<DeliveryFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  px: 'text/x-pcaxis; charset=utf-8',
  'json-stat': 'application/json',
  'csv-machine': 'text/csv; charset=utf-8',
  'csv-survival': 'text/csv; charset=utf-8',
  'csv-ratios': 'text/csv; charset=utf-8',
  csvw: 'application/csvm+json',
  'sdmx-csv': 'application/vnd.sdmx.data+csv; version=2.0.0',
  parquet: 'application/vnd.apache.parquet',
  certificate: 'application/json',
  manifest: 'application/json',
}

/** Makes the files of a table: for readers in both languages, for programs once. */
export async function tableFiles(input: BundleInput): Promise<BundleFile[]> {
  return [...(await readersFiles(input, 'da')), ...(await readersFiles(input, 'en')), ...programsFiles(input)]
}

/** Completes the files of a table to a delivery: with the certificate, and with a list of all others and their hashes. */
export function completeBundle(input: BundleInput, made: readonly BundleFile[], certificate: unknown): BundleFile[] {
  const files = [...made, certificateFile(input, certificate)]
  const { body, releaseId, releasedOn, contentHash } = input
  const source = { orderNumber: body.orderNumber, releaseId, releasedOn, contentHash, verifyUrl: verifyUrlOf(input) }
  const entries = files.map(({ bytes, ...each }) => ({ ...each, bytes: bytes.length, sha256: sha256(bytes) }))
  return [...files, file(input, 'manifest', 'en', 'manifest.json', manifestFile(source, entries))]
}

async function readersFiles(input: BundleInput, locale: 'da' | 'en'): Promise<BundleFile[]> {
  const document = deliveryDocument(input, locale)
  const { variables, roles, kinds } = axesOf(input)
  const { body, releasedOn, serviceUrl, releaseId } = input
  const report = pdfReport(document, { orderNumber: body.orderNumber, releasedOn, serviceUrl, releaseId, kinds })
  return [
    file(input, 'pdf', locale, `${locale}.pdf`, await taggedPdf(report, input.fonts)),
    file(input, 'csv', locale, `${locale}.csv`, csvFile(document)),
    file(input, 'xlsx', locale, `${locale}.xlsx`, await xlsxFile(document, releasedOn)),
    file(input, 'px', locale, `${locale}.px`, pxFile(document, variables, releasedOn)),
    file(input, 'json-stat', locale, `${locale}.json`, jsonStatFile(document, variables, roles)),
  ]
}

function programsFiles(input: BundleInput): BundleFile[] {
  const [da, en] = [deliveryDocument(input, 'da'), deliveryDocument(input, 'en')]
  const { variables } = axesOf(input)
  const csv = file(input, 'csv-machine', 'en', 'data.csv', machineCsvFile(en, variables))
  const described = { csvName: csv.name, releasedOn: input.releasedOn, verifyUrl: verifyUrlOf(input) }
  return [
    csv,
    file(input, 'csvw', 'en', 'data.csv-metadata.json', csvwFile({ da, en }, variables, described)),
    file(input, 'sdmx-csv', 'en', 'sdmx.csv', sdmxCsvFile(en, variables, input.body.orderNumber)),
    file(input, 'parquet', 'en', 'data.parquet', parquetFile(en, variables)),
    ...(en.curves ? [file(input, 'csv-survival', 'en', 'survival.csv', survivalCsvFile(en, variables))] : []),
    ...(en.ratios ? [file(input, 'csv-ratios', 'en', 'rate-ratios.csv', ratiosCsvFile(en))] : []),
  ]
}

function certificateFile(input: BundleInput, certificate: unknown): BundleFile {
  const { body, contentHash, releasedOn } = input
  const text = `${JSON.stringify({ order: body.orderNumber, contentHash, releasedOn, protection: certificate }, null, 2)}\n`
  return file(input, 'certificate', 'en', 'certificate.json', new TextEncoder().encode(text))
}

function file({ body }: BundleInput, format: DeliveryFormat, locale: 'da' | 'en', ending: string, bytes: Uint8Array): BundleFile {
  return { name: `${body.orderNumber}-${ending}`, format, locale, mime: MIME[format], bytes }
}

function verifyUrlOf({ serviceUrl, releaseId }: BundleInput): string {
  return `${serviceUrl}/verificer/${releaseId}`
}

/** The table's variables by side, which of them are years and places, and what each side with one variable alone is about. */
function axesOf({ specification, catalogue }: BundleInput) {
  const register = findRegister(catalogue, specification.register)
  const kindOf = new Map(register?.variables.map(({ id, kind }) => [id, kind] as const))
  const variables = {
    rows: specification.rows.map((axis) => axis.variable),
    columns: specification.columns.map((axis) => axis.variable),
  }
  const all = [...variables.rows, ...variables.columns]
  const roles = {
    time: all.filter((id) => kindOf.get(id) === 'time'),
    geo: all.filter((id) => kindOf.get(id) === 'place'),
  }
  const alone = (ids: readonly string[]) => (ids.length === 1 ? kindOf.get(ids[0] ?? '') : undefined)
  return { variables, roles, kinds: { rows: alone(variables.rows), columns: alone(variables.columns) } }
}
