import { getLocale, getTranslations } from 'next-intl/server'
import { formatShortDate } from '#components/ui/format.ts'
import { Select } from '#components/ui/select.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Colleague } from '#lib/orders/assign/queries.ts'

/** Whom a case goes to, with how much each has already, and a note for her. */
export async function AssignFields({ colleagues }: { colleagues: readonly Colleague[] }) {
  const [t, locale] = await Promise.all([getTranslations('analyst.assign'), getLocale()])
  return (
    <>
      <Select
        name="personId"
        label={t('colleague')}
        hint={t('colleagueHint')}
        emptyLabel={t('choose')}
        options={colleagues.map(({ id, name, open, awayUntil }) => ({
          value: id,
          label: awayUntil
            ? t('withLoadAway', { name, open, to: formatShortDate(awayUntil, locale) })
            : t('withLoad', { name, open }),
        }))}
      />
      <TextArea name="note" label={t('note')} hint={t('noteHint')} />
    </>
  )
}
