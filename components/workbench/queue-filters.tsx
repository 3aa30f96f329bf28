import { getTranslations } from 'next-intl/server'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { QUEUE_FILTER_KEYS, QUEUE_OWNERS, type QueueChoices, queueHref } from './queue-choices.ts'

/** What of the queue is shown. Everything stands in the address: it can be kept, shared and gone back to. */
export async function QueueFilters({ choices }: { choices: QueueChoices }) {
  const t = await getTranslations('analyst.queue')
  return (
    <div className="wb-filters">
      <Tabs
        label={t('filters')}
        tabs={QUEUE_FILTER_KEYS.map((key) => ({
          href: queueHref({ ...choices, show: key, page: 1 }),
          label: t(`filter.${key}`),
          current: key === choices.show,
        }))}
      />
      <search>
        <form action="/sager" method="get" key={`${choices.whose}-${choices.search}`}>
          <input type="hidden" name="vis" value={choices.show} />
          <TextField name="soeg" type="search" label={t('search')} defaultValue={choices.search} maxLength={200} />
          <Select
            name="hvis"
            label={t('whose')}
            defaultValue={choices.whose}
            options={QUEUE_OWNERS.map((owner) => ({ value: owner, label: t(`whoseChoice.${owner}`) }))}
          />
          <SubmitButton variant="secondary">{t('apply')}</SubmitButton>
          {choices.search !== '' || choices.whose !== 'everyone' ? (
            <LinkButton href="/sager" variant="tertiary">
              {t('clear')}
            </LinkButton>
          ) : null}
        </form>
      </search>
    </div>
  )
}
