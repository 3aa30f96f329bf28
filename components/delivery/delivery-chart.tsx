'use client'

import { Bar, BarChart, CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { ChartSeries } from './chart-series.ts'

/** Colours apart in lightness too, so that the chart reads in black and white; lines also differ in their dashes. */
const COLOURS = ['#14507f', '#d98200', '#4c9f70', '#8a2b52', '#6d87b8', '#7a5c1e', '#2b2b2b', '#9a9a9a'] as const
const DASHES = ['0', '6 3', '2 3', '8 3 2 3', '1 2', '10 4', '4 4', '12 3'] as const

/** The table as a picture. The figures stand in the table below it, so the picture itself is left out for screen readers. */
export function DeliveryChart({ data, names, kind, label, locale }: ChartSeries & { label: string; locale: string }) {
  const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'da-DK')
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
