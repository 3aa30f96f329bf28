import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { formatBytes } from '#components/ui/format.ts'

interface File {
  readonly name: string
  readonly format: string
  readonly locale: string
  readonly bytes: number
}

const FORMATS = ['xlsx', 'csv', 'px', 'json-stat', 'csv-machine', 'certificate'] as const

/** The files of a delivery in the reader's language; those without a language stand in every list. */
export async function DownloadList({ address, files, locale }: { address: string; files: readonly File[]; locale: string }) {
  const t = await getTranslations('requester.delivery')
  const wanted = FORMATS.flatMap(
    (format) =>
      files.find((file) => file.format === format && file.locale === locale) ??
      files.find((file) => file.format === format) ??
      [],
  )
  return (
    <Card heading={t('download')}>
      <ul className="st-downloads">
        {wanted.map((file) => (
          <li key={file.name}>
            <a
              className="button button-secondary"
              href={`${address}?format=${file.format}&sprog=${file.locale}`}
              download={file.name}
            >
              {t(`formats.${file.format as (typeof FORMATS)[number]}`)} ({formatBytes(file.bytes, locale)})
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
