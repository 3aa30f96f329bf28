import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { InvoiceActs } from '#components/invoicing/invoice-acts.tsx'
import { InvoiceSheet } from '#components/invoicing/invoice-sheet.tsx'
import { InvoiceStatus } from '#components/invoicing/invoice-status.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { invoiceDetail } from '#lib/invoicing/queries.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { dayOf } from '#lib/sla/day.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepPayment, keepPaymentTakenBack, makeCreditNote } from '../../actions.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ gemt?: string }> }
const SAVED = ['credited', 'paid', 'unpaid'] as const

export default async function InvoicePage({ params, searchParams }: Props) {
  const [{ id }, { gemt }, t] = await Promise.all([params, searchParams, getTranslations('invoices')])
  const actor = await requireStaff('administrator', `/admin/fakturaer/${id}`)
  const detail = parseId(id) ? await invoiceDetail(actor, id) : null
  if (!detail) return notFound()
  const saved = SAVED.find((each) => each === gemt)
  const heading = t(detail.kind === 'invoice' ? 'sheet.invoice' : 'sheet.credit', { number: detail.number })
  const isMailed = detail.invoice.customer.kind === 'person' || detail.invoice.customer.kind === 'foreign'
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('heading'), href: '/admin/fakturaer' }]} current={detail.number} />
      {saved ? (
        <Alert tone="success" live>
          {t(`saved.${saved}`)}
        </Alert>
      ) : null}
      <PageHeading heading={heading} lead={detail.organisationName} />
      <p>
        <InvoiceStatus row={detail} />
      </p>
      <InvoiceSheet detail={detail} base="/admin/fakturaer" />
      <p className="form-hint">{t(isMailed ? 'sheet.mail' : 'sheet.peppol')}</p>
      <InvoiceActs
        detail={detail}
        today={dayOf(new Date().toISOString())}
        notePayment={keepPayment}
        takeBack={keepPaymentTakenBack}
        credit={makeCreditNote}
      />
    </>
  )
}
