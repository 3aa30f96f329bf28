import type pg from 'pg'

/**
 * Orders of 500 customers over years, one in ten of them open, with what the history of an open one says: as a service has them after
 * a long time. Written straight into the tables, because 100 000 real walks take hours. Answers the ids of 20 analysts.
 */
export async function makeManyOrders(owner: pg.Client, orders: number): Promise<string[]> {
  const { rows } = await owner.query(`select count(*)::int as n from orders where number like 'SB-2021-%'`)
  if (rows[0].n < orders) await fill(owner, orders)
  const analysts = await owner.query(`select id from people where email like '%@bench.dk' order by email`)
  return analysts.rows.map(({ id }) => id)
}

async function fill(owner: pg.Client, orders: number): Promise<void> {
  await owner.query(
    `insert into organisations (id, name, "customerClass") select gen_random_uuid(), 'Kunde ' || k, 'private' from generate_series(1, 500) k`,
  )
  await owner.query(
    `insert into people (id, name, email) select gen_random_uuid(), 'Analytiker ' || k, 'analytiker' || k || '@bench.dk' from generate_series(1, 20) k`,
  )
  await owner.query(`insert into staff_roles ("personId", role) select id, 'analyst' from people where email like '%@bench.dk'`)
  await owner.query(
    `with o as (select array_agg(id) ids from organisations where name like 'Kunde %'),
          p as (select array_agg(id order by email) ids from people where email like '%@bench.dk')
     insert into orders (id, number, title, status, resolution, "organisationId", "requesterId", "analystId", "dueOn", "createdAt",
                         "submittedAt", "statusChangedAt", "updatedAt")
     select gen_random_uuid(), 'SB-2021-' || lpad(k::text, 6, '0'), 'Tabel nummer ' || k || ' efter køn og alder',
            s.status, case when s.status = 'ended' then 'delivered' end, o.ids[1 + k % 500], p.ids[1 + k % 20],
            case when k % 3 > 0 then p.ids[1 + (k / 7) % 20] end,
            case when s.status in ('received', 'accepted', 'producing', 'checking') then current_date + (k * 31 % 60) - 20 end,
            now() - k * interval '25 minutes', now() - k * interval '25 minutes', now() - (k::bigint * 7919 % $1) * interval '25 minutes', now()
     from generate_series(1, $1::int) k, o, p,
          lateral (select (array['received','clarifying','offered','accepted','producing','checking','released'])[1 + (k / 10) % 7] as open) x,
          lateral (select case when k % 10 = 0 then x.open else 'ended' end as status) s`,
    [orders],
  )
  // The log's own trigger gives every row its hash one after the other; these rows are only read.
  await owner.query('alter table audit_events disable trigger audit_events_seal')
  await owner.query(
    `insert into audit_events (seq, at, "actorKind", type, "orderId", facts, "prevHash", hash)
     select coalesce((select max(seq) from audit_events), 0) + row_number() over (order by o.number, e.k), o."submittedAt" + e.k * interval '1 hour',
            'system', e.type, o.id, jsonb_build_object('to', e.status), repeat('0', 64), repeat('0', 64)
     from orders o, (values (1, 'order.submitted', 'received'), (2, 'order.claimed', 'received'), (3, 'order.offered', 'offered'),
                            (4, 'order.accepted', 'accepted'), (5, 'order.production-started', 'producing')) e (k, type, status)
     where o.number like 'SB-2021-%' and o.status not in ('released', 'ended')`,
  )
  await owner.query('alter table audit_events enable trigger audit_events_seal')
  await owner.query('analyze')
}
