'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Tabs } from '#components/ui/tabs.tsx'

const PAGES = [
  ['overview', '/admin'],
  ['tariffs', '/admin/takster'],
  ['calendar', '/admin/kalender'],
  ['levels', '/admin/servicemaal'],
  ['limits', '/admin/graenser'],
  ['topics', '/admin/emner'],
  ['registers', '/admin/registre'],
  ['people', '/admin/personer'],
  ['customers', '/admin/kunder'],
  ['invoices', '/admin/fakturaer'],
  ['texts', '/admin/tekster'],
  ['replies', '/admin/svartekster'],
  ['retention', '/admin/opbevaring'],
  ['authority', '/admin/myndighed'],
  ['reports', '/admin/rapporter'],
  ['log', '/admin/log'],
] as const

/** The pages of the administrator's desk. */
export function AdminMenu() {
  const t = useTranslations('common.admin')
  const pathname = usePathname()
  return (
    <Tabs label={t('label')} tabs={PAGES.map(([key, href]) => ({ href, label: t(key), current: isCurrent(pathname, href) }))} />
  )
}

/** A page below another belongs to it; the overview has no pages below. */
function isCurrent(pathname: string, href: string): boolean {
  return pathname === href || (href !== '/admin' && pathname.startsWith(`${href}/`))
}
