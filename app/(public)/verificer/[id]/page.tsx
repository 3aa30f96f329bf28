import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { FileCheck } from '#components/delivery/file-check.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { formatInstant, formatLocale } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { verifyRelease } from '#lib/release/queries.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.verify'))('heading'), robots: { index: false } }
}

interface Props {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function VerifyPage({ params, searchParams }: Props) {
  const [{ id: asked }, { sha256 }] = await Promise.all([params, searchParams])
  const id = z.uuid().safeParse(asked)
  const release = id.success ? await verifyRelease(id.data) : null
  if (!release) notFound()
  const [t, locale, catalogue] = await Promise.all([getTranslations('public.verify'), getLocale(), publicCatalogue()])
  const register = findRegister(catalogue, release.registerId)?.label[formatLocale(locale)] ?? release.registerId
  const wanted = typeof sha256 === 'string' ? sha256.trim().toLowerCase() : ''
  const match = release.files.find((file) => file.sha256 === wanted)
  const isRecalled = release.recalledAt !== null
  const hash = (value: string) => <span className="st-hash">{value}</span>
  return (
    <>
      <PageHeading heading={t('heading')} lead={<p>{t('lead')}</p>} />
      {release.recalledAt ? (
        <Alert tone="error" heading={t('recalled')}>
          <p>{t('recalledText', { at: formatInstant(release.recalledAt, locale) })}</p>
        </Alert>
      ) : (
        <Alert tone="success" heading={t('inForce')}>
          <p>{t('inForceText')}</p>
        </Alert>
      )}
      <Card heading={t('facts')}>
        <DescriptionList
          items={[
            { term: t('id'), description: hash(release.releaseId) },
            { term: t('register'), description: register },
            { term: t('releasedAt'), description: formatInstant(release.releasedAt, locale) },
            { term: t('contentHash'), description: hash(release.contentHash) },
            { term: t('protectionHash'), description: hash(release.protectionHash) },
          ]}
        />
      </Card>
      <Card heading={t('check')} id="tjek">
        <FileCheck
          files={release.files}
          isRecalled={isRecalled}
          text={{
            drop: t('checkDrop'),
            local: t('checkLocal'),
            same: t('checkSame'),
            recalled: t('checkRecalled'),
            other: t('checkOther'),
            unable: t('checkUnable'),
          }}
        />
        <form method="get" action="#tjek" className="st-hash-form">
          <label className="form-label" htmlFor="sha256">
            {t('checkHash')}
          </label>
          <input
            className="form-input"
            id="sha256"
            name="sha256"
            defaultValue={wanted}
            pattern="[0-9a-fA-F]{64}"
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
          />
          <button className="button button-secondary" type="submit">
            {t('checkCompare')}
          </button>
        </form>
        {wanted ? (
          <Alert tone={match && !isRecalled ? 'success' : 'error'}>
            <p>{match ? `${t('checkSame')} ${match.name}. ${isRecalled ? t('checkRecalled') : ''}` : t('checkOther')}</p>
          </Alert>
        ) : null}
      </Card>
      <DataTable
        caption={t('files')}
        rows={release.files}
        rowKey={(file) => file.name}
        columns={[
          { key: 'name', heading: t('file'), rowHeading: true, cell: (file) => file.name },
          { key: 'hash', heading: 'SHA-256', cell: (file) => hash(file.sha256) },
        ]}
      />
      <p className="st-muted">{t('howTo')}</p>
    </>
  )
}
