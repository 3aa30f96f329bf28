import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { formatBytes } from '#components/ui/format.ts'
import { DELIVERY_FORMATS, type DeliveryFormat } from '#lib/release/delivery-format.ts'

interface File {
  readonly name: string
  readonly format: string
  readonly locale: string
  readonly bytes: number
}

/** What each kind of file is for; a format stands in one of the groups. */
const GROUPS = {
  reading: ['pdf', 'xlsx', 'csv'],
  programs: ['px', 'json-stat', 'csv-machine', 'csv-survival', 'csv-ratios', 'csvw', 'sdmx-csv', 'parquet'],
  proof: ['certificate', 'manifest'],
} as const satisfies Readonly<Record<string, readonly DeliveryFormat[]>>
const GROUP_NAMES = ['reading', 'programs', 'proof'] as const

/** The files of a delivery in the reader's language, by what they are for; those without a language stand in every list. */
export async function DownloadList({ address, files, locale }: { address: string; files: readonly File[]; locale: string }) {
  const t = await getTranslations('requester.delivery')
  const wanted = DELIVERY_FORMATS.flatMap((format) => {
    const file =
      files.find((each) => each.format === format && each.locale === locale) ?? files.find((each) => each.format === format)
    return file ? [{ ...file, format }] : []
  })
  const isIn = (group: (typeof GROUP_NAMES)[number], format: DeliveryFormat) => GROUPS[group].some((each) => each === format)
  return (
    <Card heading={t('download')}>
      {GROUP_NAMES.map((group) => {
        const own = wanted.filter(({ format }) => isIn(group, format))
        return own.length === 0 ? null : (
          <div key={group} className="st-download-group">
            <h3 className="st-download-heading">{t(`downloadFor.${group}`)}</h3>
            <ul className="st-downloads">
              {own.map((file) => (
                <li key={file.name}>
                  <a
                    className="button button-secondary"
                    href={`${address}?format=${file.format}&sprog=${file.locale}`}
                    download={file.name}
                  >
                    {t(`formats.${file.format}`)} ({formatBytes(file.bytes, locale)})
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      <p className="form-hint">{t('downloadHint')}</p>
    </Card>
  )
}
