// `npm run audit -- INSTANCE_DIR PROTECTED_DIR`: what can an outsider work out of a protected table, ours or anybody's?
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { audit } from '#lib/disclosure/audit.ts'
import { publishedCube } from '#lib/disclosure/audited-systems.ts'
import { type Rules, rulesSchema } from '#lib/disclosure/rules.ts'
import { chooseRules, type RuleOptions } from './protect/choose-rules.ts'
import { type Instance, readInstance } from './protect/read-instance.ts'
import { readProtected } from './protect/read-protected.ts'
import { showProgress } from './protect/show-progress.ts'
import { wantedIntervals } from './protect/wanted-intervals.ts'

const HELP = `npm run --silent audit -- INSTANCE_DIR PROTECTED_DIR [--protection exact|interval] [--intruder linear|informed]

Reads the true table from INSTANCE_DIR and the published one from PROTECTED_DIR/protected.csv, solves for the interval an
outsider can compute of every unsafe cell, and prints a report as JSON: cells looked at, how many failed and which.
The rules are those of PROTECTED_DIR/certificate.json when it is there, the service's otherwise; options change them.

Exit status: 0 when every unsafe cell is hidden and protected; 1 when one is not; 2 wrong use or unreadable files.`

const OPTIONS = {
  protection: { type: 'string' },
  intruder: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  if (values.help) return console.log(HELP)
  const [instanceDir, protectedDir] = positionals
  if (!instanceDir || !protectedDir || positionals.length > 2) fail('Say which INSTANCE_DIR and which PROTECTED_DIR.', 2)
  const instance = readInstance(instanceDir)
  if (!instance.ok) return fail(instance.sentence, 2)
  const file = join(protectedDir, 'protected.csv')
  if (!existsSync(file)) fail(`There is no protected.csv in ${protectedDir}.`, 2)
  const { cube } = instance.value
  const published = readProtected(cube.dimensions, readFileSync(file, 'utf8'))
  if (!published.ok) return fail(published.sentence, 2)
  const counts = published.value
  const altered = counts.findIndex((count, address) => count !== null && count !== cube.counts[address])
  if (altered >= 0)
    fail(`protected.csv says ${counts[altered]} where the table says ${cube.counts[altered]} (cell ${altered}).`, 2)
  const rules = rulesOf(protectedDir, instance.value, values)
  const wanted = wantedIntervals(cube, rules)
  const open = wanted.filter(({ cell }) => counts[cell] !== null)
  const tell = showProgress()
  const goOn = (done: number, total: number) => {
    tell({ phase: 'audit', done, total })
    return true
  }
  const found = await audit(
    publishedCube(cube.dimensions, counts),
    wanted.filter(({ cell }) => counts[cell] === null),
    rules,
    {
      secondsPerSolve: 60,
      truth: cube.counts,
      goOn,
    },
  )
  const failed = [...open.map(({ cell }) => cell), ...found.failedCells]
  console.log(
    JSON.stringify({
      instance: instance.value.name,
      cells: wanted.length,
      unsafeButPublished: open.length,
      failed: failed.length,
      method: found.method,
      rules,
      failedCells: failed.slice(0, 20).map((cell) => ({ cell, lower: found.lower[cell], upper: found.upper[cell] })),
    }),
  )
  if (failed.length > 0 || !found.complete) process.exit(1)
}

function rulesOf(protectedDir: string, instance: Instance, options: RuleOptions): Rules {
  const file = join(protectedDir, 'certificate.json')
  if (options.protection === undefined && options.intruder === undefined && existsSync(file)) {
    const certificate: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const rules = typeof certificate === 'object' && certificate !== null && 'rules' in certificate ? certificate.rules : null
    const parsed = rulesSchema.safeParse(rules)
    return parsed.success ? parsed.data : fail('certificate.json names no rules this version knows.', 2)
  }
  const rules = chooseRules(instance, options)
  return rules.ok ? rules.value : fail(rules.sentence, 2)
}

function fail(sentence: string, status: number): never {
  console.error(sentence)
  process.exit(status)
}

if (import.meta.main) {
  await main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error), 2))
}
