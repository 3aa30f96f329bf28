import { getTranslations } from 'next-intl/server'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { headingLabel } from '#lib/catalogue/own-groups.ts'
import { type ResolvedAxis, type ResolvedSpecification, TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { HiddenForecast } from '#lib/orders/forecast-hidden.ts'
import { forecastLines } from '#lib/orders/forecast-lines.ts'

const MOST_ROWS = 14
const MOST_COLUMNS = 8

/** Share of a line below which nothing is said of it. */
const LEAST_TOLD = 0.1

/** The empty table that is ordered: its headings as they will stand, cut after a screenful, and where cells may be hidden. */
export async function ShellTable({
  resolved,
  forecast = null,
  catalogue,
  locale,
}: {
  resolved: ResolvedSpecification
  forecast?: HiddenForecast | null
  catalogue: Catalogue
  locale: Locale
}) {
  const t = await getTranslations('requester.compose')
  const { specification, axes } = resolved
  const heading = (axis: ResolvedAxis, code: string) =>
    code === TOTAL_CODE ? t('total') : headingLabel(catalogue, specification, axis.variable.id, code, locale)
  const cross = (side: 'row' | 'column', most: number) => {
    let lines: { labels: string[]; places: number[] }[] = [{ labels: [], places: [] }]
    for (const axis of axes.filter((each) => each.side === side)) {
      const places = axis.nodes.flatMap((node, place) => (node.code !== TOTAL_CODE || specification.totals ? [place] : []))
      lines = lines
        .flatMap((line) =>
          places.map((place) => ({
            labels: [...line.labels, heading(axis, axis.nodes[place]?.code ?? '')],
            places: [...line.places, place],
          })),
        )
        .slice(0, most * 40)
    }
    return { shown: lines.slice(0, most), isCut: lines.length > most }
  }
  const lines = forecast && forecastLines(forecast)
  const shareOf = (chance: number | null | undefined) =>
    typeof chance === 'number' && chance >= LEAST_TOLD ? (
      <span className="st-shell-share">{t('forecast.line', { share: chance })}</span>
    ) : null
  const rows = cross('row', MOST_ROWS)
  const columns = cross('column', MOST_COLUMNS)
  const words = { maybe: t('forecast.maybe'), likely: t('forecast.likely') }
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
            {columns.shown.map(({ labels, places }) => (
              <th key={places.join('|')} scope="col" className="st-number">
                {labels.length > 0 ? labels.join(', ') : t(`measures.${specification.measure}`)}
                {shareOf(lines?.column(places))}
              </th>
            ))}
            {columns.isCut ? <th scope="col">…</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.shown.map(({ labels, places }) => (
            <tr key={places.join('|')}>
              {labels.map((label, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headings of one row keep their places
                <th key={i} scope="row">
                  {label}
                  {i === labels.length - 1 ? shareOf(lines?.row(places)) : null}
                </th>
              ))}
              {columns.shown.map((column) => (
                <ShellCell key={column.places.join('|')} chance={lines?.cell(places, column.places) ?? null} words={words} />
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

/** A cell without its number: shaded by how likely it is to be hidden, and told in words as well. */
function ShellCell({ chance, words }: { chance: number | null; words: Readonly<Record<'maybe' | 'likely', string>> }) {
  const mark = chance === null || chance < LEAST_TOLD ? null : chance < 0.5 ? 'maybe' : 'likely'
  return (
    <td className={`st-number${mark ? ` st-shell-${mark}` : ''}`}>
      <span aria-hidden="true">{mark === 'likely' ? '✕' : mark === 'maybe' ? '?' : '–'}</span>
      {mark ? <span className="sr-only">{words[mark]}</span> : null}
    </td>
  )
}
