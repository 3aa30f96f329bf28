import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { MarginalTable } from '#components/orders/marginal-table.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { formatDate, formatLocale, formatNumber } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Tree } from '#components/ui/tree.tsx'
import { classificationOf, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { codeTree } from '#lib/web/code-tree.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'
import { staffMarginals } from '#lib/web/staff-marginals.ts'

type Props = { params: Promise<{ register: string; variable: string }> }

async function found({ params }: Props) {
  const [catalogue, { register: registerId, variable: variableId }] = await Promise.all([publicCatalogue(), params])
  const register = findRegister(catalogue, registerId)
  const variable = register && findVariable(register, variableId)
  return register && variable ? { catalogue, register, variable, classification: classificationOf(catalogue, variable) } : null
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await found(props))?.variable.label[formatLocale(await getLocale())] ?? null }
}

export default async function VariablePage(props: Props) {
  const [t, locale, it] = await Promise.all([getTranslations('public.catalogue'), getLocale(), found(props)])
  if (!it) notFound()
  const { catalogue, register, variable, classification } = it
  const marginals = await staffMarginals(register.id)
  const language = formatLocale(locale)
  const levels = classification.levels.filter((level) => variable.levels.includes(level.id))
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: t('heading'), href: '/katalog' },
          { label: register.label[language], href: `/katalog/${register.id}` },
        ]}
        current={variable.label[language]}
      />
      <PageHeading heading={variable.label[language]} lead={<p>{variable.description[language]}</p>} />
      <Card heading={t('classification.heading')}>
        <DescriptionList
          items={[
            { term: t('classification.name'), description: `${classification.label[language]}, ${classification.version}` },
            ...(classification.validFrom
              ? [{ term: t('classification.validFrom'), description: formatDate(classification.validFrom, locale) }]
              : []),
            ...(classification.validTo
              ? [{ term: t('classification.validTo'), description: formatDate(classification.validTo, locale) }]
              : []),
            { term: t('facts.source'), description: classification.source[language] },
            ...levels.map((level) => ({
              term: level.label[language],
              description: t('classification.codes', {
                count: formatNumber(classification.nodes.filter((node) => node.level === level.id).length, locale),
              }),
            })),
          ]}
        />
      </Card>
      {marginals ? <MarginalTable marginals={marginals} variable={variable} catalogue={catalogue} locale={language} /> : null}
      <Card heading={t('classification.tree')}>
        <Tree items={codeTree(classification, variable.levels, language)} />
      </Card>
    </>
  )
}
