import { getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { likelyReferrals, REFERRED_TO, type ReferredTo } from '#lib/orders/likely-referrals.ts'

/** Where each of them is found. */
const ADDRESSES: Readonly<Record<ReferredTo, string>> = {
  forskerservice: 'https://sundhedsdatastyrelsen.dk',
  'danmarks-statistik': 'https://www.dst.dk',
  esundhed: 'https://www.esundhed.dk',
  aktindsigt: 'https://sundhedsdatastyrelsen.dk',
}

/** Says when a request seems to be for someone else, and carries its text along; otherwise folded away. */
export async function ReferralCard({ text }: { text: string }) {
  const t = await getTranslations('requester.compose.referral')
  const likely = likelyReferrals(text)
  const list = (
    <>
      <ul>
        {(likely.length > 0 ? likely : REFERRED_TO).map((to) => (
          <li key={to}>
            <a href={ADDRESSES[to]} rel="noreferrer">
              {t(`names.${to}`)}
            </a>
            {': '}
            {t(`reasons.${to}`)}
          </li>
        ))}
      </ul>
      {text ? (
        <>
          <p>{t('carry')}</p>
          <blockquote className="st-quote">{text}</blockquote>
        </>
      ) : null}
    </>
  )
  return likely.length > 0 ? (
    <Alert tone="info" heading={t('likely')}>
      {list}
    </Alert>
  ) : (
    <Disclosure summary={t('heading')}>{list}</Disclosure>
  )
}
