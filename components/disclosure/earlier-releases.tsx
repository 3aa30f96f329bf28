import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { JointRecord } from '#lib/production/joint-record.ts'

/** The earlier releases that a table was protected together with, and how each bears on it. */
export async function EarlierReleases({ joint, locale }: { joint: JointRecord; locale: string }) {
  const t = await getTranslations('analyst.table')
  const show = (value: number) => formatNumber(value, locale)
  return (
    <Card heading={t('earlierHeading')}>
      <p>{t('earlierLead', { considered: joint.considered.length, tied: joint.releases.length, cells: show(joint.cells) })}</p>
      {joint.alreadyKnown > 0 ? <p>{t('earlierKnown', { cells: joint.alreadyKnown })}</p> : null}
      {joint.releases.length > 0 ? (
        <div className="table--responsive-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('earlierOrder')}</th>
                <th scope="col">{t('earlierShared')}</th>
                <th scope="col">{t('earlierFixed')}</th>
                <th scope="col">{t('earlierConstrained')}</th>
              </tr>
            </thead>
            <tbody>
              {joint.releases.map(({ releaseId, orderNumber, sharedCells, fixed, constrained }) => (
                <tr key={releaseId}>
                  <th scope="row">{orderNumber}</th>
                  <td>{show(sharedCells)}</td>
                  <td>{show(fixed)}</td>
                  <td>{show(constrained.length)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Card>
  )
}
