import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { formatDate, formatLocale, formatNumber } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { classificationOf, findRegister, latestSnapshot } from '#lib/catalogue/catalogue.ts'
import { env } from '#lib/platform/env.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'
import { registerDataset } from '#lib/web/register-dataset.ts'

type Props = { params: Promise<{ register: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [catalogue, locale, { register: id }] = await Promise.all([publicCatalogue(), getLocale(), params])
  return { title: findRegister(catalogue, id)?.label[formatLocale(locale)] ?? null }
}

export default async function RegisterPage({ params }: Props) {
  const [t, labels, locale, catalogue, { register: id }] = await Promise.all([
    getTranslations('public.catalogue'),
    getTranslations('labels'),
    getLocale(),
    publicCatalogue(),
    params,
  ])
  const register = findRegister(catalogue, id)
  if (!register) notFound()
  const language = formatLocale(locale)
  const snapshot = latestSnapshot(catalogue, register.id)
  const dataset = registerDataset(register, snapshot, language, env().NEXTAUTH_URL)
  return (
    <>
      {/* Data, not code: nothing in it runs. `<` is escaped, so that no text can close the element. */}
      <script type="application/ld+json">{JSON.stringify(dataset).replaceAll('<', '\\u003c')}</script>
      <Breadcrumb crumbs={[{ label: t('heading'), href: '/katalog' }]} current={register.label[language]} />
      <PageHeading
        heading={register.label[language]}
        lead={<p>{register.description[language]}</p>}
        actions={
          <LinkButton href={`/ny?register=${register.id}`} variant="primary">
            {t('order')}
          </LinkButton>
        }
      />
      {register.originLabel ? (
        <Alert tone="warning" heading={t(`origin.${register.origin}`)}>
          <p>{register.originLabel[language]}</p>
        </Alert>
      ) : null}
      <Card heading={t('facts.heading')}>
        <DescriptionList
          items={[
            {
              term: t('facts.years'),
              description: t('years', { from: String(register.coverage.fromYear), to: String(register.coverage.toYear) }),
            },
            {
              term: t('facts.measures'),
              description: register.measures.map((measure) => labels(`measure.${measure}`)).join(', '),
            },
            {
              term: t('facts.rates'),
              description: register.denominator ? register.denominator.label[language] : t('facts.noRates'),
            },
            ...(register.values
              ? [
                  {
                    term: t('facts.values'),
                    description: register.values.map((value) => `${value.label[language]} (${value.unit[language]})`).join(', '),
                  },
                ]
              : []),
            ...(register.survival ? [{ term: t('facts.survival'), description: register.survival.label[language] }] : []),
            ...(snapshot
              ? [
                  { term: t('facts.snapshot'), description: `${snapshot.id} (${formatDate(snapshot.cutOn, locale)})` },
                  { term: t('facts.persons'), description: formatNumber(snapshot.persons, locale) },
                  { term: t('facts.rows'), description: formatNumber(snapshot.rows, locale) },
                ]
              : []),
            { term: t('facts.source'), description: register.source[language] },
            { term: t('facts.licence'), description: register.licence[language] },
          ]}
        />
      </Card>
      {register.notes.length > 0 ? (
        <Card heading={t('notes.heading')}>
          <ul>
            {register.notes.map((note) => (
              <li key={note.id}>
                <strong>
                  {note.kind === 'break'
                    ? t('notes.break', { year: note.year === null ? '' : String(note.year) })
                    : t('notes.quality')}
                </strong>{' '}
                {note.text[language]}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <h2>{t('variables.heading')}</h2>
      <DataTable
        caption={t('variables.caption', { register: register.label[language] })}
        rows={register.variables}
        rowKey={(variable) => variable.id}
        columns={[
          {
            key: 'name',
            heading: t('variables.name'),
            rowHeading: true,
            cell: (variable) => <Link href={`/katalog/${register.id}/${variable.id}`}>{variable.label[language]}</Link>,
          },
          { key: 'description', heading: t('variables.description'), cell: (variable) => variable.description[language] },
          {
            key: 'levels',
            heading: t('variables.levels'),
            cell: (variable) => {
              const levels = classificationOf(catalogue, variable).levels
              return variable.levels.map((level) => levels.find((each) => each.id === level)?.label[language] ?? level).join(', ')
            },
          },
          {
            key: 'use',
            heading: t('variables.use'),
            cell: (variable) =>
              [variable.axis ? t('variables.axis') : '', variable.filter ? t('variables.filter') : '']
                .filter((use) => use !== '')
                .join(', '),
          },
        ]}
      />
    </>
  )
}
