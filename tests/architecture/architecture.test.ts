import { describe, expect, it } from 'vitest'
import * as rules from './rules.ts'
import { readSources } from './sources.ts'

const sources = readSources()

/** Each rule with a violation planted for it, which proves that it bites. */
const PLANTED: Readonly<Record<keyof typeof rules, readonly [file: string, text: string]>> = {
  tiersGoDown: ['lib/kernel/planted.ts', "import { x } from '#lib/orders/decide.ts'"],
  disclosureStandsAlone: ['lib/disclosure/planted.ts', "import { x } from '#lib/catalogue/register.ts'"],
  onlyNamedFilesDoIo: ['lib/orders/planted.ts', "import { readFile } from 'node:fs/promises'"],
  pureFilesReadNoClock: ['lib/sla/planted.ts', 'export const now = Date.now()'],
  registersAreReadInEnginesOnly: ['lib/production/planted.ts', "import { DuckDBInstance } from '@duckdb/node-api'"],
  pagesNeverReachRegisters: ['app/planted.tsx', "import { tabulate } from '#lib/tabulation/engines/duckdb.ts'"],
  serverActionsStandInActionFiles: ['lib/orders/planted.ts', "'use server'\n"],
  libraryKnowsNoFramework: ['lib/orders/planted.ts', "import { useState } from 'react'"],
  componentsFetchNothing: ['components/planted.tsx', "import { listOrders } from '#lib/orders/queries.ts'"],
  onlyAppUsesWeb: ['lib/release/planted.ts', "import { action } from '#lib/web/action.ts'"],
  namesSayWhatFilesDo: ['lib/orders/utils.ts', ''],
  filesStayShort: ['lib/orders/planted.ts', '\n'.repeat(260)],
  nothingIsSentUnbound: ['lib/orders/planted.ts', 'tx.$queryRawUnsafe(text)'],
  addressesAreOneKind: ['app/planted.tsx', "import { x } from '@/lib/x'"],
}

describe('architecture', () => {
  for (const [name, rule] of Object.entries(rules) as [keyof typeof rules, rules.Rule][]) {
    it(`holds: ${name}`, () => {
      expect(rule(sources)).toEqual([])
    })
    it(`bites on a planted violation: ${name}`, () => {
      const [file, text] = PLANTED[name]
      expect(rule(new Map([[file, text]]))).not.toEqual([])
    })
  }

  it('sees the whole product', () => {
    expect(sources.size).toBeGreaterThan(250)
    expect([...sources.keys()]).toContain('lib/orders/lifecycle.ts')
  })
})
