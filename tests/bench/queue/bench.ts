import path from 'node:path'
import pg from 'pg'
import type { OrderListQuery } from '#lib/orders/queries.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { prepareDatabase } from '#scripts/runtime/prepare.ts'

const ORDERS = Number(process.env.QUEUE_BENCH_ORDERS ?? 100_000)
const TIMES = 20

/** Time to filter and page the analysts' queue when there are 100 000 orders, through the commands' own queries and rights. */
export async function bench(): Promise<void> {
  const { place, postgres } = await prepareDatabase({
    dataDir: path.resolve('.data/bench-queue'),
    origin: 'http://localhost',
    fast: true,
  })
  Object.assign(process.env, { DATABASE_URL: place.urls.web, WORKER_DATABASE_URL: place.urls.worker, LOG_LEVEL: 'silent' })
  try {
    const analystId = await fill(place.urls.owner)
    await measure(analystId)
  } finally {
    const { closeDatabase } = await import('#lib/platform/db.ts')
    await closeDatabase()
    await postgres?.stop()
  }
}

/** Orders of 500 customers over five years, most of them ended, each with a few events. Answers an analyst's id. */
async function fill(ownerUrl: string): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`insert into calendars (id, body) select gen_random_uuid(), $1 where not exists (select 1 from calendars)`, [
    SEED_CALENDAR,
  ])
  await owner.query(
    `insert into service_levels (id, body) select gen_random_uuid(), $1 where not exists (select 1 from service_levels)`,
    [SEED_SERVICE_LEVELS],
  )
  const { rows } = await owner.query('select count(*)::int as n from orders')
  if (rows[0].n < ORDERS) {
    await owner.query(
      `insert into organisations (id, name, "customerClass") select gen_random_uuid(), 'Kunde ' || k, 'private' from generate_series(1, 500) k`,
    )
    await owner.query(
      `insert into people (id, name, email) select gen_random_uuid(), 'Analytiker ' || k, 'analytiker' || k || '@bench.dk' from generate_series(1, 20) k`,
    )
    await owner.query(`insert into staff_roles ("personId", role) select id, 'analyst' from people where email like '%@bench.dk'`)
    await owner.query(
      `with o as (select array_agg(id) ids from organisations), p as (select array_agg(id) ids from people where email like '%@bench.dk')
       insert into orders (id, number, title, status, resolution, "organisationId", "requesterId", "analystId", "createdAt", "submittedAt", "statusChangedAt", "updatedAt")
       select gen_random_uuid(), 'SB-2021-' || lpad(k::text, 6, '0'), 'Tabel nummer ' || k || ' efter køn og alder',
              s.status, case when s.status = 'ended' then 'delivered' end, o.ids[1 + k % 500], p.ids[1 + k % 20],
              case when k % 3 > 0 then p.ids[1 + k % 20] end, now() - k * interval '25 minutes', now() - k * interval '25 minutes',
              now() - (k * 7919 % $1) * interval '25 minutes', now()
       from generate_series(1, $1) k, o, p,
            lateral (select (array['received','clarifying','offered','accepted','producing','checking','released'])[1 + k % 7] as open) x,
            lateral (select case when k % 10 = 0 then x.open else 'ended' end as status) s`,
      [ORDERS],
    )
    await owner.query('analyze')
  }
  const { rows: found } = await owner.query(`select id from people where email like '%@bench.dk' order by email limit 1`)
  await owner.end()
  return found[0].id
}

async function measure(analystId: string): Promise<void> {
  const { loadActor } = await import('#lib/identity/queries.ts')
  const { clocksOf, listOrders } = await import('#lib/orders/queries.ts')
  const actor = await loadActor(analystId, null, null)
  if (!actor) throw new Error('the analyst is gone')
  const open = ['received', 'clarifying', 'offered', 'accepted', 'producing', 'checking'] as const
  const questions: readonly (readonly [string, OrderListQuery])[] = [
    ['open cases, first page', { scope: 'house', statuses: open }],
    ['all cases, first page', { scope: 'house' }],
    ['all cases, page 2 000', { scope: 'house', skip: 50_000 }],
    ['nobody has taken', { scope: 'house', statuses: open, isUnassigned: true }],
    ['mine', { scope: 'house', statuses: open, personId: actor.personId }],
    ['search for a title', { scope: 'house', search: 'nummer 4711' }],
    ['search for a customer', { scope: 'house', search: 'Kunde 77' }],
    ['search that finds nothing', { scope: 'house', search: 'xyzzy' }],
  ]
  console.log(`| question, of ${ORDERS} orders | found | p50 ms | p95 ms | with clocks, p95 ms |`)
  console.log('|---|---:|---:|---:|---:|')
  for (const [name, query] of questions) {
    const alone: number[] = []
    const whole: number[] = []
    let total = 0
    for (let k = 0; k < TIMES; k++) {
      const startedAt = performance.now()
      const page = await listOrders(actor, { ...query, take: 25 })
      alone.push(performance.now() - startedAt)
      await clocksOf(actor, page.rows)
      whole.push(performance.now() - startedAt)
      total = page.total
    }
    console.log(`| ${[name, total, quantile(alone, 0.5), quantile(alone, 0.95), quantile(whole, 0.95)].join(' | ')} |`)
  }
}

function quantile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0)
}
