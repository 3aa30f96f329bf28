import type { DuckDBDataChunk } from '@duckdb/node-api'
import type { PlanValue } from '../plan.ts'
import { LEFT_OUT } from '../value-lookup.ts'
import type { ValueRecords } from '../value-statistics.ts'
import { lookupsOf, type Stream } from './count-rows.ts'
import { valuesSql } from './event-sql.ts'
import { doubleColumn, intColumn, type PlacedLookup, placeRows, readChunks } from './read-chunks.ts'

/** The numbers that rows carry, at innermost cells and in order of person. Rows that no cell holds are left out. */
export async function readValues(stream: Stream, value: PlanValue): Promise<ValueRecords> {
  const lookups = lookupsOf(stream)
  const parts: ValueRecords[] = []
  for await (const chunk of readChunks(stream.connection, valuesSql(stream.plan, value, stream.dictionaries), stream))
    parts.push(readPart(chunk, lookups, value))
  return joinParts(parts)
}

function readPart(chunk: DuckDBDataChunk, lookups: readonly PlacedLookup[], { contributorColumn }: PlanValue): ValueRecords {
  const addresses = placeRows(chunk, lookups, 0, new Float64Array(lookups.length))
  const first = lookups.length
  const isKept = (_: number, row: number) => (addresses[row] ?? LEFT_OUT) >= 0
  const { length } = addresses
  return {
    addresses: addresses.filter((address) => address >= 0),
    persons: intColumn(chunk, first).subarray(0, length).filter(isKept),
    values: doubleColumn(chunk, first + 1)
      .subarray(0, length)
      .filter(isKept),
    rows: doubleColumn(chunk, first + 2)
      .subarray(0, length)
      .filter(isKept),
    contributors:
      contributorColumn === null
        ? null
        : intColumn(chunk, first + 3)
            .subarray(0, length)
            .filter(isKept),
  }
}

function joinParts(parts: readonly ValueRecords[]): ValueRecords {
  const length = parts.reduce((sum, { addresses }) => sum + addresses.length, 0)
  const records = {
    addresses: new Int32Array(length),
    persons: new Int32Array(length),
    values: new Float64Array(length),
    rows: new Float64Array(length),
    contributors: parts[0]?.contributors ? new Int32Array(length) : null,
  }
  let at = 0
  for (const part of parts) {
    records.addresses.set(part.addresses, at)
    records.persons.set(part.persons, at)
    records.values.set(part.values, at)
    records.rows.set(part.rows, at)
    if (part.contributors) records.contributors?.set(part.contributors, at)
    at += part.addresses.length
  }
  return records
}
