import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { EventText } from '#components/labels/event-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { EVENT_TYPES } from '#lib/audit/event.ts'
import { inquireLog, type LogLine } from '#lib/orders/commands/log.ts'
import { logHref, logQuestion, readLogAddress } from '#lib/web/log-question.ts'
import { requireStaff } from '#lib/web/session.ts'

const PAGE_LENGTH = 50

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function LogPage({ searchParams }: Props) {
  const [values, t, events, locale] = await Promise.all([
    searchParams,
    getTranslations('admin.log'),
    getTranslations('labels.event'),
    getLocale(),
  ])
  const actor = await requireStaff('administrator', '/admin/log')
  const address = readLogAddress(values)
  const answer = await inquireLog(actor, logQuestion(address, PAGE_LENGTH))
  const { lines, next } = answer.ok ? answer.value : { lines: [], next: null }
  const groups = [...new Set(EVENT_TYPES.map((type) => type.split('.')[0] ?? ''))]
  const kinds = groups.flatMap((group) => [
    { value: group, label: t('allOf', { group: t(`groups.${group as 'order'}`) }), group: t(`groups.${group as 'order'}`) },
    ...EVENT_TYPES.filter((type) => type.startsWith(`${group}.`)).map((type) => ({
      value: type,
      label: events(type),
      group: t(`groups.${group as 'order'}`),
    })),
  ])
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      <search>
        <form method="get" className="st-form">
          <div className="st-field-row">
            <TextField name="person" label={t('person')} defaultValue={address.person} type="search" maxLength={120} />
            <TextField
              name="bestilling"
              label={t('order')}
              defaultValue={address.bestilling}
              type="search"
              width="m"
              maxLength={40}
            />
          </div>
          <Select
            name="handelse"
            label={t('kind')}
            options={kinds}
            emptyLabel={t('everything')}
            defaultValue={address.handelse}
          />
          <div className="st-field-row">
            <TextField name="fra" label={t('from')} type="date" defaultValue={address.fra ?? ''} width="m" />
            <TextField name="til" label={t('to')} type="date" defaultValue={address.til ?? ''} width="m" />
          </div>
          <Button type="submit">{t('find')}</Button>
        </form>
      </search>
      {lines.length === 0 ? (
        <EmptyState heading={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <DataTable
          caption={t('caption')}
          rows={lines}
          rowKey={(row) => row.seq}
          compact
          columns={[
            { key: 'at', heading: t('at'), cell: (row) => formatInstant(row.at, locale) },
            {
              key: 'who',
              heading: t('who'),
              cell: (row) => row.actorName ?? t(row.actorKind === 'system' ? 'service' : 'unknown'),
            },
            { key: 'what', heading: t('what'), rowHeading: true, cell: (row) => <What line={row} /> },
            { key: 'order', heading: t('order'), cell: (row) => row.orderNumber ?? '' },
            { key: 'facts', heading: t('facts'), cell: (row) => <Facts line={row} /> },
          ]}
        />
      )}
      <p className="st-actions">
        {address.efter ? <Link href={logHref('/admin/log', address, { efter: null })}>{t('newest')}</Link> : null}{' '}
        {next ? <Link href={logHref('/admin/log', address, { efter: next })}>{t('older')}</Link> : null}
      </p>
      <LinkButton href={logHref('/admin/log/csv', address, { efter: null })}>{t('csv')}</LinkButton>
    </>
  )
}

function What({ line }: { line: LogLine }) {
  const type = EVENT_TYPES.find((each) => each === line.type)
  return type ? <EventText type={type} /> : line.type
}

/** The event's own facts, as they are kept: names and values, long ones cut. */
function Facts({ line }: { line: LogLine }) {
  const facts = Object.entries(line.facts).filter(
    ([name, value]) => value !== '' && value !== null && !(name === 'personId' && line.aboutName),
  )
  return (
    <span className="st-muted st-facts">
      {line.aboutName ? `${line.aboutName}${facts.length > 0 ? ' · ' : ''}` : ''}
      {facts.map(([name, value]) => `${name}: ${String(value).slice(0, 80)}`).join(' · ')}
    </span>
  )
}
