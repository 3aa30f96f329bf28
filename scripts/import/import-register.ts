import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Catalogue, catalogueSchema } from '#lib/catalogue/catalogue.ts'
import { checkCatalogue } from '#lib/catalogue/check-catalogue.ts'
import { classificationSchema } from '#lib/catalogue/classification.ts'
import { registerSchema } from '#lib/catalogue/register.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { makeSnapshot, readSnapshot } from '../registers/snapshot-folder.ts'
import { withWriter } from '../registers/write-parquet.ts'
import { checkTable, faultsOf, type TableReport } from './check-columns.ts'
import { type Declaration, declarationSchema } from './declaration.ts'
import { ImportError } from './import-error.ts'
import { loadSource } from './load-source.ts'
import { readClassifications } from './read-classifications.ts'
import { writeCut } from './write-cut.ts'

const IMPORT_DOCUMENT = 'import.json'

/** The catalogue documents that came with an import; they lie beside the cut's files. */
const importedSchema = z.strictObject({ register: registerSchema, classifications: z.array(classificationSchema) })
export type Imported = z.infer<typeof importedSchema> & { readonly snapshot: Snapshot }

export interface ImportOutcome {
  readonly snapshot: Snapshot
  /** `same`: the very cut is there already, and nothing was changed. */
  readonly how: 'new' | 'same' | 'checked'
  readonly tables: readonly TableReport[]
  readonly warnings: readonly string[]
}

/**
 * Checks and imports a register by its declaration. The cut gets its name only when it is whole and on disk; a cut that is
 * there is never changed: the same content is said to be there, another under its name is refused.
 */
export async function importRegister(
  declarationFile: string,
  dir: string,
  dataDir: string,
  known: Catalogue,
  options: { readonly checkOnly?: boolean; readonly onStep?: (step: string) => void } = {},
): Promise<ImportOutcome> {
  const { checkOnly = false, onStep = () => {} } = options
  const declaration = await readDeclaration(declarationFile)
  const classifications = readClassifications(declaration, dir)
  const catalogue = joinCatalogue(known, declaration, classifications)
  const staging = join(dataDir, `.import.${process.pid}`)
  await mkdir(staging, { recursive: true })
  try {
    const tables: TableReport[] = []
    let warnings: readonly string[] = []
    const made = await withWriter(staging, async (connection) => {
      for (const [file, source] of Object.entries(declaration.files)) {
        onStep(`reads ${source.source}`)
        const lines = await loadSource(connection, file, join(dir, source.source), source)
        onStep(`checks ${source.source} (${lines} lines)`)
        tables.push(await checkTable(connection, file, source.source, lines, source))
      }
      const faults = tables.flatMap(faultsOf)
      if (faults.length > 0) throw new ImportError(faults.join('\n'))
      onStep('writes the cut')
      return makeSnapshot(staging, declaration.snapshot.id, async (folder) => {
        const cut = await writeCut(connection, folder, declaration, catalogue)
        warnings = cut.warnings
        await writeFile(join(folder, IMPORT_DOCUMENT), JSON.stringify({ register: declaration.register, classifications }), {
          flush: true,
        })
        const { id, cutOn, synthetic, sample } = declaration.snapshot
        const { dictionaries, persons, mainRows } = cut
        const facts = { id, registerId: declaration.register.id, cutOn, dictionaries, persons, rows: mainRows, synthetic, sample }
        return { facts, rows: cut.rows }
      })
    })
    if (checkOnly) return { snapshot: made, how: 'checked', tables, warnings }
    const how = await putInPlace(staging, dataDir, made)
    return { snapshot: made, how, tables, warnings }
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function readDeclaration(path: string): Promise<Declaration> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new ImportError(`${path}: can't be read`)
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ImportError(`${path}: is not JSON`)
  }
  const parsed = declarationSchema.safeParse(json)
  if (parsed.success) return checkFiles(parsed.data, path)
  const [issue] = parsed.error.issues
  throw new ImportError(`${path}: ${issue?.path.join('.') || 'the declaration'}: ${issue?.message}`)
}

/** Every file and column that the register names is declared. */
function checkFiles(declaration: Declaration, path: string): Declaration {
  const { register, files } = declaration
  const wanted = new Map<string, Set<string>>()
  const want = (file: string, column: string) => wanted.set(file, (wanted.get(file) ?? new Set()).add(column))
  for (const { file, joinOn } of register.tables) {
    want(file, register.personColumn)
    if (joinOn) want(file, joinOn)
  }
  if (register.contactColumn) want(register.tables[0]?.file ?? '', register.contactColumn)
  for (const { source } of register.variables)
    want(register.tables.find(({ id }) => id === source.table)?.file ?? '', source.column)
  if (register.denominator) {
    const { file, countColumn, variables } = register.denominator
    for (const column of [countColumn, ...variables.map((each) => each.column)]) want(file, column)
  }
  for (const [file, columns] of wanted) {
    const missing = [...columns].filter((column) => !files[file]?.columns[column])
    if (missing.length > 0) throw new ImportError(`${path}: files.${file}.columns lacks ${missing.join(', ')}`)
  }
  const unused = Object.keys(files).find((file) => !wanted.has(file))
  if (unused) throw new ImportError(`${path}: files.${unused} is named by no table of the register`)
  return declaration
}

/** The catalogue with the register in it; a classification that is there already must be the same. */
function joinCatalogue(known: Catalogue, { register }: Declaration, classifications: Imported['classifications']): Catalogue {
  for (const classification of classifications) {
    const there = known.classifications.find(({ id }) => id === classification.id)
    if (there && JSON.stringify(there) !== JSON.stringify(classification))
      throw new ImportError(
        `the classification ${classification.id} is there with other content; a new version gets an id of its own`,
      )
  }
  const catalogue = catalogueSchema.parse({
    registers: [...known.registers.filter(({ id }) => id !== register.id), register],
    classifications: [
      ...known.classifications.filter(({ id }) => !classifications.some((each) => each.id === id)),
      ...classifications,
    ],
    snapshots: [],
  })
  const [problem] = checkCatalogue(catalogue)
  if (problem) throw new ImportError(problem)
  return catalogue
}

async function putInPlace(staging: string, dataDir: string, made: Snapshot): Promise<'new' | 'same'> {
  const there = await readSnapshot(dataDir, made.id)
  if (there?.sha256 === made.sha256) return 'same'
  if (there)
    throw new ImportError(
      `the cut ${made.id} is there with other content; a cut never changes, so a new one gets an id of its own`,
    )
  await rm(join(dataDir, made.id), { recursive: true, force: true })
  await rename(join(staging, made.id), join(dataDir, made.id))
  return 'new'
}

/** Every register that was imported into a folder, oldest cut first. */
export async function importedRegisters(dataDir: string): Promise<Imported[]> {
  const folders = await readdir(dataDir, { withFileTypes: true }).catch(() => [])
  const imported: Imported[] = []
  for (const folder of folders.filter((each) => each.isDirectory() && !each.name.startsWith('.'))) {
    const text = await readFile(join(dataDir, folder.name, IMPORT_DOCUMENT), 'utf8').catch(() => null)
    const snapshot = text === null ? null : await readSnapshot(dataDir, folder.name)
    if (text !== null && snapshot) imported.push({ ...importedSchema.parse(JSON.parse(text)), snapshot })
  }
  return imported.sort((a, b) => (a.snapshot.cutOn < b.snapshot.cutOn ? -1 : 1))
}
