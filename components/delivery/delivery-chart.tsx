'use client'

import { Bar, BarChart, CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { ChartSeries } from '#lib/release/chart-series.ts'

/** Colours apart in lightness too, so that the chart reads in black and white; lines also differ in their dashes. */
const COLOURS = ['#14507f', '#d98200', '#4c9f70', '#8a2b52', '#6d87b8', '#7a5c1e', '#2b2b2b', '#9a9a9a'] as const
const DASHES = ['0', '6 3', '2 3', '8 3 2 3', '1 2', '10 4', '4 4', '12 3'] as const

/** The table as a picture. The figures stand in the table below it, so the picture itself is left out for screen readers. */
export function DeliveryChart({ data, names, kind, label, locale }: ChartSeries & { label: string; locale: string }) {
  const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'da-DK')
  if (kind === 'pyramid') return <Pyramid data={data} names={names} label={label} number={number} />
  const Chart = kind === 'line' ? LineChart : BarChart
  return (
    <figure className="st-chart" aria-label={label}>
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={360}>
          <Chart
            data={data as Record<string, string | number | null>[]}
            margin={{ top: 8, right: 16, bottom: 8, left: 8 }}
            accessibilityLayer={false}
          >
            <CartesianGrid strokeDasharray="2 4" vertical={false} />
            <XAxis dataKey="name" interval="preserveStartEnd" tick={{ fontSize: 13 }} minTickGap={8} />
            <YAxis tickFormatter={(value: number) => number.format(value)} tick={{ fontSize: 13 }} width={64} />
            <Tooltip formatter={(value) => (typeof value === 'number' ? number.format(value) : '..')} />
            {names.length > 1 ? <Legend /> : null}
            {names.map((name, i) =>
              kind === 'line' ? (
                <Line
                  key={name}
                  dataKey={name}
                  stroke={COLOURS[i % 8] ?? ''}
                  strokeDasharray={DASHES[i % 8] ?? '0'}
                  strokeWidth={2}
                  connectNulls={false}
                  isAnimationActive={false}
                />
              ) : (
                <Bar key={name} dataKey={name} fill={COLOURS[i % 8] ?? ''} isAnimationActive={false} />
              ),
            )}
          </Chart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}

/** Ages upwards, one sex to each side of the middle. The sides are told by their words and places as well as by colour. */
function Pyramid({
  data,
  names,
  label,
  number,
}: Pick<ChartSeries, 'data' | 'names'> & { label: string; number: Intl.NumberFormat }) {
  const [left = '', right = ''] = names
  const sided = data.toReversed().map((entry) => {
    const value = entry[left]
    return { name: entry.name, [left]: typeof value === 'number' ? -value : null, [right]: entry[right] ?? null }
  })
  const size = (value: unknown) => (typeof value === 'number' ? number.format(Math.abs(value)) : '..')
  return (
    <figure className="st-chart" aria-label={label}>
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={Math.max(280, 26 * data.length + 80)}>
          <BarChart
            data={sided as Record<string, string | number | null>[]}
            layout="vertical"
            stackOffset="sign"
            barCategoryGap={2}
            margin={{ top: 8, right: 16, bottom: 8, left: 8 }}
            accessibilityLayer={false}
          >
            <CartesianGrid strokeDasharray="2 4" horizontal={false} />
            <XAxis type="number" tickFormatter={size} tick={{ fontSize: 13 }} />
            <YAxis type="category" dataKey="name" tick={{ fontSize: 13 }} width={96} interval={0} />
            <Tooltip formatter={size} />
            <Legend />
            <Bar dataKey={left} fill={COLOURS[0]} stackId="sex" isAnimationActive={false} />
            <Bar dataKey={right} fill={COLOURS[1]} stackId="sex" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}
