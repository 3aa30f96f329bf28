import { useTranslations } from 'next-intl'
import { StatusTag, type StatusTone } from '#components/ui/status-tag.tsx'
import type { InvoiceState } from '#lib/invoicing/invoice.ts'
import type { InvoiceRow } from '#lib/invoicing/queries.ts'

const TONES: Readonly<Record<InvoiceState, StatusTone>> = {
  open: 'info',
  overdue: 'error',
  paid: 'success',
  credited: 'neutral',
}

/** Whether an invoice is paid, or that it is a credit note. */
export function InvoiceStatus({ row }: { row: Pick<InvoiceRow, 'state'> }) {
  const t = useTranslations('invoices')
  return row.state ? <StatusTag tone={TONES[row.state]}>{t(`states.${row.state}`)}</StatusTag> : t('creditNote')
}
