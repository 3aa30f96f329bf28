import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { InvoiceSheet } from '#components/invoicing/invoice-sheet.tsx'
import { InvoiceStatus } from '#components/invoicing/invoice-status.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { invoiceDetail } from '#lib/invoicing/queries.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { requireActor } from '#lib/web/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('heading') }
}

export default async function OwnInvoicePage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, t] = await Promise.all([params, getTranslations('invoices')])
  const actor = await requireActor(`/fakturaer/${id}`)
  const detail = parseId(id) ? await invoiceDetail(actor, id) : null
  if (!detail) return notFound()
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('heading'), href: '/fakturaer' }]} current={detail.number} />
      <PageHeading
        heading={t(detail.kind === 'invoice' ? 'sheet.invoice' : 'sheet.credit', { number: detail.number })}
        lead={detail.organisationName}
      />
      <p>
        <InvoiceStatus row={detail} />
      </p>
      <InvoiceSheet detail={detail} base="/fakturaer" />
    </>
  )
}
