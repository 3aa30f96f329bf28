import type { EventActor } from '#lib/audit/event.ts'
import type { StaffRole } from '#lib/identity/role.ts'
import type { DbContext } from '#lib/platform/db.ts'

declare const minted: unique symbol

export interface ActorOrganisation {
  readonly id: string
  readonly name: string
  readonly customerClass: string
  readonly vatTreatment: string
  readonly mayAccept: boolean
}

/**
 * The signed-in person, with rights as they stand in the database at this request. Only `loadActor` makes one;
 * it is the first argument of every command and query.
 */
export interface Actor {
  readonly [minted]: true
  readonly kind: 'person'
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly locale: 'da' | 'en'
  readonly roles: readonly StaffRole[]
  /** Every organisation the person belongs to. */
  readonly organisations: readonly ActorOrganisation[]
  /** The one acted for now; null for staff without a membership. */
  readonly organisation: ActorOrganisation | null
}

/** The service itself: jobs in the worker process. */
export interface SystemActor {
  readonly kind: 'system'
}

export const systemActor: SystemActor = { kind: 'system' }

export type AnyActor = Actor | SystemActor

/** The database context of an actor: a person under her own rights, the service under the worker's role. */
export function dbContextOf(actor: AnyActor): DbContext {
  return actor.kind === 'person' ? { kind: 'person', personId: actor.personId } : { kind: 'worker' }
}

/** How the actor stands in the audit log. */
export function eventActorOf(actor: AnyActor): EventActor {
  return actor.kind === 'person' ? { kind: 'person', personId: actor.personId } : { kind: 'system' }
}

/** Whether the actor holds a staff role now. */
export function hasRole(actor: Actor, role: StaffRole): boolean {
  return actor.roles.includes(role)
}
