import { type DeliveryDocument, HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { gridDimensions } from '#lib/release/formats/grid-dimensions.ts'

/** Lines of a PX file may not be longer; longer texts go on in a new pair of quotes. */
const LONGEST_TEXT = 200

/**
 * The counts as a PX file (PC-Axis file format, Statistics Sweden, AXIS-VERSION 2013), in UTF-8: rows as stub, columns as heading, a
 * line of data per row, `".."` where hidden.
 */
export function pxFile(
  document: DeliveryDocument,
  variables: { readonly rows: readonly string[]; readonly columns: readonly string[] },
  releasedOn: string,
): Uint8Array {
  const { rows, columns } = gridDimensions(document.grid, variables)
  const fact = (...names: string[]) => document.facts.find(({ name }) => names.includes(name))?.value ?? ''
  const measure = fact('Måltal', 'Measure')
  const dimensions = [...rows, ...columns]
  const lines = [
    'CHARSET="ANSI";',
    'AXIS-VERSION="2013";',
    'CODEPAGE="utf-8";',
    `LANGUAGE="${document.locale}";`,
    `CREATION-DATE="${releasedOn.replaceAll('-', '')} 00:00";`,
    'DECIMALS=0;',
    'SHOWDECIMALS=0;',
    `MATRIX=${quoted(fact('Bestilling', 'Order'))};`,
    'SUBJECT-CODE="HEALTH";',
    `SUBJECT-AREA=${quoted(fact('Register'))};`,
    `TITLE=${quoted(document.title)};`,
    `CONTENTS=${quoted(measure)};`,
    `UNITS=${quoted(measure)};`,
    `STUB=${list(rows.map(({ label }) => label))};`,
    ...(columns.length > 0 ? [`HEADING=${list(columns.map(({ label }) => label))};`] : []),
    ...dimensions.map(({ label, labels }) => `VALUES(${quoted(label)})=${list(labels)};`),
    ...dimensions.map(({ label, codes }) => `CODES(${quoted(label)})=${list(codes)};`),
    `SOURCE=${quoted(fact('Kilde', 'Source'))};`,
    `DATASYMBOL2=${quoted(HIDDEN_MARK)};`,
    `NOTE=${quoted([...(document.originLabel ? [document.originLabel] : []), ...document.legend].join(' '))};`,
    'DATA=',
    ...document.counts.map((line) => line.map((count) => (count === null ? `"${HIDDEN_MARK}"` : String(count))).join(' ')),
    ';',
  ]
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
}

/** A text in quotes, without quotes of its own, on as many lines as it needs. */
function quoted(text: string): string {
  const plain = text.replaceAll('"', "'").replaceAll(/\s+/g, ' ')
  const parts: string[] = []
  for (let from = 0; from < plain.length; from += LONGEST_TEXT) parts.push(`"${plain.slice(from, from + LONGEST_TEXT)}"`)
  return parts.length > 0 ? parts.join('\r\n') : '""'
}

function list(texts: readonly string[]): string {
  return texts.map(quoted).join(',\r\n')
}
