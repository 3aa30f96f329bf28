import { parseArgs } from 'node:util'
import { DEFAULT_YEARS } from '../prisma/seed-data/synthetic-years.ts'
import { describeFit } from './registers/describe-fit.ts'
import { ensureRegisters } from './registers/ensure-registers.ts'
import { parseYears } from './registers/synthetic-size.ts'

const HELP = `npm run registers -- [--persons N] [--seed N] [--years N|FROM-TO] [--out DIR] [--fit]

Makes the files of the seeded registers where they are not there yet: the diabetes sample, and a synthetic Denmark with its
population, hospital contacts, prescriptions, deaths and cancers. --persons is everybody who lives there on some day of the
years; --years 20 are the twenty years to 2024. Work that is stopped goes on where it was when the same command is given
again. --fit tells how well ages and deaths agree with the real figures they are made after.

Defaults: 100000 persons, seed 1, the years of the embedded start, .data/registers.`

/** A whole number of an option; ends the program with a sentence when it is not one. */
function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least || value > most)
    fail(`--${name} must be a whole number from ${least} to ${most}, not ${text}`)
  return value
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      persons: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      years: { type: 'string' },
      out: { type: 'string', default: process.env.STATISTIK_REGISTERS_DIR ?? '.data/registers' },
      fit: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const startedAt = performance.now()
  const years = values.years === undefined ? DEFAULT_YEARS : parseYears(values.years)
  if (!years) fail(`--years must be a number of years to 2024 or FROM-TO from 1980 to 2024, not ${values.years}`)
  const wanted = {
    dataDir: values.out,
    persons: whole('persons', values.persons, 1, 20_000_000),
    seed: whole('seed', values.seed, 0, 2_147_483_647),
    years,
  }
  let shown = ''
  const onProgress = (step: string, share: number) => {
    const line = `${step} ${Math.floor(share * 20) * 5} %`
    if (line !== shown) console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`)
    shown = line
  }
  const snapshots = await ensureRegisters({ ...wanted, onProgress })
  for (const { id, persons, rows, sha256 } of snapshots) console.log(`${id}: ${persons} persons, ${rows} rows, sha256 ${sha256}`)
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  const cpuSeconds = (process.cpuUsage().user + process.cpuUsage().system) / 1_000_000
  console.error(`${cpuSeconds.toFixed(1)} s of processor time, at most ${megabytes} MB of memory`)
  if (values.fit) for (const line of await describeFit(wanted.dataDir, snapshots, years)) console.log(line)
}

if (import.meta.main) {
  await main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
}
