// `npm run register:import -- DECLARATION.json`: brings a register in, as a cut that never changes.
import { writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { seedCatalogue } from '../prisma/seed-data/seed-catalogue.ts'
import { ImportError } from './import/import-error.ts'
import { type ImportOutcome, importedRegisters, importRegister } from './import/import-register.ts'

const HELP = `npm run --silent register:import -- DECLARATION.json [options]

Checks the files that a declaration names and makes a cut of a register of them: Parquet in order of person, words as numbers with
their dictionaries, persons and contacts renumbered (their keys are not kept). A running service takes the cut up within seconds.
docs/registers.md says how a declaration is written, with a whole example.

  --dir DIR        where the files lie                                (default: beside the declaration)
  --out DIR        where cuts are kept                                (default: .data/registers)
  --check          check everything and keep nothing
  --report FILE    write what was found as JSON
  --help           this text

Exit status: 0 imported, or the very cut was there already; 1 refused, with what is wrong on stderr; 2 wrong use of the command.`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dir: { type: 'string' },
      out: { type: 'string', default: process.env.STATISTIK_REGISTERS_DIR ?? '.data/registers' },
      check: { type: 'boolean', default: false },
      report: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const [declaration] = positionals
  if (!declaration || positionals.length > 1) fail('Say which declaration to import: DECLARATION.json. --help tells more.', 2)
  const seeded = seedCatalogue()
  const imported = await importedRegisters(values.out)
  const known = {
    registers: seeded.registers,
    classifications: [
      ...new Map(
        [...seeded.classifications, ...imported.flatMap((each) => each.classifications)].map((each) => [each.id, each]),
      ).values(),
    ],
    snapshots: [],
  }
  const startedAt = performance.now()
  const onStep = (step: string) => console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${step}`)
  const outcome = await importRegister(declaration, values.dir ?? dirname(declaration), values.out, known, {
    checkOnly: values.check,
    onStep,
  })
  if (values.report) writeFileSync(values.report, `${JSON.stringify(outcome, null, 2)}\n`)
  show(outcome)
}

function show({ snapshot, how, tables, warnings }: ImportOutcome): void {
  for (const { file, lines, columns } of tables) {
    console.log(`${file}: ${lines} lines`)
    for (const { column, type, missing, distinct } of columns)
      console.log(
        `  ${column.padEnd(24)} ${type.padEnd(8)} ${String(missing).padStart(10)} missing ${String(distinct).padStart(10)} different`,
      )
  }
  for (const warning of warnings) console.log(`note: ${warning}`)
  const words = { new: 'imported', same: 'was there already, unchanged', checked: 'can be imported; nothing was kept' }[how]
  console.log(`${snapshot.id}: ${snapshot.persons} persons, ${snapshot.rows} rows, sha256 ${snapshot.sha256}: ${words}`)
}

function fail(sentence: string, status: number): never {
  console.error(sentence)
  process.exit(status)
}

await main().catch((error: unknown) => {
  if (error instanceof ImportError) fail(error.message, 1)
  if (error instanceof TypeError && 'code' in error) fail(error.message, 2)
  throw error
})
