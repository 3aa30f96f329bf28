import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { type Catalogue, findRegister } from '#lib/catalogue/catalogue.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { nextYear } from '#lib/orders/next-year.ts'
import { writeComposition } from '#lib/web/composition-form.ts'

/** From an order to a new one: the same table, or the same a year on. Nothing is ordered by the click. */
export async function ReorderLinks({ specification, catalogue }: { specification: Specification; catalogue: Catalogue }) {
  const t = await getTranslations('requester.order')
  const register = findRegister(catalogue, specification.register)
  const later = register && nextYear(specification, register)
  const href = (given: Specification) => `/ny?${new URLSearchParams(writeComposition(given))}`
  return (
    <Card heading={t('reorder')}>
      <p>{t('reorderLead')}</p>
      <p className="st-button-row">
        <LinkButton href={href(specification)}>{t('reorderSame')}</LinkButton>{' '}
        {later ? <LinkButton href={href(later)}>{t('reorderLater', { year: String(later.period.toYear) })}</LinkButton> : null}
      </p>
    </Card>
  )
}
