import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { Prisma, PrismaClient } from '#lib/generated/prisma/client.ts'
import type { Imported } from '../import/import-register.ts'

/** Writes a document when it is new or differs, so that the catalogue's stamp only moves when its content does. */
export async function keepDocument(
  db: PrismaClient,
  kind: 'register' | 'classification',
  id: string,
  body: object,
): Promise<void> {
  const json = body as Prisma.InputJsonObject
  if (kind === 'register') {
    const kept = await db.registerDocument.findUnique({ where: { id } })
    if (!kept) await db.registerDocument.create({ data: { id, body: json } })
    else if (!isSameJson(kept.body, body)) await db.registerDocument.update({ where: { id }, data: { body: json } })
    return
  }
  const kept = await db.classificationDocument.findUnique({ where: { id } })
  if (!kept) await db.classificationDocument.create({ data: { id, body: json } })
  else if (!isSameJson(kept.body, body)) await db.classificationDocument.update({ where: { id }, data: { body: json } })
}

/** Adds the snapshots that are not there yet; one that is there is never changed. */
export async function keepSnapshots(db: PrismaClient, snapshots: readonly Snapshot[]): Promise<void> {
  for (const snapshot of snapshots) {
    await db.snapshotDocument.createMany({
      data: {
        id: snapshot.id,
        registerId: snapshot.registerId,
        cutOn: new Date(snapshot.cutOn),
        sha256: snapshot.sha256,
        body: snapshot as unknown as Prisma.InputJsonObject,
      },
      skipDuplicates: true,
    })
  }
}

/** Takes up registers that were imported: their code lists, their description and their cuts. The cut comes last, whole. */
export async function keepImported(db: PrismaClient, imported: readonly Imported[]): Promise<void> {
  for (const { register, classifications, snapshot } of imported) {
    for (const classification of classifications) await keepDocument(db, 'classification', classification.id, classification)
    await keepDocument(db, 'register', register.id, register)
    await keepSnapshots(db, [snapshot])
  }
}

function isSameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, canonical(each)]))
}
