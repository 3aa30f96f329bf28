import type { DeliveryDocument } from '#lib/release/delivery-document.ts'
import { figureName, observations, type TableVariables } from '#lib/release/formats/observations.ts'

/** What a description of the machine CSV says besides the table itself. */
export interface CsvwSource {
  /** Name of the CSV file that is described; it stands beside this one. */
  readonly csvName: string
  readonly releasedOn: string
  /** Address of the page that verifies the delivery. */
  readonly verifyUrl: string
}

/**
 * CSV on the Web metadata (W3C 2015) for the machine CSV: dialect, columns with their types, which values stand for nothing, the key,
 * and the words of every code, in both languages where they differ.
 */
export function csvwFile(
  documents: { readonly da: DeliveryDocument; readonly en: DeliveryDocument },
  variables: TableVariables,
  { csvName, releasedOn, verifyUrl }: CsvwSource,
): Uint8Array {
  const { da, en } = documents
  const danish = observations(da, variables).dimensions
  const english = observations(en, variables).dimensions
  const columns = [
    ...english.map(({ id, label }, at) => ({
      name: id,
      titles: { da: danish[at]?.label ?? label, en: label },
      datatype: 'string',
      required: true,
    })),
    { name: 'value', titles: { da: 'Værdi', en: 'Value' }, datatype: 'number', null: '' },
    ...en.figures.map((figure, at) => ({
      name: figureName(figure),
      titles: { da: da.figures[at]?.label ?? figure.label, en: figure.label },
      datatype: 'number',
      null: '',
    })),
    { name: 'status', titles: 'status', datatype: { base: 'string', format: 'published|hidden' }, required: true },
    { name: 'origin', titles: { da: 'Oprindelse', en: 'Origin' }, datatype: 'string', null: '' },
  ]
  const codes = english.map((dimension, at) => ({
    column: dimension.id,
    codes: dimension.codes.map((code, k) => ({
      code,
      da: danish[at]?.labels[k] ?? code,
      en: dimension.labels[k] ?? code,
    })),
  }))
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: csvName,
    dialect: { encoding: 'utf-8', delimiter: ',', header: true, lineTerminators: ['\r\n'] },
    'dc:title': en.title,
    'dc:issued': releasedOn,
    'dc:identifier': verifyUrl,
    'dc:source': factOf(en, 'Source'),
    'dc:description': [...(en.originLabel ? [en.originLabel] : []), ...en.legend, ...en.notes].join(' '),
    notes: codes,
    tableSchema: { columns, primaryKey: english.map(({ id }) => id) },
  }
  return new TextEncoder().encode(`${JSON.stringify(metadata, null, 2)}\n`)
}

function factOf(document: DeliveryDocument, name: string): string {
  return document.facts.find((fact) => fact.name === name)?.value ?? ''
}
