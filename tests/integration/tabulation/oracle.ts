import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Catalogue, classificationOf, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import type { ClassificationNode } from '#lib/catalogue/classification.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { Specification, SpecificationAxis } from '#lib/catalogue/specification.ts'

/**
 * A slow and obvious count, written without any of the planner's or engine's parts: every row is looked at, every heading
 * it stands under is worked out by walking the classification, and a set of units is kept for every cell.
 */
export type Row = Readonly<Record<string, unknown>>

/** All rows of a register, joined in the plainest way. Tables other than the first are joined only when asked for. */
export type ReadRows = (tables: ReadonlySet<string>) => readonly Row[]

/** Reads a snapshot's files into memory. Columns are named `table.column`. */
export async function readRegister(register: Register, snapshot: Snapshot, dataDir: string): Promise<ReadRows> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const read = async (file: string, table: string): Promise<Row[]> => {
    const result = await connection.runAndReadAll(`SELECT * FROM read_parquet('${join(dataDir, snapshot.id, file)}')`)
    return result
      .getRowObjectsJS()
      .map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [`${table}.${column}`, value])))
  }
  const [main, ...others] = register.tables
  if (!main) throw new Error('a register without tables')
  const mainRows = await read(main.file, main.id)
  const otherRows = new Map<string, Row[]>()
  for (const table of others) otherRows.set(table.id, await read(table.file, table.id))
  instance.closeSync()
  return (tables) => {
    let rows: readonly Row[] = mainRows
    for (const table of others.filter((other) => tables.has(other.id))) {
      const key = `.${table.joinOn}`
      const byKey = Map.groupBy(otherRows.get(table.id) ?? [], (row) => row[table.id + key])
      rows = rows.flatMap((row) => (byKey.get(row[main.id + key]) ?? []).map((other) => ({ ...row, ...other })))
    }
    return rows
  }
}

/** The rows and the cut of a register that events are linked from. */
export type LinkedRows = (registerId: string) => { readonly snapshot: Snapshot; readonly readRows: ReadRows }

/** Units in each cell by heading codes joined with `|`, rows first; cells without units are absent. */
export function countSlowly(
  specification: Specification,
  catalogue: Catalogue,
  snapshot: Snapshot,
  readRows: ReadRows,
  linked?: LinkedRows,
): Map<string, number> {
  const register = findRegister(catalogue, specification.register)
  const main = register?.tables[0]?.id
  const unitColumn = `${main}.${specification.measure === 'contacts' ? register?.contactColumn : register?.personColumn}`
  const cells = rowsCounted(specification, catalogue, snapshot, readRows, linked)
  return new Map([...cells].map(([key, rows]) => [key, new Set(rows.map((row) => row[unitColumn])).size]))
}

/** The rows in each cell by heading codes joined with `|`, rows first; cells without rows are absent. */
export function rowsCounted(
  specification: Specification,
  catalogue: Catalogue,
  snapshot: Snapshot,
  readRows: ReadRows,
  linked?: LinkedRows,
): Map<string, Row[]> {
  const register = findRegister(catalogue, specification.register)
  if (!register) throw new Error('no such register')
  const find = (id: string): Variable => {
    const variable = findVariable(register, id)
    if (!variable) throw new Error('no such variable')
    return variable
  }
  const axes = [...specification.rows, ...specification.columns]
  const used = [...axes, ...specification.filters].map(({ variable }) => find(variable))
  const codeOf = cachedCodeOf(catalogue, snapshot)
  const cells = new Map<string, Row[]>()
  const yearOf = (row: Row) => Number(codeOf(find(register.periodVariable), row).at(0)?.code)
  const isInPeriod = (row: Row) => yearOf(row) >= specification.period.fromYear && yearOf(row) <= specification.period.toYear
  const isKept = (row: Row) =>
    specification.filters.every(({ variable, codes }) => codeOf(find(variable), row).some((node) => codes.includes(node.code)))
  const eventsOf = linked && specification.link ? linkedEvents(specification, catalogue, linked) : () => 0
  const withEvents = (row: Row): Row => ({ ...row, 'linked.events': eventsOf(row) })
  const all = readRows(new Set(used.map((variable) => variable.source.table)))
  const counted =
    specification.measure === 'cases'
      ? firstRows(all.filter(isKept), isInPeriod, register, specification.washOutYears ?? 0)
      : all.filter((row) => isInPeriod(row) && isKept(row))
  for (const bare of counted) {
    const row = specification.link ? withEvents(bare) : bare
    let keys = ['']
    for (const axis of axes) {
      const headings = headingsOf(axis, find(axis.variable), codeOf(find(axis.variable), row))
      keys = keys.flatMap((key) => headings.map((heading) => (key === '' ? heading : `${key}|${heading}`)))
    }
    for (const key of keys) {
      const rows = cells.get(key) ?? []
      rows.push(row)
      cells.set(key, rows)
    }
  }
  return cells
}

/**
 * The row of each person's first event in the period: events in order of time and key, and of those in the period the first that
 * has no other event of the person within the years before it.
 */
function firstRows(rows: readonly Row[], isInPeriod: (row: Row) => boolean, register: Register, washOutYears: number): Row[] {
  const main = register.tables[0]?.id
  const timeOf = (row: Row) => new Date(String(row[`${main}.${register.eventColumn}`])).getTime()
  const keyOf = (row: Row) => Number(row[`${main}.${register.contactColumn}`])
  const dayOf = (row: Row) => Math.floor(timeOf(row) / 86_400_000)
  const byPerson = Map.groupBy(rows, (row) => row[`${main}.${register.personColumn}`])
  return [...byPerson.values()].flatMap((own): Row[] => {
    const events = own.toSorted((a, b) => timeOf(a) - timeOf(b) || keyOf(a) - keyOf(b))
    const isNew = (row: Row, at: number) => {
      const before = events[at - 1]
      return washOutYears === 0 || !before || dayOf(row) - dayOf(before) > Math.floor(365.25 * washOutYears)
    }
    const first = events.find((row, at) => isInPeriod(row) && isNew(row, at))
    return first ? [first] : []
  })
}

/** How many linked events a row has: those of its person that the link's filters keep, within the window, by their key. */
function linkedEvents({ register: own, link }: Specification, catalogue: Catalogue, linked: LinkedRows) {
  const register = findRegister(catalogue, own)
  const other = link && findRegister(catalogue, link.register)
  if (!link || !register || !other) throw new Error('nothing is linked')
  const { snapshot, readRows } = linked(link.register)
  const find = (id: string) => findVariable(other, id) ?? other.variables[0]
  const tables = link.filters.map(({ variable }) => find(variable)?.source.table ?? '')
  const codeOf = cachedCodeOf(catalogue, snapshot)
  const main = other.tables[0]?.id
  const kept = readRows(new Set(tables)).filter((row) =>
    link.filters.every(({ variable, codes }) => {
      const found = find(variable)
      return found && codeOf(found, row).some((node) => codes.includes(node.code))
    }),
  )
  const byPerson = Map.groupBy(kept, (row) => row[`${main}.${other.personColumn}`])
  const ownMain = register.tables[0]?.id
  const dayOf = (row: Row, table: string | undefined, column: string | undefined) =>
    Math.floor(new Date(String(row[`${table}.${column}`])).getTime() / 86_400_000)
  const yearOf = (row: Row, of: Register) => {
    const { table, column } = findVariable(of, of.periodVariable)?.source ?? { table: '', column: '' }
    return Number(row[`${table}.${column}`])
  }
  const { window } = link
  const isWithin = (row: Row, event: Row) => {
    if (window.unit === 'years') {
      const before = yearOf(row, register) - yearOf(event, other)
      return before <= window.back && before >= (window.duringYear ? 0 : 1)
    }
    const after = dayOf(event, main, other.eventColumn) - dayOf(row, ownMain, register.eventColumn)
    return window.direction === 'after' ? after >= 0 && after <= window.days : after < 0 && after >= -window.days
  }
  return (row: Row) => {
    const events = (byPerson.get(row[`${ownMain}.${register.personColumn}`]) ?? []).filter((event) => isWithin(row, event))
    return new Set(events.map((event) => event[`${main}.${other.contactColumn}`])).size
  }
}

/** The total, the category and, when wanted, everything between; nothing when the category was not chosen. */
function headingsOf(axis: SpecificationAxis, variable: Variable, lineage: readonly ClassificationNode[]): string[] {
  if (axis.groups) {
    const position = axis.groups.findIndex(({ codes }) => lineage.some((node) => codes.includes(node.code)))
    return position < 0 ? [] : ['TOTAL', `own-${position + 1}`]
  }
  const category = lineage.find((node) => node.level === axis.level)
  if (!category || (axis.codes !== null && !axis.codes.includes(category.code))) return []
  const above = lineage
    .slice(lineage.indexOf(category) + 1)
    .filter((node) => axis.parents && variable.levels.includes(node.level))
  return ['TOTAL', category.code, ...above.map((node) => node.code)]
}

/** The finest node of a row and everything above it, found by walking; remembered by stored value. */
function cachedCodeOf(catalogue: Catalogue, snapshot: Snapshot) {
  const remembered = new Map<string, ClassificationNode[]>()
  return (variable: Variable, row: Row): ClassificationNode[] => {
    const value = row[`${variable.source.table}.${variable.source.column}`]
    const key = `${variable.id}=${String(value)}`
    const known = remembered.get(key)
    if (known) return known
    const lineage = walk(catalogue, variable, snapshot, value)
    remembered.set(key, lineage)
    return lineage
  }
}

function walk(catalogue: Catalogue, variable: Variable, snapshot: Snapshot, value: unknown): ClassificationNode[] {
  const { nodes, levels } = classificationOf(catalogue, variable)
  const finest = nodes.filter((node) => node.level === levels[0]?.id)
  const matches = (node: ClassificationNode) => {
    if (typeof value !== 'number' || node.code === variable.missing) return false
    if (variable.source.coding === 'number') {
      const from = node.from ?? Number(node.code)
      return value >= from && value <= (node.to ?? from)
    }
    const word = snapshot.dictionaries[variable.source.column]?.[value] ?? ''
    return word.startsWith(`${variable.source.prefix ?? ''}${node.code}`)
  }
  let node = finest.find(matches) ?? nodes.find((each) => each.code === variable.missing)
  const lineage: ClassificationNode[] = []
  while (node) {
    lineage.push(node)
    const parent = node.parent
    node = parent === null ? undefined : nodes.find((each) => each.code === parent)
  }
  return lineage
}
