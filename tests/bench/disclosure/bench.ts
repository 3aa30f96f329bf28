import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { protect } from '#lib/disclosure/protect.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { type Instance, readInstance } from '#scripts/protect/read-instance.ts'

/** A directory of instances with `peers.csv` beside them; the few small ones of the unit tests otherwise. */
const DIRECTORY = process.env.DISCLOSURE_BENCH_DIR ?? 'tests/unit/disclosure/instances'
/** Names to run, by comma; by default every instance up to the limit of cells. */
const NAMES = process.env.DISCLOSURE_BENCH_INSTANCES?.split(',')
const MOST_CELLS = Number(process.env.DISCLOSURE_BENCH_CELLS ?? 30_000)
const LIMIT_S = Number(process.env.DISCLOSURE_BENCH_LIMIT_S ?? 300)

const KNOWN = 'r10x10 r20x20 r6x6x6 r40x40 a1 a2 a3 r4x4x4x4 b1 r10x10x10 b2 b3 c1 c2 c3 d1 e1'.split(' ')

/** Like for like with the other programs: sums alone, exact values, nobody inside the table. */
const LIKE: Rules = { ...defaultRules, protection: 'exact', intruder: 'linear', insider: false }

interface Peer {
  readonly instance: string
  readonly program: string
  readonly variant: string
  readonly secondary: string
  readonly secondary_value: string
  readonly cpu_s_median: string
  readonly wall_s_median: string
}

/** Prints what we hide and how long it takes, beside the best the other programs reached on the same tables. */
export async function bench(): Promise<void> {
  const peers = readPeers()
  console.log('cells hidden to protect others / units in them / seconds of CPU; value: least units, count: fewest cells')
  console.log(
    row(
      'instance',
      'cells',
      'primary',
      'like, value',
      'like, count',
      'service rules',
      'peer, value',
      'peer, count',
      'best known',
    ),
  )
  for (const name of NAMES ?? KNOWN) {
    const dir = join(DIRECTORY, name)
    if (!existsSync(join(dir, 'spec.json'))) continue
    const instance = readInstance(dir)
    if (!instance.ok) throw new Error(instance.sentence)
    const { cube } = instance.value
    if (!NAMES && cube.counts.length > MOST_CELLS) continue
    const primary = cube.counts.reduce((sum, count) => sum + Number(count > 0 && count < defaultRules.threshold), 0)
    const value = await run(instance.value, LIKE)
    const count = await run(instance.value, { ...LIKE, cost: 'count' })
    const service = await run(instance.value, defaultRules)
    const theirs = peersOf(peers, name)
    console.log(
      row(name, String(cube.counts.length), String(primary), value, count, service, theirs.value, theirs.count, theirs.best),
    )
  }
}

async function run({ cube, threshold }: Instance, rules: Rules): Promise<string> {
  const before = process.cpuUsage()
  const own = { ...rules, threshold: threshold ?? rules.threshold }
  const result = await protect(cube, own, { now: () => performance.now(), timeLimitMs: LIMIT_S * 1000 })
  const { user, system } = process.cpuUsage(before)
  const seconds = ((user + system) / 1e6).toFixed(1)
  if (!result.ok) return `${result.kind} / ${seconds}`
  const { secondary, hiddenValue, audit } = result.value.report
  return `${secondary} / ${hiddenValue} / ${seconds}${audit.failed > 0 ? ` FAILED ${audit.failed}` : ''}`
}

function readPeers(): Peer[] {
  const file = join(DIRECTORY, 'peers.csv')
  if (!existsSync(file)) return []
  return parse(readFileSync(file, 'utf8'), { columns: true, relax_column_count: true })
}

function peersOf(peers: readonly Peer[], name: string): { value: string; count: string; best: string } {
  const own = peers.filter((peer) => peer.instance === name)
  // Variants in which zeros may be hidden, are unsafe, or singletons are left open, promise something else.
  const gauss = own.filter(
    ({ program, variant }) => program === 'GaussSuppression' && ['nozero', 'nozero_prot'].includes(variant),
  )
  const exact = own.filter(({ program }) => program.startsWith('CSP'))
  const least = (from: readonly Peer[], by: 'secondary' | 'secondary_value') => {
    const best = [...from].sort((a, b) => Number(a[by]) - Number(b[by]))[0]
    return best ? `${best.secondary} / ${Number(best.secondary_value)} / ${best.cpu_s_median || best.wall_s_median}` : '-'
  }
  return { value: least(gauss, 'secondary_value'), count: least(gauss, 'secondary'), best: least(exact, 'secondary_value') }
}

function row(...fields: readonly string[]): string {
  const widths = [11, 8, 8, 22, 22, 22, 20, 20, 22]
  return fields.map((field, at) => field.padEnd(widths[at] ?? 12)).join('')
}
