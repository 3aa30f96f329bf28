'use client'

import { useLocale } from 'next-intl'
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatNumber } from '#components/ui/format.ts'

/** Two amounts for each order side by side, in kroner. The figures stand in the table below, so the picture is left out for screen readers. */
export function EffectChart({
  data,
  names,
  label,
}: {
  data: readonly { readonly number: string; readonly before: number; readonly after: number }[]
  names: { readonly before: string; readonly after: string }
  label: string
}) {
  const locale = useLocale()
  const kroner = (value: unknown) => formatNumber(Number(value), locale, 0)
  return (
    <figure className="st-chart" aria-label={label}>
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={280}>
          <BarChart data={[...data]} margin={{ top: 8, right: 16, bottom: 8, left: 8 }} accessibilityLayer={false} barGap={0}>
            <CartesianGrid strokeDasharray="2 4" vertical={false} />
            <XAxis dataKey="number" tick={{ fontSize: 12 }} minTickGap={24} />
            <YAxis tick={{ fontSize: 13 }} width={64} tickFormatter={kroner} />
            <Tooltip formatter={kroner} />
            <Legend formatter={(name: string) => <span className="st-legend">{name}</span>} />
            <Bar dataKey="before" name={names.before} fill="#8fb4d3" isAnimationActive={false} />
            <Bar dataKey="after" name={names.after} fill="#14507f" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}
