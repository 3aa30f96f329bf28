// `npm run protect -- INSTANCE_DIR --out DIR`: protects a table from a directory, without the rest of the service.
import { parseArgs } from 'node:util'
import { certifyTables } from '#lib/disclosure/certificate.ts'
import type { EarlierTable as EarlierTies } from '#lib/disclosure/joint/ties-to-earlier.ts'
import { protectMagnitudes } from '#lib/disclosure/magnitudes/protect-magnitudes.ts'
import { protect } from '#lib/disclosure/protect.ts'
import { alter } from './protect/alter.ts'
import { chooseRules, type RuleOptions } from './protect/choose-rules.ts'
import { protectLinked } from './protect/protect-linked.ts'
import { readEarlier } from './protect/read-earlier.ts'
import { isLinked, isMagnitude, readInstance, readLinked } from './protect/read-instance.ts'
import { type MagnitudeOptions, readMagnitudes } from './protect/read-magnitudes.ts'
import { refusalSentence } from './protect/refusal-sentence.ts'
import { showProgress } from './protect/show-progress.ts'
import { writeAltered } from './protect/write-altered.ts'
import { writeLinked } from './protect/write-linked.ts'
import { writeMagnitudes } from './protect/write-magnitudes.ts'
import { writeProtected } from './protect/write-protected.ts'

const HELP = `npm run --silent protect -- INSTANCE_DIR --out DIR [options]

Hides the unsafe cells of a table and what would give them away, audits the result, and writes DIR/protected.csv,
DIR/decisions.csv (confidential), DIR/report.json and DIR/certificate.json. Nothing is written unless the audit passed.

INSTANCE_DIR   spec.json (dims, threshold, protectZeros, weights; or tables: lists of dims, for linked tables), hier_<dim>.csv
               per dimension (levels,codes) and inner.csv (a column per dimension with its innermost code, then freq;
               absent combinations are zero). For sums of values (type magnitude): micro.csv with a line per contribution, the
               innermost codes, the contributor and the value, and a rule in spec.json, for instance
               "p%=10 | (1,75)/(2,85) dominance | contributors=3; contributor=holding; value=turnover".

  --released DIR                 an earlier output of this command; the table is protected together with it, so that nothing
                                 is worked out by subtracting one from the other. As often as there are earlier tables. A code
                                 that stands in both hierarchies means the same.

  --protection exact|interval    no exact value, or no interval better than [1, threshold - 1]  (default interval)
  --intruder linear|informed     sums alone, or also the rules and whole numbers (magnitudes: the rules, applied to hidden cells
                                 of one sum together)                                           (default informed)
  --insider                      also against a person alone in a cell of 1, or against every contributor who knows her own
                                 values                                        (default when neither of the two is given)
  --group-disclosure             zeros are unsafe where all units of a sum stand in one category although others are possible
  --cost value|count             what is kept small among the further hidden cells              (default value)
  --method suppress|round|cellkey
                                 hide (default), or print something near every count: rounded to a multiple of 5 so that
                                 everything adds up, or with noise of at most 4 that is the same for the same records
  --rule RULE                    magnitudes: when a sum is unsafe, instead of the rule in spec.json
  --sides both|upper             magnitudes: whether an outsider's interval reaches as far below the true sum as above it, or
                                 only above it, by what follows from the rule                   (default both)
  --from P --to P                magnitudes: the per cent of the true sum that his interval reaches instead
  --time-limit S                 refuse when not done after S seconds
  --help                         this text

Exit status: 0 protected and audited; 1 refused, with one sentence on stderr; 2 wrong use of the command.`

const OPTIONS = {
  out: { type: 'string' },
  released: { type: 'string', multiple: true },
  protection: { type: 'string' },
  intruder: { type: 'string' },
  insider: { type: 'boolean' },
  cost: { type: 'string' },
  'group-disclosure': { type: 'boolean' },
  method: { type: 'string', default: 'suppress' },
  rule: { type: 'string' },
  sides: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'time-limit': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  if (values.help) return console.log(HELP)
  const [dir] = positionals
  if (!dir || positionals.length > 1 || !values.out) fail('Say which INSTANCE_DIR to protect and where to write: --out DIR.', 2)
  const { method } = values
  if (method !== 'suppress' && method !== 'round' && method !== 'cellkey')
    fail(`--method can't be ${method}; there are suppress, round and cellkey.`, 2)
  if (values.released && method !== 'suppress') fail('--released goes with --method suppress alone.', 2)
  const seconds = values['time-limit'] === undefined ? undefined : Number(values['time-limit'])
  if (seconds !== undefined && !(seconds > 0)) fail('--time-limit must be a number of seconds above 0.', 2)
  const isAlone = method === 'suppress' && !values.released && !isLinked(dir) && !isMagnitude(dir)
  if (values['group-disclosure'] && !isAlone) fail('--group-disclosure goes with a single table of counts.', 2)
  if (isMagnitude(dir)) {
    if (method !== 'suppress' || values.released) fail('Magnitudes are hidden, by --method suppress, and one table at a time.', 2)
    return protectMagnitudeTable(dir, values.out, values, seconds)
  }
  const odd = (['rule', 'sides', 'from', 'to'] as const).find((option) => values[option] !== undefined)
  if (odd) fail(`--${odd} goes with magnitudes, and spec.json in ${dir} is not about them.`, 2)
  if (values.released || isLinked(dir)) return protectTogether(dir, values.out, values.released ?? [], values, seconds)
  const instance = readInstance(dir)
  if (!instance.ok) return fail(instance.sentence, 1)
  const rules = chooseRules(instance.value, values)
  if (!rules.ok) return fail(rules.sentence, 2)
  const { cube, weights } = instance.value
  if (method !== 'suppress') {
    const altered = alter(cube, method, rules.value.threshold)
    const told = { method, cells: cube.counts.length, ...altered.report, peakMemoryMb: peakMemoryMb() }
    writeAltered(values.out, cube, method, altered, told)
    return console.log(JSON.stringify(told))
  }
  const result = await protect(cube, rules.value, {
    now: () => performance.now(),
    onProgress: showProgress(),
    ...(weights && { weights }),
    ...(seconds !== undefined && { timeLimitMs: seconds * 1000 }),
  })
  if (!result.ok) return fail(refusalSentence(result), 1)
  const report = { ...result.value.report, peakMemoryMb: peakMemoryMb() }
  writeProtected(values.out, cube, result.value, report)
  console.log(JSON.stringify(report))
}

async function protectMagnitudeTable(
  dir: string,
  out: string,
  options: MagnitudeOptions,
  seconds: number | undefined,
): Promise<void> {
  const instance = readMagnitudes(dir, options)
  if (!instance.ok) return fail(instance.sentence, 1)
  const { table, rules, weights, decimals } = instance.value
  const result = await protectMagnitudes(table, rules, {
    now: () => performance.now(),
    onProgress: showProgress(),
    ...(weights && { weights }),
    ...(seconds !== undefined && { timeLimitMs: seconds * 1000 }),
  })
  if (!result.ok) return fail(refusalSentence(result), 1)
  const hiddenValue = result.value.report.hiddenValue / 10 ** decimals
  const report = { ...result.value.report, hiddenValue, peakMemoryMb: peakMemoryMb() }
  writeMagnitudes(out, instance.value, result.value, report)
  console.log(JSON.stringify(report))
}

/** Linked tables, or a table together with what was released before. */
async function protectTogether(
  dir: string,
  out: string,
  releasedDirs: readonly string[],
  options: RuleOptions,
  seconds: number | undefined,
): Promise<void> {
  const instance = readLinked(dir)
  if (!instance.ok) return fail(instance.sentence, 1)
  const rules = chooseRules(instance.value, options)
  if (!rules.ok) return fail(rules.sentence, 2)
  const { cubes, records, dimensions } = instance.value
  const released = releasedDirs.map((each) => readEarlier(each))
  const bad = released.find((each) => !each.ok)
  if (bad && !bad.ok) return fail(bad.sentence, 1)
  const earlier = released.flatMap((each) => (each.ok ? [each.value] : []))
  const result = await protectLinked(
    cubes,
    records,
    earlier.flatMap(({ tables }) => tables),
    rules.value,
    { now: () => performance.now(), onProgress: showProgress(), ...(seconds !== undefined && { timeLimitMs: seconds * 1000 }) },
  )
  if (!result.ok) return fail(refusalSentence(result), 1)
  const { tables, report, joint } = result.value
  const pairs = tables.flatMap((table, k) => (cubes[k] ? [{ cube: cubes[k], table, status: table.status }] : []))
  const hashes = earlier.map(({ sha256 }) => sha256).sort()
  const told = { ...report, joint: { ...joint, earlier: joint.earlier.map(countConstrained) }, peakMemoryMb: peakMemoryMb() }
  writeLinked(out, dimensions, pairs, certifyTables(pairs, rules.value, report.audit, hashes), told)
  console.log(JSON.stringify(told))
}

function countConstrained({ id, shared, fixed, constrained }: EarlierTies) {
  return { id, shared, fixed, constrained: constrained.length }
}

function peakMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024)
}

function fail(sentence: string, status: number): never {
  console.error(sentence)
  process.exit(status)
}

if (import.meta.main) {
  await main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error), 2))
}
