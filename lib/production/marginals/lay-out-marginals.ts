import type { Marginals, PairMarginal, SingleMarginal } from '#lib/catalogue/marginals.ts'
import { TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { Measure } from '#lib/catalogue/specification.ts'
import { type CountedCells, FREE, OPEN } from '#lib/disclosure/counted-cells.ts'
import { PUBLISHED } from '#lib/disclosure/primary.ts'
import { SumList } from '#lib/disclosure/sum-list.ts'
import { cubeSums } from '#lib/disclosure/sums.ts'
import { addressStrides, type Cube } from '#lib/tabulation/cube.ts'

/** A counted table with the level of each of its dimensions. */
export interface CountedMarginal {
  readonly measure: Measure
  readonly levels: readonly string[]
  readonly cube: Cube
}

interface PlacedMarginal extends CountedMarginal {
  /** Cell of each address of the cube. */
  readonly places: Int32Array
}

/** Every table as cells of one system, in which a number that stands in several tables is one cell. */
export interface MarginalCells {
  readonly cells: CountedCells
  readonly placed: readonly PlacedMarginal[]
  /** Tables left out, because their totals are not those of the tables before. */
  readonly leftOut: number
}

/** A table of fewer units than all must differ by as many as may be told, or the difference tells of the others. */
const LEAST_DIFFERENCE = 5

/**
 * Lays the tables of a register out as one system to protect, so that nothing is worked out by holding one against another:
 * equal cells are one cell, every sum of every table stands, and no one is counted among contacts who is not a person.
 * A pair whose totals disagree with what stands already is left out. Pure.
 */
export function layOutMarginals(tables: readonly CountedMarginal[]): MarginalCells {
  const sums = new SumList()
  const counts: number[] = []
  const roles: number[] = []
  const cellOf = new Map<string, number>()
  const placed: PlacedMarginal[] = []
  const addCell = (count: number, role: number) => {
    counts.push(count)
    roles.push(role)
    return sums.addCell()
  }
  for (const table of tables) {
    const keys = keysOf(table, (key) => counts[cellOf.get(key) ?? -1])
    if (!keys) continue
    const places = Int32Array.from(keys, (key, address) => {
      const known = cellOf.get(key)
      if (known !== undefined) return known
      const cell = addCell(table.cube.counts[address] ?? 0, OPEN)
      cellOf.set(key, cell)
      return cell
    })
    cubeSums(table.cube.dimensions).visit((whole, parts, additive) => {
      const placedParts = Array.from(parts, (part) => places[part] ?? 0)
      sums.add(places[whole] ?? 0, placedParts, additive)
    })
    placed.push({ ...table, places })
  }
  tieContactsToPersons(cellOf, (contacts, persons) => {
    const room = (counts[contacts] ?? 0) - (counts[persons] ?? 0)
    if (room >= 0) sums.add(contacts, [persons, addCell(room, FREE)], true)
  })
  const cells = { sums, counts: Float64Array.from(counts), roles: Uint8Array.from(roles) }
  return { cells, placed, leftOut: tables.length - placed.length }
}

/** What each cell of a table is, as a name that is the same in every table; null when the table does not fit the others. */
function keysOf({ measure, cube }: CountedMarginal, known: (key: string) => number | undefined): string[] | null {
  const strides = addressStrides(cube.dimensions)
  const names = Array.from(cube.counts, (_, address) => {
    const coordinates = cube.dimensions.flatMap((dimension, d) => {
      const code = dimension.codes[Math.floor(address / (strides[d] ?? 1)) % dimension.codes.length]
      return code === undefined || code === TOTAL_CODE ? [] : [`${dimension.id}:${code}`]
    })
    return [measure, ...coordinates.sort()].join('|')
  })
  const total = totalKey(measure, cube, known)
  if (total === null) return null
  const keys = [total, ...names.slice(1)]
  const agrees = keys.every((key, address) => (known(key) ?? cube.counts[address]) === cube.counts[address])
  return agrees ? keys : null
}

/** The total of all units, or that of the variable's own units where it does not hold all of them. */
function totalKey(measure: Measure, { dimensions, counts }: Cube, known: (key: string) => number | undefined): string | null {
  const total = counts[0] ?? 0
  const all = known(measure)
  if (all === undefined || all === total) return measure
  const own = dimensions.map(({ id }) => `${measure}|@${id}`).find((key) => known(key) === total)
  if (own !== undefined) return own
  return dimensions.length === 1 && Math.abs(all - total) >= LEAST_DIFFERENCE ? `${measure}|@${dimensions[0]?.id}` : null
}

/** Calls with the two cells of everything that is counted both in contacts and in persons. */
function tieContactsToPersons(cellOf: ReadonlyMap<string, number>, tie: (contacts: number, persons: number) => void): void {
  for (const [key, contacts] of cellOf) {
    if (!key.startsWith('contacts')) continue
    const persons = cellOf.get(key.replace('contacts', 'persons'))
    if (persons !== undefined) tie(contacts, persons)
  }
}

/** What may be told of each table once the system is protected: hidden cells become null. */
export function writeMarginals({ placed, cells }: MarginalCells, status: Uint8Array): Pick<Marginals, 'singles' | 'pairs'> {
  const told = ({ places }: PlacedMarginal) =>
    Array.from(places, (cell) => (status[cell] === PUBLISHED ? (cells.counts[cell] ?? 0) : null))
  const singles: SingleMarginal[] = []
  const pairs: PairMarginal[] = []
  for (const table of placed) {
    const { measure, cube, levels } = table
    const counts = told(table)
    const [first, second] = cube.dimensions
    if (first && !second) {
      const { id, codes, parents, additive } = first
      singles.push({ variable: id, measure, codes: [...codes], parents: [...parents], additive, counts })
    } else if (first && second) {
      const side = (dimension: typeof first, d: number) => ({
        variable: dimension.id,
        level: levels[d] ?? '',
        codes: dimension.codes.slice(1),
      })
      const width = second.codes.length
      const inner = counts.filter((_, address) => address >= width && address % width > 0)
      pairs.push({ measure, first: side(first, 0), second: side(second, 1), counts: inner })
    }
  }
  return { singles, pairs }
}
