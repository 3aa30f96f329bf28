// `npm run check`: what needs no database and no browser - types, lint, architecture, unit tests.
import { spawnSync } from 'node:child_process'

const run = spawnSync(process.execPath, ['scripts/test.ts', 'types', 'lint', 'architecture', 'unit'], { stdio: 'inherit' })
process.exit(run.status ?? 1)
