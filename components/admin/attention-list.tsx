import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import type { Attention } from '#lib/web/attention.ts'

/** What waits for an administrator, each with the way to it. */
export async function AttentionList({ items }: { items: readonly Attention[] }) {
  const t = await getTranslations('admin.attention')
  return (
    <Card heading={t('heading')}>
      {items.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <ul>
          {items.map(({ kind, count, href }) => (
            <li key={kind}>
              <Link href={href}>{t(`kinds.${kind}`, { count })}</Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
