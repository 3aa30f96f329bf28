import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import type { Day } from '#lib/sla/day.ts'

export interface Absence {
  readonly id: string
  readonly fromOn: Day
  readonly toOn: Day
  readonly standInId: string | null
}

/** An analyst, what she has in hand, and when she is away. */
export interface Desk {
  readonly personId: string
  readonly name: string
  readonly open: number
  readonly late: number
  readonly checking: number
  /** Away now; null when she is there. */
  readonly away: Absence | null
  /** Absences to come, the nearest first. */
  readonly coming: readonly Absence[]
}

/** Every analyst's desk, by name, for analysts alone. */
export async function analystDesks(actor: Actor, today: Day): Promise<Desk[]> {
  if (!hasRole(actor, 'analyst')) return []
  return inTransaction(dbContextOf(actor), async (tx) => {
    const people = await tx.person.findMany({
      where: { status: 'active', staffRoles: { some: { role: 'analyst' } } },
      select: { id: true, name: true },
    })
    const loads = await tx.$queryRaw<{ person: string; open: number; late: number; checking: number }[]>`
      select person::text as person, open, late, checking from app.workload(${today}::date)`
    const loadOf = new Map(loads.map((load) => [load.person, load]))
    const absences = await tx.absence.findMany({
      where: { endedAt: null, toOn: { gte: new Date(today) } },
      orderBy: { fromOn: 'asc' },
    })
    return people
      .map(({ id, name }) => {
        const own = absences.filter(({ personId }) => personId === id).map(shown)
        const load = loadOf.get(id)
        return {
          personId: id,
          name,
          open: load?.open ?? 0,
          late: load?.late ?? 0,
          checking: load?.checking ?? 0,
          away: own.find(({ fromOn }) => fromOn <= today) ?? null,
          coming: own.filter(({ fromOn }) => fromOn > today),
        }
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'da'))
  })
}

function shown({ id, fromOn, toOn, standInId }: { id: string; fromOn: Date; toOn: Date; standInId: string | null }): Absence {
  return { id, fromOn: fromOn.toISOString().slice(0, 10), toOn: toOn.toISOString().slice(0, 10), standInId }
}

/** The last day each of these people is away, for those who are away today. */
export async function awayUntil(actor: Actor, personIds: readonly string[], today: Day): Promise<Map<string, Day>> {
  const day = new Date(today)
  const rows = await inTransaction(dbContextOf(actor), (tx) =>
    tx.absence.findMany({
      where: { personId: { in: [...new Set(personIds)] }, endedAt: null, fromOn: { lte: day }, toOn: { gte: day } },
      select: { personId: true, toOn: true },
    }),
  )
  return new Map(rows.map(({ personId, toOn }) => [personId, toOn.toISOString().slice(0, 10)]))
}
