// `npm run dev`: the same database as `npm start`, pages compiled as they are asked for, the worker restarted when its code changes.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { WEB_FLAGS, webEnv, workerEnv } from './runtime/environment.ts'
import { prepareDatabase, seed } from './runtime/prepare.ts'
import { isSame, readRunFile } from './runtime/run-file.ts'
import { say } from './runtime/say.ts'

const running = readRunFile(path.resolve('.data/run.json'))
if (running && isSame(running.pid, running.startedAt)) {
  console.error(`npm start is running (${running.url}) on the same database; stop it first.`)
  process.exit(1)
}
const port = process.env.PORT ?? '3000'
const { place, postgres } = await prepareDatabase({
  dataDir: path.resolve('.data'),
  origin: `http://localhost:${port}`,
  databaseUrl: process.env.DATABASE_URL,
})
await seed(place)
const web = spawn(process.execPath, [...WEB_FLAGS, 'node_modules/next/dist/bin/next', 'dev', '-p', port], {
  stdio: 'inherit',
  env: { ...webEnv(place), NODE_ENV: 'development' },
})
const worker = spawn(process.execPath, ['--watch', 'lib/production/worker.ts'], { stdio: 'inherit', env: workerEnv(place) })
say(`http://localhost:${port}`)

const stop = async () => {
  web.kill('SIGTERM')
  worker.kill('SIGTERM')
  await postgres?.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
web.on('exit', () => void stop())
