import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { type CannedText, decideText, type TextRefusal } from '#lib/orders/texts/canned-text.ts'
import { loadAppealText } from '#lib/orders/texts/queries.ts'
import { inTransaction, isUniqueViolation, type Tx } from '#lib/platform/db.ts'

interface TextTarget {
  /** Made by the form, so that a new text sent twice becomes one. */
  readonly textId: string
  /** The newest version the administrator saw; 0 for a text that is not there yet. */
  readonly seenVersion: number
}

type Saved = { readonly textId: string }
type SaveRefusal = TextRefusal | Refusal<'not-allowed' | 'conflict' | 'not-found' | 'already' | 'appeal-text-taken'>

/** Keeps a text as a new version. Somebody who saw an older one is refused. */
export async function saveText(actor: Actor, input: TextTarget & CannedText): Promise<Result<Saved, SaveRefusal>> {
  const { textId, seenVersion, ...typed } = input
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const decided = decideText(typed)
  if (!decided.ok) return decided
  return addVersion(actor, { textId, seenVersion }, async () => ok({ ...decided.value, retired: false }))
}

/** Takes a text out of use. Analysts no longer find it; its versions stay, and one of them can be brought back. */
export async function retireText(actor: Actor, input: TextTarget): Promise<Result<Saved, SaveRefusal>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return addVersion(actor, input, async (tx) => {
    const row = await tx.cannedText.findFirst({ where: { textId: input.textId, version: input.seenVersion } })
    if (!row) return refuse('not-found')
    return row.retired ? refuse('already') : ok({ ...wordsOf(row), retired: true })
  })
}

/** Brings an earlier version back by adding it again as the newest. */
export async function restoreText(
  actor: Actor,
  input: TextTarget & { readonly version: number },
): Promise<Result<Saved, SaveRefusal>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return addVersion(actor, input, async (tx) => {
    const row = await tx.cannedText.findFirst({ where: { textId: input.textId, version: input.version } })
    return row ? ok({ ...wordsOf(row), retired: false }) : refuse('not-found')
  })
}

type Words = CannedText & { readonly retired: boolean }

async function addVersion(
  actor: Actor,
  { textId, seenVersion }: TextTarget,
  wordsFor: (tx: Tx) => Promise<Result<Words, SaveRefusal>>,
): Promise<Result<Saved, SaveRefusal>> {
  try {
    return await inTransaction(dbContextOf(actor), async (tx) => {
      const newest = await tx.cannedText.findFirst({ where: { textId }, orderBy: { version: 'desc' }, select: { version: true } })
      if ((newest?.version ?? 0) !== seenVersion) return refuse('conflict')
      const words = await wordsFor(tx)
      if (!words.ok) return words
      const { purpose, retired } = words.value
      const appeal = purpose === 'appeal' && !retired ? await loadAppealText(tx) : null
      if (appeal && appeal.textId !== textId) return refuse('appeal-text-taken')
      const version = seenVersion + 1
      await tx.cannedText.createMany({ data: { textId, version, ...words.value, authorId: actor.personId } })
      const type = retired ? 'canned-text.retired' : 'canned-text.changed'
      await appendEvents(tx, [
        { actor: eventActorOf(actor), type, orderId: null, facts: { textId, version, name: words.value.name } },
      ])
      return ok({ textId })
    })
  } catch (error) {
    // Two administrators at once: the version both would add can be added once.
    if (isUniqueViolation(error)) return refuse('conflict')
    throw error
  }
}

function wordsOf({ purpose, name, da, en }: { purpose: string; name: string; da: string; en: string }): CannedText {
  return { purpose: purpose as CannedText['purpose'], name, da, en }
}
