import { getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { DateReasons } from '#components/orders/expected-date.tsx'
import { QuoteLines } from '#components/orders/quote-lines.tsx'
import { ShellTable } from '#components/orders/shell-table.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { formatDate, formatMoney, formatNumber } from '#components/ui/format.ts'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Composition } from '#lib/orders/compose.ts'
import type { CheaperHint } from '#lib/pricing/cheaper.ts'
import type { ComposerAnswer } from '#lib/web/composer.ts'
import { refusalFacts } from '#lib/web/refusal-facts.ts'

/** Beside the fields: the empty table, its size, its price and its date - or what stands in the way. */
export async function ComposerAnswerPanel({
  answer,
  catalogue,
  locale,
}: {
  answer: ComposerAnswer
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
  return <Composed composition={answer.composition} cheaper={answer.cheaper} catalogue={catalogue} locale={locale} />
}

async function Composed({
  composition,
  cheaper,
  catalogue,
  locale,
}: {
  composition: Composition
  cheaper: readonly CheaperHint[]
  catalogue: Catalogue
  locale: Locale
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
        <ShellTable resolved={resolved} catalogue={catalogue} locale={locale} />
        <p className="form-hint">{t('size', numbers)}</p>
      </Card>
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
            <DateReasons workingDays={expected.workingDays} shiftedDays={expected.shiftedDays} />
          </>
        ) : (
          <p>{t('noPromise')}</p>
        )}
      </Card>
      <Alert tone="info" heading={t('protection')}>
        {t('protectionText')}
      </Alert>
    </>
  )
}
