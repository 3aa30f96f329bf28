import { useTranslations } from 'next-intl'
import type { OrderStatus, Resolution } from '#lib/orders/lifecycle.ts'
import { StatusTag, type StatusTone } from '../ui/status-tag.tsx'

const TONES: Readonly<Record<OrderStatus, StatusTone>> = {
  draft: 'neutral',
  received: 'info',
  clarifying: 'warning',
  offered: 'warning',
  accepted: 'info',
  producing: 'info',
  checking: 'info',
  released: 'success',
  ended: 'neutral',
}

/** Where an order stands, in the words of whoever reads: `clarifying` waits for "you" or for "the requester". */
export function StatusLabel({
  status,
  resolution,
  reader = 'requester',
}: {
  status: OrderStatus
  resolution?: Resolution | null
  reader?: 'requester' | 'analyst'
}) {
  const t = useTranslations('labels')
  if (status === 'ended' && resolution)
    return <StatusTag tone={resolution === 'delivered' ? 'success' : 'neutral'}>{t(`resolution.${resolution}`)}</StatusTag>
  return <StatusTag tone={TONES[status]}>{t(`${reader === 'analyst' ? 'statusForAnalyst' : 'status'}.${status}`)}</StatusTag>
}

/** What happens next, in the words of the requester. */
export function StatusNext({ status }: { status: OrderStatus }) {
  return useTranslations('labels.statusNext')(status)
}
