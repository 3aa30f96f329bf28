// `npm run protect -- INSTANCE_DIR --out DIR`: protects a table from a directory, without the rest of the service.
import { parseArgs } from 'node:util'
import { protect } from '#lib/disclosure/protect.ts'
import { alter } from './protect/alter.ts'
import { chooseRules } from './protect/choose-rules.ts'
import { readInstance } from './protect/read-instance.ts'
import { refusalSentence } from './protect/refusal-sentence.ts'
import { showProgress } from './protect/show-progress.ts'
import { writeAltered } from './protect/write-altered.ts'
import { writeProtected } from './protect/write-protected.ts'

const HELP = `npm run --silent protect -- INSTANCE_DIR --out DIR [options]

Hides the unsafe cells of a table and what would give them away, audits the result, and writes DIR/protected.csv,
DIR/decisions.csv (confidential), DIR/report.json and DIR/certificate.json. Nothing is written unless the audit passed.

INSTANCE_DIR   spec.json (dims, threshold, protectZeros, weights), hier_<dim>.csv per dimension (levels,codes) and
               inner.csv (a column per dimension with its innermost code, then freq; absent combinations are zero).

  --protection exact|interval    no exact value, or no interval better than [1, threshold - 1]  (default interval)
  --intruder linear|informed     sums alone, or also the rules and whole numbers                (default informed)
  --insider                      also against a person alone in a cell of 1    (default when neither of the two is given)
  --cost value|count             what is kept small among the further hidden cells              (default value)
  --method suppress|round|cellkey
                                 hide (default), or print something near every count: rounded to a multiple of 5 so that
                                 everything adds up, or with noise of at most 4 that is the same for the same records
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
  method: { type: 'string', default: 'suppress' },
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
  if (values.released) fail('--released is not in this version: tables are protected one by one.', 2)
  const seconds = values['time-limit'] === undefined ? undefined : Number(values['time-limit'])
  if (seconds !== undefined && !(seconds > 0)) fail('--time-limit must be a number of seconds above 0.', 2)
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
