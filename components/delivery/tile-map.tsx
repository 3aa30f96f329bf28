import { getTranslations } from 'next-intl/server'
import { formatNumber } from '#components/ui/format.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { shortLabels } from './short-labels.ts'
import { classOf, type TileValues } from './tile-values.ts'

/** From light to dark: apart in lightness, so that the map reads in black and white. */
const FILLS = ['#e3eef7', '#b7d3ea', '#7fb0d6', '#3f7fb1', '#14507f'] as const
const SIZE = 40
const GAP = 2

/** Municipalities as squares where they lie, darker for more; hidden ones are hatched and never drawn as a number. */
export async function TileMap({ places, bounds, what, locale }: TileValues & { locale: Locale }) {
  const t = await getTranslations('requester.delivery.map')
  const digits = what === 'rates' ? 1 : 0
  const show = (value: number) => formatNumber(value, locale, digits)
  const columns = Math.max(...places.map(({ tile }) => tile.column)) + 1
  const rows = Math.max(...places.map(({ tile }) => tile.row)) + 1
  const fillOf = (index: number) => FILLS[Math.round((index / Math.max(1, bounds.length - 1)) * (FILLS.length - 1))] ?? FILLS[0]
  const inkOf = (index: number) => (fillOf(index) === FILLS[4] || fillOf(index) === FILLS[3] ? '#fff' : '#1a1a1a')
  const short = shortLabels(places.map(({ label }) => label))
  return (
    <figure className="st-map">
      <svg viewBox={`0 0 ${columns * SIZE} ${rows * SIZE}`} role="img" aria-label={t('label', { count: places.length })}>
        <defs>
          <pattern id="st-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="#fff" />
            <line x1="0" y1="0" x2="0" y2="6" stroke="#767676" strokeWidth="2" />
          </pattern>
        </defs>
        {places.map(({ code, label, tile, value }, at) => {
          const index = value === null ? -1 : classOf(value, bounds)
          return (
            <g key={code} transform={`translate(${tile.column * SIZE} ${tile.row * SIZE})`}>
              <title>{`${label}: ${value === null ? t('hidden') : show(value)}`}</title>
              <rect
                width={SIZE - GAP}
                height={SIZE - GAP}
                rx="3"
                fill={value === null ? 'url(#st-hatch)' : fillOf(index)}
                stroke="#8a99a8"
                strokeWidth="0.5"
              />
              <text
                x={(SIZE - GAP) / 2}
                y={SIZE / 2 + 3}
                textAnchor="middle"
                fontSize="11"
                fill={value === null ? '#1a1a1a' : inkOf(index)}
                stroke={value === null ? '#fff' : 'none'}
                strokeWidth="3"
                paintOrder="stroke"
              >
                {short[at]}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption>
        <ul className="st-map-legend no-max-width">
          {bounds.map((bound, index) => (
            <li key={bound}>
              <span className="st-map-swatch" style={{ background: fillOf(index) }} />
              {index === 0
                ? t('upTo', { to: show(bound) })
                : t('between', { from: show(bounds[index - 1] ?? 0), to: show(bound) })}
            </li>
          ))}
          <li>
            <span className="st-map-swatch st-map-hidden" />
            {HIDDEN_MARK} {t('hidden')}
          </li>
        </ul>
        <p className="form-hint">{t(what === 'rates' ? 'noteRates' : 'noteCounts')}</p>
      </figcaption>
    </figure>
  )
}
