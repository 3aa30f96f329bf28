import { getTranslations } from 'next-intl/server'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { codeLabel } from '#lib/catalogue/code-label.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { type ResolvedAxis, type ResolvedSpecification, TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'

const MOST_ROWS = 14
const MOST_COLUMNS = 8

/** The empty table that is ordered: its headings as they will stand, cut after a screenful. */
export async function ShellTable({
  resolved,
  catalogue,
  locale,
}: {
  resolved: ResolvedSpecification
  catalogue: Catalogue
  locale: Locale
}) {
  const t = await getTranslations('requester.compose')
  const { specification, register, axes } = resolved
  const heading = (axis: ResolvedAxis, code: string) =>
    code === TOTAL_CODE ? t('total') : codeLabel(catalogue, register.id, axis.variable.id, code, locale)
  const cross = (side: 'row' | 'column', most: number) => {
    let lines: string[][] = [[]]
    for (const axis of axes.filter((each) => each.side === side)) {
      const nodes = axis.nodes.filter((node) => node.code !== TOTAL_CODE || specification.totals)
      lines = lines.flatMap((line) => nodes.map((node) => [...line, heading(axis, node.code)])).slice(0, most * 40)
    }
    return { shown: lines.slice(0, most), isCut: lines.length > most }
  }
  const rows = cross('row', MOST_ROWS)
  const columns = cross('column', MOST_COLUMNS)
  const rowAxes = axes.filter((axis) => axis.side === 'row')
  return (
    <ScrollContainer label={t('shell')}>
      <table className="table st-table table--compact st-shell">
        <caption className="sr-only">{t('shell')}</caption>
        <thead>
          <tr>
            {rowAxes.map((axis) => (
              <th key={axis.variable.id} scope="col">
                {axis.variable.label[locale]}
              </th>
            ))}
            {columns.shown.map((labels) => (
              <th key={labels.join('|')} scope="col" className="st-number">
                {labels.length > 0 ? labels.join(', ') : t(`measures.${specification.measure}`)}
              </th>
            ))}
            {columns.isCut ? <th scope="col">…</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.shown.map((labels) => (
            <tr key={labels.join('|')}>
              {labels.map((label, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headings of one row keep their places
                <th key={i} scope="row">
                  {label}
                </th>
              ))}
              {columns.shown.map((column) => (
                <td key={column.join('|')} className="st-number">
                  <span aria-hidden="true">–</span>
                </td>
              ))}
              {columns.isCut ? <td /> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.isCut ? <p className="form-hint">{t('shellCut')}</p> : null}
    </ScrollContainer>
  )
}
