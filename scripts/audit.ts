// `npm run audit -- INSTANCE_DIR PROTECTED`: what can an outsider work out of a protected table, ours or anybody's?
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { magnitudeProtectionSchema } from '#lib/disclosure/magnitudes/magnitude-protection.ts'
import { rulesSchema } from '#lib/disclosure/rules.ts'
import type { Result } from '#lib/kernel/result.ts'
import { auditCounts, auditLinked } from './audit/audit-counts.ts'
import { auditMagnitudeTable } from './audit/audit-magnitude-table.ts'
import type { AuditTold } from './audit/audit-told.ts'
import type { BadInstance } from './protect/bad-instance.ts'
import { chooseRules } from './protect/choose-rules.ts'
import { isLinked, isMagnitude, readInstance, readLinked } from './protect/read-instance.ts'
import { type MagnitudeOptions, readMagnitudes } from './protect/read-magnitudes.ts'
import { showProgress } from './protect/show-progress.ts'

const HELP = `npm run --silent audit -- INSTANCE_DIR PROTECTED [options]

Reads the true table from INSTANCE_DIR (counts, linked tables or magnitudes, as for the command protect) and the published one,
solves for the interval that an outsider can compute of every unsafe cell, and prints a report as JSON.

PROTECTED      a directory with protected.csv, or the file itself, of this or any other program: a column per dimension and freq,
               empty where a cell is hidden. Every cell of every level stands there once. A column status (published or hidden)
               is not needed. For linked tables a column per dimension of any of them, with the total where a table lacks it.

  --protection exact|interval    what a hidden unsafe cell must be kept from
  --intruder linear|informed     what the outsider knows
  --insider                      also what a person alone in a cell of 1, or any contributor of a magnitude, can compute
  --group-disclosure             counts of a single table: zeros are unsafe where all units of a sum stand in one category
  --rule RULE, --sides both|upper, --from P, --to P
                                 magnitudes: as for the command protect
  --help                         this text

Without options the rules are those of certificate.json beside protected.csv when it is there, the service's own otherwise.

The report: instance, type, cells (unsafe ones), unsafeButPublished, failed, method, rules, and failedCells: the codes of up to 20,
with lower and upper, null where there is no bound, and knownTo: the codes of the cell whose only person works it out.

Exit status: 0 when every unsafe cell is hidden and protected; 1 when one is not, or could not be shown to be; 2 wrong use of the
command or files that can't be read or disagree, with one sentence on stderr.`

const OPTIONS = {
  protection: { type: 'string' },
  intruder: { type: 'string' },
  insider: { type: 'boolean' },
  'group-disclosure': { type: 'boolean' },
  rule: { type: 'string' },
  sides: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  if (values.help) return console.log(HELP)
  const [instanceDir, given] = positionals
  if (!instanceDir || !given || positionals.length > 2) fail('Say which INSTANCE_DIR and which PROTECTED.', 2)
  if (!existsSync(given)) fail(`There is no ${given}.`, 2)
  const file = statSync(given).isDirectory() ? join(given, 'protected.csv') : given
  if (!existsSync(file)) fail(`There is no protected.csv in ${given}.`, 2)
  const { help: _, ...options } = values
  const told = await auditFile(instanceDir, file, options)
  if (!told.ok) return fail(told.sentence, 2)
  const { complete, ...report } = told.value
  console.log(JSON.stringify(report))
  if (report.failed > 0 || !complete) process.exit(1)
}

async function auditFile(dir: string, file: string, options: MagnitudeOptions): Promise<Result<AuditTold, BadInstance>> {
  const text = readFileSync(file, 'utf8')
  const show = showProgress()
  const tell = (done: number, total: number) => show({ phase: 'audit', done, total })
  const isPlain = Object.values(options).every((option) => option === undefined)
  if (isMagnitude(dir)) {
    const instance = readMagnitudes(dir, options)
    if (!instance.ok) return instance
    const certified = isPlain ? certifiedRules(file, magnitudeProtectionSchema) : null
    return auditMagnitudeTable(instance.value, text, certified ?? instance.value.rules, tell)
  }
  const odd = (['rule', 'sides', 'from', 'to'] as const).find((option) => options[option] !== undefined)
  if (odd) fail(`--${odd} goes with magnitudes, and spec.json in ${dir} is not about them.`, 2)
  const instance = isLinked(dir) ? readLinked(dir) : readInstance(dir)
  if (!instance.ok) return instance
  const chosen = chooseRules(instance.value, options)
  if (!chosen.ok) return chosen
  const rules = (isPlain ? certifiedRules(file, rulesSchema) : null) ?? chosen.value
  return 'cubes' in instance.value
    ? auditLinked(instance.value, text, rules, tell)
    : auditCounts(instance.value, text, rules, tell)
}

/** The rules that the certificate beside a protected table names; null when there is none. */
function certifiedRules<T>(file: string, schema: z.ZodType<T>): T | null {
  const place = join(dirname(file), 'certificate.json')
  if (!existsSync(place)) return null
  const certificate: unknown = JSON.parse(readFileSync(place, 'utf8'))
  const rules = typeof certificate === 'object' && certificate !== null && 'rules' in certificate ? certificate.rules : null
  const parsed = schema.safeParse(rules)
  return parsed.success ? parsed.data : fail('certificate.json names no rules this version knows.', 2)
}

function fail(sentence: string, status: number): never {
  console.error(sentence)
  process.exit(status)
}

if (import.meta.main) {
  await main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error), 2))
}
