import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import type { OrderDetail } from '#lib/orders/queries.ts'

/** The producer's note, for whoever may read it; the checker is told that it waits until her verdict is recorded. */
export async function CaseNote({ detail, actor }: { detail: OrderDetail; actor: { readonly personId: string } }) {
  const t = await getTranslations('analyst.order')
  const { facts, producerNote } = detail
  if (facts.status === 'checking' && facts.checkerId === actor.personId && producerNote === null) {
    return <p className="form-hint">{t('noteWaits')}</p>
  }
  if (!producerNote) return null
  return (
    <Card heading={facts.producerId === actor.personId ? t('ownNote') : t('noteFromProducer')}>
      <p className="wb-message">{producerNote}</p>
    </Card>
  )
}
