import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type TableView, tableViewQuery } from '#lib/release/turn-table.ts'

interface Props {
  readonly specification: Specification
  readonly view: TableView
  readonly catalogue: Catalogue
  readonly locale: Locale
}

/** Moves variables between rows and columns by links: it works without scripts, and a view can be shared. */
export async function TableTurner({ specification, view, catalogue, locale }: Props) {
  const t = await getTranslations('requester.delivery.turn')
  const register = findRegister(catalogue, specification.register)
  const variables = [...specification.rows, ...specification.columns].map(({ variable }) => variable)
  if (variables.length < 2) return null
  const nameOf = (variable: string) => (register && findVariable(register, variable)?.label[locale]) ?? variable
  const href = (rows: readonly string[]) => `${tableViewQuery(specification, { rows, sortedBy: null })}#tabel`
  const columns = variables.filter((variable) => !view.rows.includes(variable))
  const isTurned = tableViewQuery(specification, view) !== '?'
  return (
    <nav className="st-turner" aria-label={t('label')}>
      <ul className="no-max-width">
        {view.rows.length > 1
          ? view.rows.map((variable) => (
              <li key={variable}>
                <Link href={href(view.rows.filter((each) => each !== variable))} scroll={false}>
                  {t('toColumns', { variable: nameOf(variable) })}
                </Link>
              </li>
            ))
          : null}
        {columns.map((variable) => (
          <li key={variable}>
            <Link href={href([...view.rows, variable])} scroll={false}>
              {t('toRows', { variable: nameOf(variable) })}
            </Link>
          </li>
        ))}
        {columns.length > 0 ? (
          <li>
            <Link href={href(columns)} scroll={false}>
              {t('swap')}
            </Link>
          </li>
        ) : null}
        {isTurned ? (
          <li>
            <Link href="?#tabel" scroll={false}>
              {t('reset')}
            </Link>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}
