import { type Catalogue, classificationOf, findVariable } from '#lib/catalogue/catalogue.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import { isLinkName, LINKED_TABLE, linkName } from '#lib/catalogue/linked-events.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { JointVariable, PlacedDimension, PlacedTable } from '#lib/disclosure/joint/placed-table.ts'
import type { CubeDimension } from '#lib/tabulation/cube.ts'
import { unitOf } from './counted-unit.ts'

/**
 * Lays a counted table out in finest codes, so that its cells can be compared with those of other tables of the register.
 * `dimensions`: as counted, with the codes of the resolved axes. Null when a code can't be found.
 */
export function placeTable(
  id: string,
  resolved: ResolvedSpecification,
  dimensions: readonly CubeDimension[],
  counts: Float64Array,
  hidden: Uint8Array | null,
): PlacedTable | null {
  const kept = keptCodes(resolved)
  const placed: PlacedDimension[] = []
  for (const { id: variable, codes, parents, additive } of dimensions) {
    const axis = resolved.axes.find((each) => each.variable.id === variable)
    if (!axis) return null
    const held = new Map(axis.nodes.map((node) => [node.code, node.finestCodes]))
    const sets: string[][] = codes.map(() => [])
    const allowed = kept.get(variable)
    // Children stand after their parents, so one pass from the end gathers what lies below each node.
    for (let node = codes.length - 1; node >= 0; node--) {
      const own = held.get(codes[node] ?? '')
      if (!own) return null
      const set = sets[node] ?? []
      for (const code of own) if (!allowed || allowed.has(code)) set.push(code)
      const parent = parents[node] ?? -1
      if (parent >= 0) sets[parent]?.push(...set)
    }
    placed.push({ variable: axis.link ? linkName(axis.link) : variable, parents, sets, additive })
  }
  const restrictions = new Map<string, readonly string[]>()
  for (const [variable, codes] of kept)
    if (!placed.some((axis) => axis.variable === variable)) restrictions.set(variable, [...codes])
  return { id, unit: unitOf(resolved), dimensions: placed, restrictions, counts, hidden }
}

/** Finest codes that filters and the period leave, by variable. */
function keptCodes({ specification, register, filters }: ResolvedSpecification): Map<string, Set<string>> {
  const kept = new Map(filters.map(({ variable, finestCodes }) => [variable.id, new Set(finestCodes)]))
  const { fromYear, toYear } = specification.period
  const already = kept.get(register.periodVariable)
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, k) => String(fromYear + k))
  kept.set(register.periodVariable, new Set(years.filter((year) => !already || already.has(year))))
  return kept
}

/** The variables that any of the tables is split or restricted by, with every finest code of theirs. */
export function jointVariables(tables: readonly PlacedTable[], register: Register, catalogue: Catalogue): JointVariable[] {
  const used = new Set(
    tables.flatMap((table) => [...table.dimensions.map(({ variable }) => variable), ...table.restrictions.keys()]),
  )
  return [...used].sort().flatMap((id) => {
    const variable = isLinkName(id) ? register.links?.variable : findVariable(register, id)
    if (!variable) return []
    const index = indexClassification(classificationOf(catalogue, variable))
    const years = id === register.periodVariable ? coveredYears(register) : []
    const codes = index.atLevel(index.finestLevel).map(({ code }) => code)
    return [{ id, codes: [...new Set([...codes, ...years])], additive: additiveness(variable, register) }]
  })
}

function coveredYears({ coverage }: Register): string[] {
  return Array.from({ length: coverage.toYear - coverage.fromYear + 1 }, (_, k) => String(coverage.fromYear + k))
}

/** Whether a counted person stands in one code; contacts of a register with a row each always do in its main table. */
function additiveness(variable: Variable, register: Register): JointVariable['additive'] {
  const { table } = variable.source
  const isMain = table === register.tables[0]?.id || table === LINKED_TABLE
  if (variable.multiple.length === 0 || (isMain && register.rowStandsFor === 'person')) return 'always'
  return isMain && register.rowStandsFor === 'person-year' ? 'within-one-code' : 'never'
}
