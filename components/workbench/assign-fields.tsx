import { getTranslations } from 'next-intl/server'
import { Select } from '#components/ui/select.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Colleague } from '#lib/orders/assign/queries.ts'

/** Whom a case goes to, with how much each has already, and a note for her. */
export async function AssignFields({ colleagues }: { colleagues: readonly Colleague[] }) {
  const t = await getTranslations('analyst.assign')
  return (
    <>
      <Select
        name="personId"
        label={t('colleague')}
        hint={t('colleagueHint')}
        emptyLabel={t('choose')}
        options={colleagues.map(({ id, name, open }) => ({ value: id, label: t('withLoad', { name, open }) }))}
      />
      <TextArea name="note" label={t('note')} hint={t('noteHint')} />
    </>
  )
}
