'use client'

import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

/** Two counts a month side by side. The figures stand in the table beside it, so the picture is left out for screen readers. */
export function ReportChart({
  data,
  names,
  label,
}: {
  data: readonly { readonly month: string; readonly submitted: number; readonly delivered: number }[]
  names: { readonly submitted: string; readonly delivered: string }
  label: string
}) {
  return (
    <figure className="st-chart" aria-label={label}>
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={280}>
          <BarChart data={[...data]} margin={{ top: 8, right: 16, bottom: 8, left: 8 }} accessibilityLayer={false}>
            <CartesianGrid strokeDasharray="2 4" vertical={false} />
            <XAxis dataKey="month" tick={{ fontSize: 13 }} minTickGap={8} />
            <YAxis allowDecimals={false} tick={{ fontSize: 13 }} width={48} />
            <Tooltip />
            <Legend />
            <Bar dataKey="submitted" name={names.submitted} fill="#14507f" isAnimationActive={false} />
            <Bar dataKey="delivered" name={names.delivered} fill="#d98200" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}
