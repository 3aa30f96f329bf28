import { getTranslations } from 'next-intl/server'
import type { TriageRow } from '#lib/orders/triage/queries.ts'
import { TriageRecord } from './triage-record.tsx'

/** What the triage found, once the order is past it; inside the house. */
export async function TriageCard({
  triages,
  version,
  names,
}: {
  triages: readonly TriageRow[]
  version: number
  names: ReadonlyMap<string, string>
}) {
  const t = await getTranslations('analyst.triage')
  if (triages.length === 0) return null
  return (
    <section className="st-card wb-notes" aria-labelledby="visitation-heading">
      <h2 className="st-card-heading" id="visitation-heading">
        {t('heading')}
      </h2>
      <p className="form-hint">{t('insideOnly')}</p>
      <TriageRecord triages={triages} version={version} names={names} />
    </section>
  )
}
