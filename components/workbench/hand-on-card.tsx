import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatShortDate } from '#components/ui/format.ts'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Desk } from '#lib/orders/absence/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

/** All of the reader's open cases to one colleague: whoever stands in is chosen already, and who is away says so. */
export async function HandOnCard({
  own,
  desks,
  handOn,
  locale,
}: {
  own: Desk
  desks: readonly Desk[]
  handOn: FormAction
  locale: string
}) {
  const t = await getTranslations('analyst.absence')
  if (own.open === 0) return null
  const others = desks.filter(({ personId }) => personId !== own.personId)
  const standInId = (own.away ?? own.coming[0])?.standInId ?? ''
  return (
    <Card heading={t('handOn')} id="videre">
      <Confirm label={t('handOn')} consequence={t('handOnConsequence')}>
        <Form action={handOn} label={t('handOn')}>
          <Select
            name="personId"
            label={t('colleague')}
            emptyLabel={t('choose')}
            defaultValue={standInId}
            options={others
              .toSorted((a, b) => Number(a.away !== null) - Number(b.away !== null) || a.open - b.open)
              .map(({ personId, name, open, away }) => ({
                value: personId,
                label: away
                  ? t('withLoadAway', { name, open, to: formatShortDate(away.toOn, locale) })
                  : t('withLoad', { name, open }),
              }))}
          />
          <TextArea name="note" label={t('note')} hint={t('noteHint')} />
          <SubmitButton>{t('handOn')}</SubmitButton>
        </Form>
      </Confirm>
    </Card>
  )
}
