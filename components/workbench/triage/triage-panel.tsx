import { getTranslations } from 'next-intl/server'
import { PartQuestions } from '#components/orders/part-questions.tsx'
import { ShellTable } from '#components/orders/shell-table.tsx'
import { SpecificationSummary } from '#components/orders/specification-summary.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import type { TriageRow } from '#lib/orders/triage/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import type { JudgedOrder } from '#lib/web/judge-order.ts'
import type { TriageReading } from '#lib/web/triage-reading.ts'
import { askHrefOf } from '../ask-href.ts'
import { MachineReading } from './machine-reading.tsx'
import { SimilarList } from './similar-list.tsx'
import { TriageForm } from './triage-form.tsx'
import { TriageRecord } from './triage-record.tsx'

interface Props {
  readonly detail: OrderDetail
  readonly judged: JudgedOrder
  readonly reading: TriageReading
  readonly triages: readonly TriageRow[]
  readonly names: ReadonlyMap<string, string>
  readonly action: FormAction
  readonly locale: Locale
}

/** A newly received order: as its requester sees it, beside what the service reads of it, what is like it, and the checklist. */
export async function TriagePanel({ detail, judged, reading, triages, names, action, locale }: Props) {
  const t = await getTranslations('analyst.triage')
  const { facts, specification, purpose, invoiceReference } = detail
  const order = await getTranslations('analyst.order')
  const [latest] = triages
  const isFresh = latest?.specificationVersion === facts.specificationVersion
  return (
    <section className="st-card wb-triage" id="visitation" aria-labelledby="visitation-heading">
      <h2 className="st-card-heading" id="visitation-heading">
        {t('heading')}
      </h2>
      <TriageRecord triages={triages} version={facts.specificationVersion} names={names} />
      <div className="wb-side-by-side">
        <section aria-labelledby="visitation-rekvirent">
          <h3 id="visitation-rekvirent">{t('asRequester')}</h3>
          <p className="form-hint">{order('specificationLead', { version: facts.specificationVersion })}</p>
          <SpecificationSummary
            specification={specification}
            catalogue={judged.catalogue}
            locale={locale}
            questions={detail.questions}
            askHref={askHrefOf(detail)}
          />
          <DescriptionList
            items={[
              {
                term: order('purpose'),
                description: (
                  <>
                    {purpose}
                    <PartQuestions questions={detail.questions.filter(({ part }) => part === 'purpose')} />
                  </>
                ),
              },
              ...(invoiceReference ? [{ term: order('reference'), description: invoiceReference }] : []),
            ]}
          />
        </section>
        <section aria-labelledby="visitation-tjenesten" className="wb-inside">
          <h3 id="visitation-tjenesten">{t('asService')}</h3>
          <p className="form-hint">{t('insideOnly')}</p>
          <MachineReading detail={detail} judged={judged} reading={reading} locale={locale} />
        </section>
      </div>
      {judged.composition ? (
        <Disclosure summary={order('shell')}>
          <ShellTable resolved={judged.composition.resolved} catalogue={judged.catalogue} locale={locale} />
        </Disclosure>
      ) : null}
      <SimilarList reading={reading} locale={locale} />
      {detail.commands.includes('triage') ? (
        <Disclosure summary={t(isFresh ? 'again' : 'checklist')} open={!isFresh}>
          <TriageForm facts={facts} doubts={reading.doubts} latest={latest} action={action} />
        </Disclosure>
      ) : (
        <p>{t('claimFirst')}</p>
      )}
    </section>
  )
}
