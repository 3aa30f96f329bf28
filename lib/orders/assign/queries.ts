import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'

/** An analyst and how much she has on her desk. */
export interface Colleague {
  readonly id: string
  readonly name: string
  /** Cases she has that are not delivered or ended. */
  readonly open: number
}

/** Every analyst who is there, the one with the fewest open cases first; for analysts alone. */
export async function colleaguesOf(actor: Actor): Promise<Colleague[]> {
  if (!hasRole(actor, 'analyst')) return []
  return inTransaction(dbContextOf(actor), async (tx) => {
    const people = await tx.person.findMany({
      where: { status: 'active', staffRoles: { some: { role: 'analyst' } } },
      select: { id: true, name: true },
    })
    const cases = await tx.$queryRaw<{ person: string; open: number }[]>`
      select person::text as person, open from app.open_cases()`
    const openOf = new Map(cases.map(({ person, open }) => [person, open]))
    return people
      .map(({ id, name }) => ({ id, name, open: openOf.get(id) ?? 0 }))
      .sort((a, b) => a.open - b.open || a.name.localeCompare(b.name, 'da'))
  })
}
