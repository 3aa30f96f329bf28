import { useTranslations } from 'next-intl'
import type { Resolution } from '#lib/orders/lifecycle.ts'

/** How an order ended. */
export function ResolutionLabel({ resolution }: { resolution: Resolution }) {
  return useTranslations('labels.resolution')(resolution)
}
