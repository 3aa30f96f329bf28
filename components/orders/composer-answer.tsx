import { getTranslations } from 'next-intl/server'
import type { ComponentProps } from 'react'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { AnsweredCard } from '#components/orders/answered-card.tsx'
import { DateReasons, HistoryLine } from '#components/orders/expected-date.tsx'
import { ForecastCard } from '#components/orders/forecast-card.tsx'
import { QuoteLines } from '#components/orders/quote-lines.tsx'
import { ShellTable } from '#components/orders/shell-table.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { formatDate, formatMoney, formatNumber } from '#components/ui/format.ts'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Composition } from '#lib/orders/compose.ts'
import type { DatesByHistory } from '#lib/orders/figures/dates-by-history.ts'
import type { CheaperHint } from '#lib/pricing/cheaper.ts'
import type { ComposerAnswer } from '#lib/web/composer.ts'
import { refusalFacts } from '#lib/web/refusal-facts.ts'

/** Beside the fields: the empty table, its size, its price and its date - or what stands in the way. */
export async function ComposerAnswerPanel({
  answer,
  path,
  undo,
  edition,
  keptId,
  catalogue,
  locale,
}: {
  answer: ComposerAnswer
  /** Where the composer stands; advice and its undoing are addresses of it. */
  path: string
  /** The fields before the last advice was applied, as in an address. */
  undo: string | null
  edition: number
  keptId: string
  catalogue: Catalogue
  locale: Locale
}) {
  const t = await getTranslations('requester.compose')
  if (answer.kind === 'incomplete') {
    return (
      <Alert tone="info" heading={t('incomplete')}>
        <p>{t('incompleteText')}</p>
        <ul>
          {answer.errors.map((error) => (
            <li key={error.field}>
              <a href={`#field-${error.field}`}>
                <RefusalText kind={error.key} />
              </a>
            </li>
          ))}
        </ul>
      </Alert>
    )
  }
  if (answer.kind === 'refused') {
    return (
      <Alert tone="warning" heading={t('refused')} live>
        <RefusalText kind={answer.refusal.kind} facts={refusalFacts(answer.refusal)} />
      </Alert>
    )
  }
  const { composition, cheaper, forecast, advice, answered, history } = answer
  const changes = { composition, forecast, advice, path, undo, edition, keptId, catalogue, locale }
  return (
    <>
      <AnsweredCard answered={answered} locale={locale} />
      <Composed
        composition={composition}
        cheaper={cheaper}
        history={history}
        catalogue={catalogue}
        locale={locale}
        changes={changes}
      />
    </>
  )
}

async function Composed({
  composition,
  cheaper,
  history,
  catalogue,
  locale,
  changes,
}: {
  composition: Composition
  cheaper: readonly CheaperHint[]
  history: DatesByHistory
  catalogue: Catalogue
  locale: Locale
  changes: ComponentProps<typeof ForecastCard>
}) {
  const t = await getTranslations('requester.compose')
  const { shape, quote, expected, resolved } = composition
  const numbers = {
    rows: formatNumber(shape.rowCount, locale),
    columns: formatNumber(shape.columnCount, locale),
    cells: formatNumber(shape.cells, locale),
  }
  return (
    <>
      <Card heading={t('answer')}>
        <p>
          <strong>{resolved.specification.title}</strong>
          {resolved.register.originLabel ? ` – ${resolved.register.originLabel[locale]}` : ''}
        </p>
        <ShellTable resolved={resolved} forecast={changes.forecast} catalogue={catalogue} locale={locale} />
        <p className="form-hint">{t('size', numbers)}</p>
      </Card>
      <ForecastCard {...changes} />
      <Card heading={t('price')}>
        <QuoteLines quote={quote} caption={t('priceCaption')} />
        {cheaper.length > 0 ? (
          <>
            <h3>{t('cheaper')}</h3>
            <ul>
              {cheaper.slice(0, 3).map((hint) => (
                <li key={hint.kind}>
                  {t(`cheaperKinds.${hint.kind}`, {
                    from: hint.from,
                    to: hint.to,
                    saving: formatMoney(hint.savingTotalOre, locale),
                  })}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Card>
      <Card heading={t('expected')}>
        {expected ? (
          <>
            <p className="st-figure">{formatDate(expected.on, locale)}</p>
            <p>{t('expectedNote')}</p>
            <HistoryLine history={history} />
            <DateReasons workingDays={expected.workingDays} shiftedDays={expected.shiftedDays} history={history} />
          </>
        ) : (
          <>
            <p>{t('noPromise')}</p>
            <HistoryLine history={history} />
          </>
        )}
      </Card>
    </>
  )
}
