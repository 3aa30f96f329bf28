import { type DeliveryDocument, HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { type GridDimension, gridDimensions, measureDimension } from '#lib/release/formats/grid-dimensions.ts'

/** Lines of a PX file may not be longer; longer texts go on in a new pair of quotes. */
const LONGEST_TEXT = 200

/**
 * The counts, and figures beside them where ordered, as a PX file (PC-Axis file format, Statistics Sweden, AXIS-VERSION 2013), in UTF-8: rows as stub, columns as heading, a
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
  const hasFigures = document.figures.length > 0
  const measures = measureDimension(document)
  const heading = [...columns, ...(hasFigures ? [measures] : [])]
  const dimensions = [...rows, ...heading]
  const lines = [
    'CHARSET="ANSI";',
    'AXIS-VERSION="2013";',
    'CODEPAGE="utf-8";',
    `LANGUAGE="${document.locale}";`,
    `CREATION-DATE="${releasedOn.replaceAll('-', '')} 00:00";`,
    `DECIMALS=${hasFigures ? 1 : 0};`,
    `SHOWDECIMALS=${hasFigures ? 1 : 0};`,
    `MATRIX=${quoted(fact('Bestilling', 'Order'))};`,
    'SUBJECT-CODE="HEALTH";',
    `SUBJECT-AREA=${quoted(fact('Register'))};`,
    `TITLE=${quoted(document.title)};`,
    `CONTENTS=${quoted(measure)};`,
    `UNITS=${quoted(measure)};`,
    ...(hasFigures ? [`CONTVARIABLE=${quoted(measures.label)};`, ...unitsOf(measures, measure)] : []),
    `STUB=${list(rows.map(({ label }) => label))};`,
    ...(heading.length > 0 ? [`HEADING=${list(heading.map(({ label }) => label))};`] : []),
    ...dimensions.map(({ label, labels }) => `VALUES(${quoted(label)})=${list(labels)};`),
    ...dimensions.map(({ label, codes }) => `CODES(${quoted(label)})=${list(codes)};`),
    `SOURCE=${quoted(fact('Kilde', 'Source'))};`,
    `DATASYMBOL2=${quoted(HIDDEN_MARK)};`,
    `NOTE=${quoted([...(document.originLabel ? [document.originLabel] : []), ...document.legend].join(' '))};`,
    'DATA=',
    ...document.counts.map((line, r) =>
      dataLine(
        line,
        document.figures.map(({ values }) => values[r] ?? []),
      ),
    ),
    ';',
  ]
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
}

/** The unit of each figure, and that counts have no decimals. */
function unitsOf({ label, labels }: GridDimension, measure: string): string[] {
  const [count = ''] = labels
  return [
    ...labels.map((each) => `UNITS(${quoted(each)})=${quoted(each === count ? measure : each)};`),
    `PRECISION(${quoted(label)},${quoted(count)})=0;`,
  ]
}

/** The cells of a row, each with its count and then its figures. */
function dataLine(counts: readonly (number | null)[], figures: readonly (readonly (number | null)[])[]): string {
  const show = (value: number | null) => (value === null ? `"${HIDDEN_MARK}"` : String(value))
  return counts.flatMap((count, c) => [count, ...figures.map((values) => values[c] ?? null)].map(show)).join(' ')
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
