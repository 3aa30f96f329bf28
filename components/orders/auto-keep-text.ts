import { getTranslations } from 'next-intl/server'
import type { AutoKeepText } from './auto-keep.tsx'

/** What the keeping of a table says, in the reader's language; the time is filled in by the browser. */
export async function autoKeepText(): Promise<AutoKeepText> {
  const t = await getTranslations('requester.kept')
  return {
    kept: t('kept', { time: '{time}' }),
    failed: t('failed'),
    signedOut: t('signedOut'),
    signIn: t('signIn'),
    otherTab: t('otherTab'),
    tooMany: t('tooMany'),
    cpr: t('cpr'),
  }
}
