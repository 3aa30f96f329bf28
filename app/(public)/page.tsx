import { getTranslations } from 'next-intl/server'

export default async function FrontPage() {
  const t = await getTranslations('common.shell')
  return <h1>{t('portal')}</h1>
}
