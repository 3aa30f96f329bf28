import { type DeliveryDocument, HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { gridDimensions, measureDimension } from '#lib/release/formats/grid-dimensions.ts'

/** Which variables are years, and which are places. */
export interface DimensionRoles {
  readonly time: readonly string[]
  readonly geo: readonly string[]
}

/**
 * The table as a JSON-stat 2.0 dataset (json-stat.org): a dimension per variable, counts in row-major order, null with the status
 * `..` where hidden. Rates and other figures, where ordered, stand beside the counts in a dimension of measures.
 */
export function jsonStatFile(
  document: DeliveryDocument,
  variables: { readonly rows: readonly string[]; readonly columns: readonly string[] },
  roles: DimensionRoles,
): Uint8Array {
  const { rows, columns } = gridDimensions(document.grid, variables)
  const measures = measureDimension(document)
  const hasFigures = document.figures.length > 0
  const dimensions = [...rows, ...columns, ...(hasFigures ? [measures] : [])]
  const value = document.counts.flatMap((line, r) =>
    line.flatMap((count, c) => [count, ...document.figures.map(({ values }) => values[r]?.[c] ?? null)]),
  )
  const used = (ids: readonly string[]) => ids.filter((id) => dimensions.some((dimension) => dimension.id === id))
  const role = {
    ...(used(roles.time).length > 0 && { time: used(roles.time) }),
    ...(used(roles.geo).length > 0 && { geo: used(roles.geo) }),
    ...(hasFigures && { metric: ['measure'] }),
  }
  const dataset = {
    version: '2.0',
    class: 'dataset',
    label: document.title,
    source: document.facts.find(({ name }) => name === 'Kilde' || name === 'Source')?.value ?? '',
    note: [...(document.originLabel ? [document.originLabel] : []), ...document.legend],
    id: dimensions.map(({ id }) => id),
    size: dimensions.map(({ codes }) => codes.length),
    ...(Object.keys(role).length > 0 && { role }),
    dimension: Object.fromEntries(
      dimensions.map(({ id, label, codes, labels }) => [
        id,
        { label, category: { index: codes, label: Object.fromEntries(codes.map((code, k) => [code, labels[k] ?? code])) } },
      ]),
    ),
    value,
    status: Object.fromEntries(value.flatMap((each, k) => (each === null ? [[String(k), HIDDEN_MARK]] : []))),
    extension: Object.fromEntries(document.facts.map(({ name, value: fact }) => [name, fact])),
  }
  return new TextEncoder().encode(`${JSON.stringify(dataset)}\n`)
}
