import { TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { DeliveryDocument } from '#lib/release/delivery-document.ts'
import { MUNICIPALITY_TILES, type Tile } from '#lib/release/municipality-tiles.ts'

export interface PlacedValue {
  readonly code: string
  readonly label: string
  readonly tile: Tile
  /** Null where hidden. */
  readonly value: number | null
}

export interface TileValues {
  readonly places: readonly PlacedValue[]
  /** Upper ends of the classes, rising; each class but the last ends at its bound. */
  readonly bounds: readonly number[]
  readonly what: 'counts' | 'rates'
}

const CLASSES = 5
/** Fewer municipalities than this are no map. */
const LEAST_PLACES = 12

/**
 * The values a map of municipalities can show: one for each row that is a municipality, from the column of totals or the only
 * column; rates where there are some. Null when the rows are something else. Classes hold about as many municipalities each.
 */
export function tileValues(document: DeliveryDocument): TileValues | null {
  const { rows, columns } = document.grid
  const total = columns.findIndex(({ codes }) => codes.every((code) => code === TOTAL_CODE))
  const column = total >= 0 ? total : columns.length === 1 ? 0 : -1
  if (column < 0 || rows.some(({ codes }) => codes.length !== 1)) return null
  const what = document.rates ? 'rates' : 'counts'
  const values = document.rates ?? document.counts
  const places = rows.flatMap(({ codes, labels }, row): PlacedValue[] => {
    const code = codes[0] ?? ''
    const tile = MUNICIPALITY_TILES.get(code)
    return tile ? [{ code, label: labels[0] ?? code, tile, value: values[row]?.[column] ?? null }] : []
  })
  if (places.length < LEAST_PLACES) return null
  const sorted = places.flatMap(({ value }) => value ?? []).sort((a, b) => a - b)
  const bounds = Array.from({ length: CLASSES }, (_, k) => sorted[Math.ceil(((k + 1) / CLASSES) * sorted.length) - 1] ?? 0)
  return { places, bounds: [...new Set(bounds)], what }
}

/** The class of a value, counted from 0. */
export function classOf(value: number, bounds: readonly number[]): number {
  const at = bounds.findIndex((bound) => value <= bound)
  return at < 0 ? Math.max(0, bounds.length - 1) : at
}
