// `npm run bench -- NAME ...`: runs `tests/bench/NAME/bench.ts` for each name, or every bench there is.
import { existsSync, readdirSync } from 'node:fs'

const root = 'tests/bench'
const known = existsSync(root) ? readdirSync(root).filter((name) => existsSync(`${root}/${name}/bench.ts`)) : []
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}. There are: ${known.join(', ')}`)
  process.exit(1)
}
for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n== ${name}`)
  const { bench } = (await import(`../${root}/${name}/bench.ts`)) as { bench: () => Promise<void> }
  await bench()
}
