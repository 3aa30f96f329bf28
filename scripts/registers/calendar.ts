const MS_PER_DAY = 86_400_000

const newYears = new Map<number, number>()

/** Days from 1 January 1970 to 1 January of a year. */
export function newYear(year: number): number {
  let day = newYears.get(year)
  if (day === undefined) {
    day = Date.UTC(year, 0, 1) / MS_PER_DAY
    newYears.set(year, day)
  }
  return day
}

/** Years, both included. */
export interface Years {
  readonly fromYear: number
  readonly toYear: number
}

export const DAYS_PER_YEAR = 365.25
