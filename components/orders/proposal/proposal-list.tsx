import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatInstant } from '#components/ui/format.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { WeighedProposal } from '#lib/web/weigh-change.ts'
import { TableDifference } from './table-difference.tsx'

interface Props {
  readonly proposals: readonly WeighedProposal[]
  /** Whether the order waits for the customer; one left open when it ended was never answered. */
  readonly isWaiting: boolean
  readonly locale: Locale
}

/** Every change that was suggested, newest first: what differed, and what became of it. Nothing when none was. */
export async function ProposalList({ proposals, isWaiting, locale }: Props) {
  const t = await getTranslations('requester.proposal')
  if (proposals.length === 0) return null
  return (
    <Card heading={t('all')} id="forslag">
      {proposals.map(({ proposal, weighed }) => (
        <Disclosure
          key={proposal.id}
          open={proposal.status === 'open' && isWaiting}
          summary={t('line', {
            version: proposal.version,
            when: formatInstant(proposal.createdAt, locale),
            status: t(`status.${proposal.status === 'open' && !isWaiting ? 'unanswered' : proposal.status}`),
          })}
        >
          <p className="st-message">{proposal.message}</p>
          {proposal.wish ? (
            <>
              <h3>{t('wishGiven')}</h3>
              <p className="st-message">{proposal.wish}</p>
            </>
          ) : null}
          <TableDifference
            before={proposal.before}
            after={proposal.after}
            weighed={weighed}
            withPrice={proposal.status === 'open' && isWaiting}
            locale={locale}
          />
        </Disclosure>
      ))}
    </Card>
  )
}
