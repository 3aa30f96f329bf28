/** What a piece of work took: on the clock, and of all processors together. */
export interface Measured {
  readonly wallMs: number
  readonly cpuMs: number
}

export async function measure(work: () => Promise<unknown>): Promise<Measured> {
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  await work()
  const wallMs = performance.now() - startedAt
  const used = process.cpuUsage(cpu)
  return { wallMs, cpuMs: (used.user + used.system) / 1000 }
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Medians of several kinds of work, taken in turns so that a busy moment meets all of them. The first turn warms up and is not counted. */
export async function measureInTurns(repeats: number, works: readonly (() => Promise<unknown>)[]): Promise<Measured[]> {
  const taken = works.map((): Measured[] => [])
  for (let turn = 0; turn <= repeats; turn++) {
    for (const [at, work] of works.entries()) {
      const measured = await measure(work)
      if (turn > 0) taken[at]?.push(measured)
    }
  }
  return taken.map((each) => ({
    wallMs: middle(each.map(({ wallMs }) => wallMs)),
    cpuMs: middle(each.map(({ cpuMs }) => cpuMs)),
  }))
}

export function inWords({ wallMs, cpuMs }: Measured): string {
  return `${(wallMs / 1000).toFixed(2)} s (processors ${(cpuMs / 1000).toFixed(2)} s)`
}

/** Largest memory this process has had, in megabytes. */
export function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024)
}
