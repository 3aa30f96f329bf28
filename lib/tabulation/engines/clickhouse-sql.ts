import type { NumberRange } from '../code-set.ts'
import { addressStrides } from '../cube.ts'
import type { TabulationPlan } from '../plan.ts'
import { EMPTY_VALUE, LEFT_OUT, UNKNOWN_VALUE, type ValueLookup } from '../value-lookup.ts'
import { databaseOf } from './clickhouse-schema.ts'
import { type BoundSql, rowsSql } from './duckdb-sql.ts'
import type { LinkedTable } from './linked-cuts.ts'

export type ClickHouseParameters = Readonly<Record<string, number | readonly number[] | readonly (readonly number[])[]>>

/** A statement of ClickHouse with its values apart, and the columns of its rows. */
export interface ClickHouseSql {
  readonly text: string
  readonly params: ClickHouseParameters
  readonly columns: readonly string[]
}

/** The same statement for ClickHouse, which knows its words but for the way values are bound and looks back in a window. */
export function inClickHouse({ text, values }: BoundSql, columns: readonly string[]): ClickHouseSql {
  const params = Object.fromEntries(values.map((value, at) => [`p${at + 1}`, value]))
  const translated = text
    .replaceAll(/\$(\d+)/g, '{p$1:Int32}')
    .replaceAll('lag(event) OVER', 'lagInFrame(toNullable(event)) OVER')
  return { text: translated, params, columns }
}

/** Names the tables of linked registers by the database of their cut. */
export function nameLinked(text: string, tables: readonly LinkedTable[]): string {
  return tables.reduce(
    (named, { view, table, snapshot }) =>
      named.replaceAll(
        new RegExp(`\\b(FROM|JOIN) "${view}"`, 'g'),
        (_, word: string) => `${word} "${databaseOf(snapshot)}"."${table}" AS "${view}"`,
      ),
    text,
  )
}

type Dictionaries = Readonly<Record<string, readonly string[]>>

/**
 * Distinct units of a part of all persons in every cell and every margin. Each unit's rows come together on the machine that
 * holds its person; there its leaf cells are taken once, all cells above them worked out, and each of these taken once. What
 * machines and parts send back adds up, since they share no unit.
 */
export function distinctSql(
  plan: TabulationPlan,
  dictionaries: Dictionaries,
  lookups: readonly ValueLookup[],
  persons: NumberRange | null,
): ClickHouseSql {
  const rows = inClickHouse(rowsSql(plan, dictionaries, false, persons), [])
  const params: Record<string, ClickHouseParameters[string]> = { ...rows.params, ...nodeParams(lookups), ...marginParams(plan) }
  const nodes = lookups.map((lookup, d) => `${nodeSql(lookup, d)} AS n${d}`)
  const tuple = `tuple(${lookups.map((_, d) => `n${d}`).join(', ')})`
  const isInside = lookups.map((_, d) => `n${d} >= 0`).join(' AND ')
  const text = `SELECT cell, count() AS units FROM (
  SELECT arrayJoin(arrayDistinct(arrayFlatten(arrayMap(leaf -> ${cellsSql(lookups.length)}, leaves)))) AS cell FROM (
    SELECT unit, groupUniqArray(${tuple}) AS leaves FROM (SELECT unit, ${nodes.join(', ')} FROM (${rows.text}))
    WHERE ${isInside} GROUP BY unit))
GROUP BY cell`
  return { text, params, columns: ['cell', 'units'] }
}

/**
 * What must be known of the rows before they are counted: how many come through, how many have no unit, and for each dimension
 * how many hold a value that no category has, among those that the dimensions before it have not left out.
 */
export function checkSql(plan: TabulationPlan, dictionaries: Dictionaries, lookups: readonly ValueLookup[]): ClickHouseSql {
  const rows = inClickHouse(rowsSql(plan, dictionaries, false, null), [])
  const nodes = lookups.map((lookup, d) => `${nodeSql(lookup, d)} AS n${d}`)
  const refused = lookups.map((_, d) => {
    const before = lookups.slice(0, d).map((_, earlier) => `n${earlier} >= 0 AND `)
    return `countIf(${before.join('')}n${d} = ${UNKNOWN_VALUE}) AS refused${d}`
  })
  const text = `SELECT count() AS "rows", countIf(unit = ${EMPTY_VALUE}) AS nameless, ${refused.join(', ')}
FROM (SELECT unit, ${nodes.join(', ')} FROM (${rows.text}))`
  return {
    text,
    params: { ...rows.params, ...nodeParams(lookups) },
    columns: ['rows', 'nameless', ...lookups.map((_, d) => `refused${d}`)],
  }
}

/** The node of a stored value: its place in the look-up, or what stands for all values outside. */
function nodeSql({ lowest, nodes, outside }: ValueLookup, d: number): string {
  const highest = lowest + nodes.length - 1
  return `if(d${d} BETWEEN ${lowest} AND ${highest}, arrayElement({l${d}:Array(Int32)}, d${d} - (${lowest - 1})), ${outside})`
}

function nodeParams(lookups: readonly ValueLookup[]): Record<string, readonly number[]> {
  return Object.fromEntries(lookups.map(({ nodes }, d) => [`l${d}`, [...nodes]]))
}

/** For each node of a dimension what it and every node above it add to a cell's address. */
function marginParams(plan: TabulationPlan): Record<string, readonly (readonly number[])[]> {
  const strides = addressStrides(plan.dimensions)
  return Object.fromEntries(
    plan.dimensions.map(({ parents }, d) => {
      const above = Array.from(parents, (_, node) => {
        const steps: number[] = []
        for (let at = node; at >= 0; at = parents[at] ?? LEFT_OUT) steps.push(at * (strides[d] ?? 1))
        return steps
      })
      return [`a${d}`, above]
    }),
  )
}

/** All cells above a leaf: every sum of one step of each dimension. */
function cellsSql(dimensions: number): string {
  let cells = 'arrayElement({a0:Array(Array(Int32))}, leaf.1 + 1)'
  for (let d = 1; d < dimensions; d++) {
    const steps = `arrayElement({a${d}:Array(Array(Int32))}, leaf.${d + 1} + 1)`
    cells = `arrayFlatten(arrayMap(c${d} -> arrayMap(s${d} -> c${d} + s${d}, ${steps}), ${cells}))`
  }
  return cells
}
