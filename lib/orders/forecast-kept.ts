import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import { forecastHidden, type HiddenForecast } from './forecast-hidden.ts'

/** Cells of all forecasts kept for one set of safe totals; a cell is eight bytes. */
const MOST_CELLS = 1_000_000

interface Shelf {
  readonly forecasts: Map<string, HiddenForecast | null>
  cells: number
}

const shelves = new WeakMap<Catalogue, WeakMap<Marginals, Shelf>>()

/**
 * The forecast of a table, made once for what it holds: the same table has the same forecast whatever its title, so typing one, a step
 * back and a second look cost nothing. Forgets the oldest when there are too many, and all when catalogue or totals are others.
 */
export function keptForecast(resolved: ResolvedSpecification, marginals: Marginals, catalogue: Catalogue): HiddenForecast | null {
  const shelf = shelfOf(catalogue, marginals)
  const { forecasts } = shelf
  const key = JSON.stringify({ ...resolved.specification, title: '' })
  const known = forecasts.get(key)
  if (known !== undefined) return known
  const forecast = forecastHidden(resolved, marginals, catalogue)
  forecasts.set(key, forecast)
  shelf.cells += sizeOf(forecast)
  for (const [oldest, kept] of forecasts) {
    if (shelf.cells <= MOST_CELLS || oldest === key) break
    forecasts.delete(oldest)
    shelf.cells -= sizeOf(kept)
  }
  return forecast
}

/** Forecasts of nothing are small but not without limit. */
function sizeOf(forecast: HiddenForecast | null): number {
  return 100 + (forecast?.chances.length ?? 0)
}

function shelfOf(catalogue: Catalogue, marginals: Marginals): Shelf {
  const byMarginals = shelves.get(catalogue) ?? new WeakMap<Marginals, Shelf>()
  shelves.set(catalogue, byMarginals)
  const shelf = byMarginals.get(marginals) ?? { forecasts: new Map(), cells: 0 }
  byMarginals.set(marginals, shelf)
  return shelf
}
