import { writeXlsx } from 'hucre/xlsx'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { computeRun } from '#lib/production/run-job.ts'
import { readTable } from '#lib/production/uploads/read-table.ts'
import { readUpload } from '#lib/production/uploads/read-upload.ts'
import type { UploadAssignment, UploadOutcome } from '#lib/production/uploads/run-process.ts'
import { type UploadAxis, uploadAxes } from '#lib/production/uploads/upload-axis.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const PROCESS = new URL('../../../lib/production/uploads/run-process.ts', import.meta.url)
const axis = (variable: string, level: string, parents = false) => ({ variable, level, codes: null, parents })

/** CPU time to read, map and check an analyst's table of 100 000 cells, every margin given, as CSV and as XLSX. */
export async function bench(): Promise<void> {
  const axes = largeTable()
  const rows = everyCell(axes)
  const csv = new TextEncoder().encode(
    [['kommune', 'alder', 'koen', 'aar', 'antal'], ...rows].map((row) => row.join(';')).join('\r\n'),
  )
  const xlsx = new Uint8Array(
    await writeXlsx({ sheets: [{ name: 'Tabel', rows: [['kommune', 'alder', 'koen', 'aar', 'antal'], ...rows] }] }),
  )
  console.log('| file | cells | MB | CPU s | whole process, s | ready | margins checked |')
  console.log('|---|---:|---:|---:|---:|---|---:|')
  for (const [name, bytes] of [['CSV', csv] as const, ['XLSX', xlsx] as const]) {
    const before = process.cpuUsage()
    const table = await readUpload(bytes, null)
    const result = table.ok ? readTable(table.value, axes, null) : table
    const { user, system } = process.cpuUsage(before)
    const startedAt = performance.now()
    const end = await computeRun<UploadAssignment, UploadOutcome>({ bytes, axes, mapping: null }, async () => 'go-on', PROCESS, {
      memoryMb: 1024,
      isConfined: true,
    })
    const whole = (performance.now() - startedAt) / 1000
    const cells = 'reading' in result ? result.reading.cells : null
    const figures = [rows.length, (bytes.length / 1e6).toFixed(1), ((user + system) / 1e6).toFixed(2), whole.toFixed(2)]
    console.log(
      `| ${[name, ...figures, end.kind === 'done' && end.outcome.counts !== null, cells?.marginsChecked].join(' | ')} |`,
    )
  }
}

/** Municipality in regions by single year of age by sex: some 100 000 cells, margins included. */
function largeTable(): UploadAxis[] {
  const catalogue = seedCatalogue()
  const specification = {
    schema: 1 as const,
    title: 'Indbyggere',
    register: 'population',
    measure: 'persons' as const,
    rate: false,
    period: { fromYear: 2015, toYear: 2017 },
    filters: [],
    rows: [axis('municipality', 'kommune', true), axis('age', 'age1')],
    columns: [axis('sex', 'sex'), axis('year', 'year')],
    totals: true,
  }
  const resolved = decideSpecification(specification, catalogue, { maxCells: 5_000_000 })
  if (!resolved.ok) throw new Error(JSON.stringify(resolved))
  return uploadAxes(resolved.value, planTabulation(resolved.value, catalogue), catalogue)
}

/** Every cell with its codes and a count: innermost ones by a small rule, margins as their sums. */
function everyCell(axes: readonly UploadAxis[]): (string | number)[][] {
  const weights = axes.map(({ codes, parents }) => {
    const own = codes.map((_, node) => (parents.includes(node) ? 0 : 1 + (node % 3)))
    for (let node = codes.length - 1; node > 0; node--) {
      const parent = parents[node] ?? 0
      own[parent] = (own[parent] ?? 0) + (own[node] ?? 0)
    }
    return own
  })
  let rows: (string | number)[][] = [[1]]
  for (const [d, { codes }] of axes.entries())
    rows = rows.flatMap((row) =>
      codes.map((code, node) => [...row.slice(0, -1), code, Number(row.at(-1)) * (weights[d]?.[node] ?? 0)]),
    )
  return rows
}
