import { getTranslations } from 'next-intl/server'
import { DeliveryChart } from '#components/delivery/delivery-chart.tsx'
import { DownloadList } from '#components/delivery/download-list.tsx'
import { RatioCard } from '#components/delivery/ratio-card.tsx'
import { ShownTable } from '#components/delivery/shown-table.tsx'
import { SurvivalCard } from '#components/delivery/survival-card.tsx'
import { TableTurner } from '#components/delivery/table-turner.tsx'
import { TileMap } from '#components/delivery/tile-map.tsx'
import { tileValues } from '#components/delivery/tile-values.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { SpecificationAxis } from '#lib/catalogue/specification.ts'
import { VALUE_FIGURES } from '#lib/production/table-body.ts'
import { type ChartSeries, chartSeries } from '#lib/release/chart-series.ts'
import { type DeliveryFigure, type DeliveryInput, deliveryDocument, HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import type { Delivery } from '#lib/release/queries.ts'
import { readTableView, sortDocument, tableViewQuery, turnTable } from '#lib/release/turn-table.ts'
import { LEAST_EVENTS } from '#lib/tabulation/standardise-protected.ts'

interface Props {
  readonly input: DeliveryInput
  readonly files: Delivery['files']
  /** Where the files are fetched. */
  readonly address: string
  /** The page's own address after the question mark: how the reader has turned and sorted the table. */
  readonly asked: Readonly<Record<string, string | string[] | undefined>>
  readonly locale: Locale
}

/** What was delivered: the label of its origin, its files, the picture, the table as the reader wants it, and the rates. */
export async function DeliveryFigures({ input, files, address, asked, locale }: Props) {
  const t = await getTranslations('requester.delivery')
  const { specification, catalogue, body } = input
  const view = readTableView(asked, specification)
  const turned = turnTable(specification, view)
  const document = deliveryDocument({ ...input, specification: turned }, locale)
  const register = findRegister(catalogue, specification.register)
  const kindOf = (axes: readonly SpecificationAxis[]) =>
    axes.length === 1 && register ? findVariable(register, axes[0]?.variable ?? '')?.kind : undefined
  const series = chartSeries(document, 24, { rows: kindOf(turned.rows), columns: kindOf(turned.columns) })
  const tiles = kindOf(turned.rows) === 'place' ? tileValues(document) : null
  const isRatio = specification.standardisation?.standard === 'table'
  const threshold = Number(body.rules.threshold)
  const sorted = sortDocument(document, view.sortedBy)
  const query = tableViewQuery(specification, { ...view, sortedBy: null }).slice(1)
  const shown = { threshold, sortedBy: view.sortedBy, fromRow: placeIn(asked.fra), fromColumn: placeIn(asked.kolonne), locale }
  return (
    <>
      {document.originLabel ? <Alert tone="warning">{document.originLabel}</Alert> : null}
      <DownloadList address={address} files={files} locale={locale} />
      {tiles ? (
        <Card heading={t('map.heading')}>
          <TileMap {...tiles} locale={locale} />
        </Card>
      ) : null}
      <Card heading={t('chart')}>
        {series && isOneFigure(series) ? (
          <OneFigure series={series} locale={locale} />
        ) : series ? (
          <DeliveryChart {...series} label={t('chartLabel', { count: series.data.length })} locale={locale} />
        ) : (
          <p>{t('noChart')}</p>
        )}
        <p className="form-hint">{t('chartNote')}</p>
      </Card>
      <Card heading={t('table')} id="tabel">
        <TableTurner specification={specification} view={view} catalogue={catalogue} locale={locale} />
        <ShownTable {...shown} document={sorted} values="counts" query={query} />
      </Card>
      {document.rates ? (
        <Card heading={document.figures.find(({ id }) => id === 'rate')?.label ?? t('rates')}>
          <ShownTable {...shown} document={sortDocument(document, view.sortedBy, 'rate')} values="rates" query={null} />
        </Card>
      ) : null}
      {specification.standardisation ? (
        <Card heading={t(isRatio ? 'ratio' : 'standardised')}>
          <ShownTable
            {...shown}
            document={sortDocument(document, view.sortedBy, isRatio ? 'ratio' : 'standardised_rate')}
            values={isRatio ? 'ratio' : 'standardised'}
            query={null}
          />
          <p className="form-hint">{t(isRatio ? 'ratioNote' : 'standardisedNote', { events: LEAST_EVENTS })}</p>
        </Card>
      ) : null}
      {document.ratios ? <RatioCard ratios={document.ratios} locale={locale} /> : null}
      {document.curves ? <SurvivalCard curves={document.curves} title={document.title} locale={locale} /> : null}
      {document.figures
        .filter(({ id }) => hasOwnCard(id))
        .map(({ id, label }) => (
          <Card key={id} heading={label}>
            <ShownTable {...shown} document={sortDocument(document, view.sortedBy, id)} values={id} query={null} />
          </Card>
        ))}
    </>
  )
}

/** A single bar compares nothing. */
function isOneFigure({ data, names }: ChartSeries): boolean {
  return data.length === 1 && names.length === 1
}

async function OneFigure({ series, locale }: { series: ChartSeries; locale: Locale }) {
  const t = await getTranslations('requester.delivery')
  const value = series.data[0]?.[series.names[0] ?? '']
  return (
    <>
      <p className="st-figure">{typeof value === 'number' ? formatNumber(value, locale) : HIDDEN_MARK}</p>
      <p>{t('oneFigure')}</p>
    </>
  )
}

/** Figures that stand in a card each; rates and their limits are shown together above. */
function hasOwnCard(id: DeliveryFigure['id']): boolean {
  return id === 'prevalence' || id === 'linked_share' || VALUE_FIGURES.some((each) => each === id)
}

/** A place in the table from an address; the beginning where it is none. */
function placeIn(asked: string | string[] | undefined): number {
  return typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : 0
}
