import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { awayUntil } from '#lib/orders/absence/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { type Day, dayOf } from '#lib/sla/day.ts'

/** An analyst and how much she has on her desk. */
export interface Colleague {
  readonly id: string
  readonly name: string
  /** Cases she has that are not delivered or ended. */
  readonly open: number
  /** The last day she is away, when she is away today; null when she is there. */
  readonly awayUntil: Day | null
}

/** Every analyst, the one with the fewest open cases first and who is away last; for analysts alone. */
export async function colleaguesOf(actor: Actor, now = new Date()): Promise<Colleague[]> {
  if (!hasRole(actor, 'analyst')) return []
  const { people, openOf } = await inTransaction(dbContextOf(actor), async (tx) => {
    const cases = await tx.$queryRaw<{ person: string; open: number }[]>`
      select person::text as person, open from app.open_cases()`
    return {
      people: await tx.person.findMany({
        where: { status: 'active', staffRoles: { some: { role: 'analyst' } } },
        select: { id: true, name: true },
      }),
      openOf: new Map(cases.map(({ person, open }) => [person, open])),
    }
  })
  const ids = people.map(({ id }) => id)
  const away = await awayUntil(actor, ids, dayOf(now.toISOString()))
  return people
    .map(({ id, name }) => ({ id, name, open: openOf.get(id) ?? 0, awayUntil: away.get(id) ?? null }))
    .sort(
      (a, b) =>
        Number(a.awayUntil !== null) - Number(b.awayUntil !== null) || a.open - b.open || a.name.localeCompare(b.name, 'da'),
    )
}
