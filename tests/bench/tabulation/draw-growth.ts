/** Points of growing work: how much, and seconds. */
export interface Line {
  readonly title: string
  readonly points: readonly (readonly [number, number])[]
}

const [WIDTH, HEIGHT, LEFT, TOP, GAP] = [360, 240, 56, 28, 40]

/** Panels side by side, both scales logarithmic: work that grows evenly lies on the diagonal of its panel. */
export function drawGrowth(lines: readonly Line[]): string {
  const panels = lines.map(
    (line, at) => `<g transform="translate(${LEFT + at * (WIDTH + LEFT + GAP)} ${TOP})">${panel(line)}</g>`,
  )
  const width = lines.length * (WIDTH + LEFT + GAP) + 16
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT + TOP + 44}" font-family="sans-serif" font-size="11" fill="#222">
${panels.join('\n')}
</svg>
`
}

function panel({ title, points }: Line): string {
  const [across, up] = [0, 1].map((side) => decades(points.map((point) => point[side === 0 ? 0 : 1])))
  if (!across || !up) return ''
  const x = (value: number) => scale(value, across) * WIDTH
  const y = (value: number) => HEIGHT - scale(value, up) * HEIGHT
  const grid = [
    ...powers(across).map(
      (value) =>
        `<path d="M${x(value).toFixed(1)} 0V${HEIGHT}" stroke="#ddd"/><text x="${x(value).toFixed(1)}" y="${HEIGHT + 16}" text-anchor="middle">${short(value)}</text>`,
    ),
    ...powers(up).map(
      (value) =>
        `<path d="M0 ${y(value).toFixed(1)}H${WIDTH}" stroke="#ddd"/><text x="-6" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${short(value)} s</text>`,
    ),
  ]
  const path = points
    .map(([work, seconds], at) => `${at === 0 ? 'M' : 'L'}${x(work).toFixed(1)} ${y(seconds).toFixed(1)}`)
    .join('')
  const dots = points.map(([work, seconds]) => `<circle cx="${x(work).toFixed(1)}" cy="${y(seconds).toFixed(1)}" r="3"/>`)
  return `<text y="-12" font-weight="bold">Seconds of processors by ${title}</text>${grid.join('')}<path d="${path}" fill="none" stroke="#222"/>${dots.join('')}`
}

type Decades = readonly [number, number]

function decades(values: readonly number[]): Decades {
  const logs = values.map((value) => Math.log10(value))
  const [low, high] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))]
  return [low, Math.max(high, low + 1)]
}

function scale(value: number, [low, high]: Decades): number {
  return (Math.log10(value) - low) / (high - low)
}

function powers([low, high]: Decades): number[] {
  return Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at))
}

function short(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000} M`
  return value >= 1000 ? `${value / 1000} k` : String(Number(value.toPrecision(1)))
}
