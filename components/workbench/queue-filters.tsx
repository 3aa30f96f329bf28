import { getTranslations } from 'next-intl/server'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Colleague } from '#lib/orders/assign/queries.ts'
import {
  ownerText,
  QUEUE_FILTER_KEYS,
  QUEUE_OWNERS,
  QUEUE_TIMES,
  type QueueChoices,
  queueHref,
  queueParams,
  withFilter,
} from './queue-choices.ts'

/** What of the queue is shown. Everything stands in the address: it can be kept, shared and gone back to. */
export async function QueueFilters({ choices, colleagues }: { choices: QueueChoices; colleagues: readonly Colleague[] }) {
  const t = await getTranslations('analyst.queue')
  const { show, whose, time, search } = choices
  const kept = queueParams({ ...choices, whose: 'everyone', time: 'any', search: '' })
  return (
    <div className="wb-filters">
      <Tabs
        label={t('filters')}
        tabs={QUEUE_FILTER_KEYS.map((key) => ({
          href: queueHref(withFilter(choices, key)),
          label: t(`filter.${key}`),
          current: key === show,
        }))}
      />
      <search>
        <form action="/sager" method="get" key={queueHref(choices)}>
          {[...kept].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextField name="soeg" type="search" label={t('search')} defaultValue={search} maxLength={200} />
          <Select
            name="hvis"
            label={t('whose')}
            defaultValue={ownerText(whose)}
            options={[
              ...QUEUE_OWNERS.map((owner) => ({ value: owner, label: t(`whoseChoice.${owner}`) })),
              ...colleagues.map(({ id, name }) => ({ value: id, label: name, group: t('colleagues') })),
            ]}
          />
          <Select
            name="frist"
            label={t('time')}
            defaultValue={time}
            options={QUEUE_TIMES.map((each) => ({ value: each, label: t(`timeChoice.${each}`) }))}
          />
          <SubmitButton variant="secondary">{t('apply')}</SubmitButton>
          {search !== '' || whose !== 'everyone' || time !== 'any' ? (
            <LinkButton
              href={queueHref({ ...choices, whose: 'everyone', time: 'any', search: '', place: null })}
              variant="tertiary"
            >
              {t('clear')}
            </LinkButton>
          ) : null}
        </form>
      </search>
    </div>
  )
}
