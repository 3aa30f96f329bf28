import { getLocale, getTranslations } from 'next-intl/server'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { CHECK_ITEMS } from '#lib/orders/triage/checklist.ts'
import type { TriageRow } from '#lib/orders/triage/queries.ts'

/** What was found and by whom: the newest in sight, with its answers and the earlier ones folded below. */
export async function TriageRecord({
  triages,
  version,
  names,
}: {
  triages: readonly TriageRow[]
  /** The specification in force. */
  version: number
  names: ReadonlyMap<string, string>
}) {
  const [t, locale] = await Promise.all([getTranslations('analyst.triage'), getLocale()])
  const [latest, ...earlier] = triages
  if (!latest) return null
  const line = ({ outcome, authorId, createdAt }: TriageRow) =>
    t('recorded', {
      outcome: t(`outcome.${outcome}`),
      who: names.get(authorId) ?? '',
      when: formatInstant(createdAt, locale),
    })
  return (
    <>
      <p>
        <strong>{line(latest)}</strong>
      </p>
      {latest.specificationVersion === version ? null : <p>{t('olderVersion', { version: latest.specificationVersion })}</p>}
      {latest.note ? <p className="wb-message">{latest.note}</p> : null}
      <Disclosure summary={t('answers')}>
        <DescriptionList
          items={CHECK_ITEMS.map((item) => ({ term: t(`item.${item}`), description: t(`answer.${latest.answers[item]}`) }))}
        />
        {earlier.map((row) => (
          <p key={row.id} className="form-hint">
            {line(row)}
          </p>
        ))}
      </Disclosure>
    </>
  )
}
