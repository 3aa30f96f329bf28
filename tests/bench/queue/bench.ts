import path from 'node:path'
import pg from 'pg'
import type { Actor } from '#lib/identity/actor.ts'
import type { QueueQuestion } from '#lib/orders/queue/question.ts'
import { dayOf } from '#lib/sla/day.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { prepareDatabase } from '#scripts/runtime/prepare.ts'
import { makeManyOrders } from '#tests/support/many-orders.ts'
import { QUESTIONS } from './questions.ts'

const ORDERS = Number(process.env.QUEUE_BENCH_ORDERS ?? 100_000)
const TIMES = Number(process.env.QUEUE_BENCH_TIMES ?? 40)
const PAGE_ROWS = 25
const PROMISED_MS = 150

/** Time to filter, search and page the analysts' queue when there are 100 000 orders, through the page's own queries and rights. */
export async function bench(): Promise<void> {
  const { place, postgres } = await prepareDatabase({
    dataDir: path.resolve('.data/bench-queue'),
    origin: 'http://localhost',
    fast: true,
  })
  Object.assign(process.env, { DATABASE_URL: place.urls.web, WORKER_DATABASE_URL: place.urls.worker, LOG_LEVEL: 'silent' })
  try {
    const analystId = await prepareOrders(place.urls.owner)
    const { loadActor } = await import('#lib/identity/queries.ts')
    const actor = await loadActor(analystId, null, null)
    if (!actor) throw new Error('the analyst is gone')
    await measure(actor)
  } finally {
    const { closeDatabase } = await import('#lib/platform/db.ts')
    await closeDatabase()
    await postgres?.stop()
  }
}

async function prepareOrders(ownerUrl: string): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  for (const [table, body] of [
    ['calendars', SEED_CALENDAR],
    ['service_levels', SEED_SERVICE_LEVELS],
  ] as const)
    await owner.query(`insert into ${table} (id, body) select gen_random_uuid(), $1 where not exists (select 1 from ${table})`, [
      body,
    ])
  const [analystId = ''] = await makeManyOrders(owner, ORDERS)
  await owner.end()
  return analystId
}

/** Questions take turns, so that a busy moment of the machine meets all of them. `page`: rows, count, clocks, names and colleagues. */
async function measure(actor: Actor): Promise<void> {
  const { clocksOf } = await import('#lib/orders/queries.ts')
  const { namesOf } = await import('#lib/identity/queries.ts')
  const { colleaguesOf } = await import('#lib/orders/assign/queries.ts')
  const { listQueue } = await import('#lib/orders/queue/queries.ts')
  const questions = Object.entries(QUESTIONS(actor.personId, dayOf(new Date().toISOString())))
  const list = new Map<string, number[]>(questions.map(([name]) => [name, []]))
  const page = new Map<string, number[]>(questions.map(([name]) => [name, []]))
  const found = new Map<string, string>()
  const ask = async (name: string, question: QueueQuestion) => {
    const startedAt = performance.now()
    const { rows, total, isMore } = await listQueue(actor, question, PAGE_ROWS)
    list.get(name)?.push(performance.now() - startedAt)
    const people = rows.flatMap(({ analystId }) => analystId ?? [])
    await Promise.all([clocksOf(actor, rows), namesOf(actor, people), colleaguesOf(actor)])
    page.get(name)?.push(performance.now() - startedAt)
    found.set(name, `${total}${isMore ? '+' : ''}`)
  }
  const [warm] = questions
  if (warm) for (let k = 0; k < 5; k++) await ask(...warm)
  for (const times of [list, page]) for (const [name] of questions) times.set(name, [])
  for (let k = 0; k < TIMES; k++) for (const [name, question] of questions) await ask(name, question)
  console.log(`| question, of ${ORDERS} orders | found | rows, p50 ms | rows, p95 ms | whole page, p50 ms | whole page, p95 ms |`)
  console.log('|---|---:|---:|---:|---:|---:|')
  for (const [name] of questions) {
    const [rows, whole] = [list.get(name) ?? [], page.get(name) ?? []]
    const figures = [quantile(rows, 0.5), quantile(rows, 0.95), quantile(whole, 0.5), quantile(whole, 0.95)]
    console.log(`| ${[name, found.get(name), ...figures.map((ms) => ms.toFixed(0))].join(' | ')} |`)
  }
  const all = questions.flatMap(([name]) => list.get(name) ?? [])
  const p95 = quantile(all, 0.95)
  console.log(
    `\nAll questions together: p95 ${p95.toFixed(0)} ms; promised ${PROMISED_MS} ms: ${p95 <= PROMISED_MS ? 'kept' : 'MISSED'}`,
  )
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
