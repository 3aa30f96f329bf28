// `npm run docs`: writes the parts of README.md that come from the code.
import { readFileSync, writeFileSync } from 'node:fs'
import { lifecycleTables } from './docs/lifecycle-tables.ts'
import { withSection } from './docs/readme-section.ts'

writeFileSync('README.md', withSection(readFileSync('README.md', 'utf8'), lifecycleTables()))
console.log('README.md is up to date')
