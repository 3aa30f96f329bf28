import { importsOf, type Sources } from './sources.ts'

/** A rule looks at all sources and names what breaks it. */
export type Rule = (sources: Sources) => string[]

/** Rooms from the ground up: a file may import from lower rooms and from its own module, never sideways and never up. */
const TIERS: Readonly<Record<string, number>> = {
  kernel: 0,
  platform: 1,
  audit: 2,
  notify: 2,
  identity: 3,
  catalogue: 4,
  tabulation: 5,
  pricing: 5,
  sla: 5,
  disclosure: 6,
  orders: 7,
  production: 8,
  invoicing: 7,
  release: 9,
  web: 10,
}

const moduleOf = (file: string) => /^lib\/([a-z]+)\//.exec(file)?.[1] ?? null

export const tiersGoDown: Rule = (sources) =>
  each(sources, (file, text) => {
    const own = moduleOf(file)
    if (own === null) return []
    if (!(own in TIERS)) return [`${file}: the module ${own} has no tier`]
    return importsOf(file, text).flatMap(({ to }) => {
      const other = moduleOf(to)
      if (other === null || other === own || other === 'generated') return []
      return (TIERS[other] ?? 99) < (TIERS[own] ?? -1) ? [] : [`${file} (${own}) imports ${to}`]
    })
  })

/** What protection may know of counting: the shape of a table and its margins. */
const PURE_TABLES = new Set(['lib/tabulation/cube.ts', 'lib/tabulation/fold-margins.ts'])

/** Protection is pure: it knows tables and nothing else of the service. */
export const disclosureStandsAlone: Rule = (sources) =>
  each(sources, (file, text) =>
    moduleOf(file) !== 'disclosure'
      ? []
      : importsOf(file, text)
          .filter(
            ({ to }) => moduleOf(to) !== null && !['disclosure', 'kernel'].includes(moduleOf(to) ?? '') && !PURE_TABLES.has(to),
          )
          .map(({ to }) => `${file} imports ${to}`),
  )

const DOES_IO =
  /^lib\/(platform|web)\/|\/(store|queries|commands|senders|worker|run-process|run-job)\.ts$|\/commands\/|\/engines\//
const IO_IMPORT =
  /^(node:fs|node:fs\/promises|node:net|node:http|node:child_process|node:worker_threads|pg|pg-boss|nodemailer|next-auth|@prisma\/|@duckdb\/)/

/** Outside the files that are named for it, a module is pure: no disk, network, database or process. */
export const onlyNamedFilesDoIo: Rule = (sources) =>
  each(sources, (file, text) =>
    moduleOf(file) === null || DOES_IO.test(file)
      ? []
      : importsOf(file, text)
          .filter(
            ({ to, isTypeOnly }) =>
              !isTypeOnly && (IO_IMPORT.test(to) || /^lib\/platform\/(db|storage|log|env|queries)\.ts$/.test(to)),
          )
          .filter(({ to }) => !isTypeImportOf(text, to))
          .map(({ to }) => `${file} imports ${to}`),
  )

/** `import { type Tx }` alone brings nothing at run time. */
function isTypeImportOf(text: string, to: string): boolean {
  const line = text.split('\n').find((each) => each.includes(to.replace(/^lib\//, '#lib/')))
  return line !== undefined && /import \{ (type \w+(, )?)+ \}/.test(line)
}

/** Pure code takes the time and chance as parameters. */
export const pureFilesReadNoClock: Rule = (sources) =>
  each(sources, (file, text) =>
    moduleOf(file) === null || DOES_IO.test(file) || file === 'lib/platform/clock.ts'
      ? []
      : [/\bnew Date\(\)/, /\bDate\.now\(\)/, /\bMath\.random\(\)/, /\brandomUUID\(\)/]
          .filter((clock) => clock.test(withoutComments(text)))
          .map((clock) => `${file}: ${clock.source}`),
  )

export const registersAreReadInEnginesOnly: Rule = (sources) =>
  each(sources, (file, text) =>
    file.startsWith('lib/tabulation/engines/')
      ? []
      : importsOf(file, text)
          .filter(({ to }) => to.startsWith('@duckdb/'))
          .map(() => `${file} opens DuckDB`),
  )

export const pagesNeverReachRegisters: Rule = (sources) =>
  each(sources, (file, text) =>
    /^(app|components)\/|^lib\/web\/|^proxy\.ts/.test(file)
      ? importsOf(file, text)
          .filter(({ to }) => /^lib\/(tabulation\/engines\/|production\/(worker|run-process|run-job|store))/.test(to))
          .map(({ to }) => `${file} imports ${to}`)
      : [],
  )

export const serverActionsStandInActionFiles: Rule = (sources) =>
  each(sources, (file, text) =>
    /^['"]use server['"]/m.test(text) && !/^app\/.*\/actions\.ts$/.test(file) ? [`${file} says 'use server'`] : [],
  )

export const libraryKnowsNoFramework: Rule = (sources) =>
  each(sources, (file, text) => {
    if (moduleOf(file) === null || moduleOf(file) === 'web') return []
    const framework = importsOf(file, text).filter(({ to }) => /^(next|react)(\/|$|-)/.test(to))
    const client = /^['"]use client['"]/m.test(text) ? [`${file} says 'use client'`] : []
    return [...framework.map(({ to }) => `${file} imports ${to}`), ...client]
  })

/** Components show what they are given: of the modules they may use pure files and types, never what reads or writes. */
export const componentsFetchNothing: Rule = (sources) =>
  each(sources, (file, text) =>
    file.startsWith('components/')
      ? importsOf(file, text)
          .filter(
            ({ to, isTypeOnly }) =>
              !isTypeOnly &&
              /^lib\//.test(to) &&
              (/\/(store|queries|commands)\.ts$|\/commands\//.test(to) || /^lib\/web\/(session|action|auth|composer)/.test(to)),
          )
          .filter(({ to }) => !isTypeImportOf(text, to))
          .map(({ to }) => `${file} imports ${to}`)
      : [],
  )

export const onlyAppUsesWeb: Rule = (sources) =>
  each(sources, (file, text) =>
    /^(app|components)\/|^lib\/web\/|^proxy\.ts/.test(file)
      ? []
      : importsOf(file, text)
          .filter(({ to }) => moduleOf(to) === 'web')
          .map(({ to }) => `${file} imports ${to}`),
  )

export const namesSayWhatFilesDo: Rule = (sources) =>
  each(sources, (file) => (/\/(index|utils?|helpers?|common|services?|managers?)\.tsx?$/.test(file) ? [file] : []))

export const filesStayShort: Rule = (sources) =>
  each(sources, (file, text) => (text.split('\n').length > 251 ? [`${file}: ${text.split('\n').length} lines`] : []))

export const nothingIsSentUnbound: Rule = (sources) =>
  each(sources, (file, text) => (/\$(queryRaw|executeRaw)Unsafe|Prisma\.raw\(/.test(text) ? [`${file} sends unbound SQL`] : []))

export const addressesAreOneKind: Rule = (sources) =>
  each(sources, (file, text) => (/from ['"]@\//.test(text) ? [`${file} imports through @/`] : []))

function each(sources: Sources, look: (file: string, text: string) => string[]): string[] {
  return [...sources].flatMap(([file, text]) => look(file, text))
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}
