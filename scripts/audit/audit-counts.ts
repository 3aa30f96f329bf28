import { audit } from '#lib/disclosure/audit.ts'
import { type PublishedTable, publishedCube } from '#lib/disclosure/audited-systems.ts'
import { type CountedCells, countedCube, UNSAFE_ZERO } from '#lib/disclosure/counted-cells.ts'
import { withUnsafeZeros } from '#lib/disclosure/group-disclosure.ts'
import { insidersWhoKnow } from '#lib/disclosure/insider-audit.ts'
import { openProblem, primaryCells, wantedOf } from '#lib/disclosure/problem.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { SumList } from '#lib/disclosure/sum-list.ts'
import { cubeSums } from '#lib/disclosure/sums.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { type BadInstance, badInstance } from '../protect/bad-instance.ts'
import type { Instance, LinkedInstance } from '../protect/read-instance.ts'
import { codesOf, readProtected, readProtectedLines } from '../protect/read-protected.ts'
import { type AuditTold, endOf, MOST_NAMED } from './audit-told.ts'

const SECONDS_PER_SOLVE = 60

type Tell = (done: number, total: number) => void

/** Audits a protected table of counts against the true one. */
export async function auditCounts(
  { name, cube }: Instance,
  text: string,
  rules: Rules,
  tell: Tell,
): Promise<Result<AuditTold, BadInstance>> {
  const counts = readProtected(cube.dimensions, text)
  if (!counts.ok) return counts
  const codes = (cell: number) => codesOf(cube.dimensions, cell)
  const cells = rules.groupDisclosure ? withUnsafeZeros(countedCube(cube)) : countedCube(cube)
  const unseen = cells.roles?.map((role) => (role === UNSAFE_ZERO ? 1 : 0))
  const table = { ...publishedCube(cube.dimensions, counts.value), ...(unseen && { unseen }) }
  const told = await auditCells(cells, table, codes, rules, tell)
  return told.ok ? ok({ instance: name, type: 'frequency', rules, ...told.value }) : told
}

/** Audits linked tables of counts as one: a cell that stands in several of them is one unknown. */
export async function auditLinked(
  { name, cubes, dimensions }: LinkedInstance,
  text: string,
  rules: Rules,
  tell: Tell,
): Promise<Result<AuditTold, BadInstance>> {
  const lines = readProtectedLines(
    dimensions.map(({ id }) => id),
    text,
  )
  if (!lines.ok) return lines
  const sums = new SumList()
  const cellOf = new Map<string, number>()
  const codes: (readonly string[])[] = []
  const counts: number[] = []
  for (const cube of cubes) {
    const own = Int32Array.from(cube.counts, (count, address) => {
      const found = codesOf(cube.dimensions, address)
      const place = dimensions.map(({ id, codes: [total = ''] }) => {
        const d = cube.dimensions.findIndex((dimension) => dimension.id === id)
        return d < 0 ? total : (found[d] ?? '')
      })
      const key = place.join('\n')
      const cell = cellOf.get(key) ?? sums.addCell()
      cellOf.set(key, cell)
      codes[cell] = place
      counts[cell] = count
      return cell
    })
    cubeSums(cube.dimensions).visit((whole, parts, additive) => {
      sums.add(
        own[whole] ?? 0,
        Array.from(parts, (part) => own[part] ?? 0),
        additive,
      )
    })
  }
  const published: (number | null | undefined)[] = new Array(counts.length).fill(undefined)
  for (const { line, codes: place, value } of lines.value) {
    const cell = cellOf.get(place.join('\n'))
    if (cell === undefined)
      return badInstance(`protected.csv, line ${line}: ${place.join(', ')} is no cell of the linked tables.`)
    if (published[cell] !== undefined && published[cell] !== value)
      return badInstance(`protected.csv, line ${line}: the cell ${place.join(', ')} stands there twice, in two ways.`)
    published[cell] = value
  }
  const absent = published.indexOf(undefined)
  if (absent >= 0) return badInstance(`protected.csv does not have the cell ${codes[absent]?.join(', ')}.`)
  const table = { counts: published.map((value) => value ?? null), visit: sums.visit.bind(sums) }
  const told = await auditCells({ sums, counts: Float64Array.from(counts) }, table, (cell) => codes[cell] ?? [], rules, tell)
  return told.ok ? ok({ instance: name, type: 'linked', rules, ...told.value }) : told
}

async function auditCells(
  cells: CountedCells,
  table: PublishedTable,
  codes: (cell: number) => readonly string[],
  rules: Rules,
  tell: Tell,
): Promise<Result<Omit<AuditTold, 'instance' | 'type' | 'rules'>, BadInstance>> {
  const altered = table.counts.findIndex((count, cell) => count !== null && count !== cells.counts[cell])
  if (altered >= 0)
    return badInstance(
      `protected.csv says ${table.counts[altered]} where the table says ${cells.counts[altered]}: ${codes(altered).join(', ')}.`,
    )
  const problem = openProblem(cells, rules)
  const unsafe = primaryCells(problem)
  const open = unsafe.filter((cell) => table.counts[cell] !== null)
  const hidden = unsafe.filter((cell) => table.counts[cell] === null)
  const goOn = (done: number, total: number) => {
    tell(done, total)
    return true
  }
  const found = await audit(
    table,
    hidden.map((cell) => ({ cell, ...wantedOf(problem, cell) })),
    rules,
    { secondsPerSolve: SECONDS_PER_SOLVE, truth: cells.counts, goOn },
  )
  const insiders = rules.insider
    ? await insidersWhoKnow(cells, table, hidden, rules, { secondsPerSolve: SECONDS_PER_SOLVE, goOn })
    : []
  const failed = [...new Set([...open, ...found.failedCells, ...insiders.map(({ cell }) => cell)])]
  const shown = (cell: number) => ({
    codes: codes(cell),
    lower: endOf(table.counts[cell] ?? found.lower[cell]),
    upper: endOf(table.counts[cell] ?? found.upper[cell]),
    ...(insiders.some((each) => each.cell === cell) && {
      knownTo: codes(insiders.find((each) => each.cell === cell)?.insider ?? 0),
    }),
  })
  return ok({
    cells: unsafe.length,
    unsafeButPublished: open.length,
    failed: failed.length,
    method: found.method,
    failedCells: failed.slice(0, MOST_NAMED).map(shown),
    complete: found.complete,
  })
}
