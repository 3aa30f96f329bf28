import { parquetWriteBuffer } from 'hyparquet-writer'
import type { DeliveryDocument } from '#lib/release/delivery-document.ts'
import { figureName, observations, type TableVariables } from '#lib/release/formats/observations.ts'

/**
 * The table as Apache Parquet: a row per cell with code and words of each dimension, the count (null where hidden), figures beside
 * it, and `status`. What the table is about stands in the file's own metadata. Same table, same bytes.
 */
export function parquetFile(document: DeliveryDocument, variables: TableVariables): Uint8Array {
  const { dimensions, cells } = observations(document, variables)
  const columnData = [
    ...dimensions.flatMap(({ id }, at) => [
      { name: id, data: cells.map(({ codes }) => codes[at] ?? ''), type: 'STRING' as const, nullable: false },
      { name: `${id}_label`, data: cells.map(({ labels }) => labels[at] ?? ''), type: 'STRING' as const, nullable: false },
    ]),
    { name: 'value', data: cells.map(({ count }) => count), type: 'DOUBLE' as const, nullable: true },
    ...document.figures.map((figure, at) => ({
      name: figureName(figure),
      data: cells.map(({ figures }) => figures[at] ?? null),
      type: 'DOUBLE' as const,
      nullable: true,
    })),
    {
      name: 'status',
      data: cells.map(({ count }) => (count === null ? 'hidden' : 'published')),
      type: 'STRING' as const,
      nullable: false,
    },
  ]
  const kvMetadata = [
    { key: 'title', value: document.title },
    ...(document.originLabel ? [{ key: 'origin', value: document.originLabel }] : []),
    ...document.facts.map(({ name, value }) => ({ key: name, value })),
    { key: 'legend', value: document.legend.join('\n') },
  ]
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, createdBy: 'Statistikservice' }))
}
