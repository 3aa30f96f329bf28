import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { UPLOAD_DAYS } from '#lib/production/uploads/upload-limits.ts'

/** Choosing a file. A plain form: it works without scripts, and the answer is the page itself. */
export async function UploadForm({ orderId, isFirst }: { orderId: string; isFirst: boolean }) {
  const t = await getTranslations('analyst.upload')
  return (
    <Card heading={isFirst ? t('choose') : t('another')}>
      <form action={`/sager/${orderId}/egen-tabel/fil`} method="post" encType="multipart/form-data" className="st-form">
        <div className="form-group">
          <label className="form-label" htmlFor="own-table">
            {t('file')}
          </label>
          <span className="form-hint" id="own-table-hint">
            {t('fileHint')}
          </span>
          <input
            id="own-table"
            name="file"
            type="file"
            className="wb-file"
            accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            aria-describedby="own-table-hint"
          />
        </div>
        <button type="submit" className={`button ${isFirst ? 'button-primary' : 'button-secondary'}`}>
          {t('send')}
        </button>
      </form>
      <p>
        <a href={`/sager/${orderId}/egen-tabel/skabelon`} download>
          {t('template')}
        </a>
      </p>
      {isFirst ? (
        <>
          <h3>{t('rulesHeading')}</h3>
          <ul>
            {(['ruleCells', 'ruleMargins', 'rulePersons'] as const).map((rule) => (
              <li key={rule}>{t(rule)}</li>
            ))}
            <li>{t('ruleKept', { days: UPLOAD_DAYS })}</li>
          </ul>
        </>
      ) : null}
    </Card>
  )
}
