import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lifecycleTables } from '../../../scripts/docs/lifecycle-tables.ts'
import { withSection } from '../../../scripts/docs/readme-section.ts'

describe('README', () => {
  const readme = readFileSync('README.md', 'utf8')

  it('shows the lifecycle and the permissions exactly as the code has them (`npm run docs` writes them)', () => {
    expect(withSection(readme, lifecycleTables())).toBe(readme)
  })

  it('notices a table that has fallen behind', () => {
    expect(withSection(readme.replace('`claim-check`', '`check`'), lifecycleTables())).toBe(readme)
  })
})
