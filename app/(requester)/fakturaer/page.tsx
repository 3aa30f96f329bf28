import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InvoiceTable } from '#components/invoicing/invoice-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { listInvoices } from '#lib/invoicing/queries.ts'
import { requireActor } from '#lib/web/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('heading') }
}

export default async function OwnInvoicesPage() {
  const t = await getTranslations('invoices')
  const actor = await requireActor('/fakturaer')
  const rows = await listInvoices(actor, { scope: 'own' })
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('ownLead', { organisation: actor.organisation?.name ?? actor.name })} />
      {rows.length === 0 ? (
        <EmptyState heading={t('none')}>{t('ownNone')}</EmptyState>
      ) : (
        <InvoiceTable rows={rows} base="/fakturaer" showCustomer={false} />
      )}
    </>
  )
}
