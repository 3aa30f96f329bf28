import { parseArgs } from 'node:util'
import { ensureRegisters } from './registers/ensure-registers.ts'

const HELP = `npm run registers -- [--persons N] [--seed N] [--years FROM-TO] [--out DIR]

Makes the files of the seeded registers where they are not there yet: the diabetes sample, and a synthetic population with
hospital contacts. Defaults: 100000 persons, seed 1, contacts 2019-2024, .data/registers.`

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
      years: { type: 'string', default: '2019-2024' },
      out: { type: 'string', default: process.env.STATISTIK_REGISTERS_DIR ?? '.data/registers' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const [from = '', to = from] = values.years.split('-')
  const fromYear = whole('years', from, 2015, 2025)
  const toYear = whole('years', to, fromYear, 2025)
  const startedAt = performance.now()
  let shown = ''
  const snapshots = await ensureRegisters({
    dataDir: values.out,
    persons: whole('persons', values.persons, 1, 20_000_000),
    seed: whole('seed', values.seed, 0, 2_147_483_647),
    fromYear,
    toYear,
    onProgress(step, share) {
      const line = `${step} ${Math.floor(share * 10) * 10} %`
      if (line !== shown) console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`)
      shown = line
    },
  })
  for (const { id, persons, rows, sha256 } of snapshots) console.log(`${id}: ${persons} persons, ${rows} rows, sha256 ${sha256}`)
}

if (import.meta.main) {
  await main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
}
