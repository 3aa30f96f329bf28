import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register } from '#lib/catalogue/register.ts'
import { exampleTable } from '#lib/orders/example-table.ts'
import { writeComposition } from '#lib/web/composition-form.ts'

/** The registers to choose from; each leads to a first table to change from there. */
export async function RegisterChoice({ catalogue, locale }: { catalogue: Catalogue; locale: Locale }) {
  const t = await getTranslations('requester.compose')
  return (
    <>
      <h2>{t('choose')}</h2>
      <p>{t('chooseLead')}</p>
      <div className="st-cards">
        {catalogue.registers.map((register) => (
          <Card
            key={register.id}
            heading={register.label[locale]}
            level={3}
            actions={
              <LinkButton href={`/ny?register=${register.id}`} variant="primary">
                {t('start')}
                <span className="sr-only"> – {register.label[locale]}</span>
              </LinkButton>
            }
          >
            {register.originLabel ? <StatusTag tone="warning">{register.originLabel[locale]}</StatusTag> : null}
            <p>{register.description[locale]}</p>
            <Example register={register} locale={locale} />
            <p className="form-hint">
              {t('years', { from: String(register.coverage.fromYear), to: String(register.coverage.toYear) })}
            </p>
          </Card>
        ))}
      </div>
    </>
  )
}

async function Example({ register, locale }: { register: Register; locale: Locale }) {
  const t = await getTranslations('requester.compose')
  const example = exampleTable(register, locale)
  if (!example) return null
  return (
    <p>
      {t('example')} <Link href={`/ny?${new URLSearchParams(writeComposition(example))}`}>{example.title}</Link>
    </p>
  )
}
