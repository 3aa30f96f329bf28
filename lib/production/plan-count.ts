import { type Catalogue, findVariable } from '#lib/catalogue/catalogue.ts'
import { isLinkName, readLinkName } from '#lib/catalogue/linked-events.ts'
import type { Register } from '#lib/catalogue/register.ts'
import {
  type AxisNode,
  type ResolvedAxis,
  type ResolvedSpecification,
  TOTAL_CODE,
} from '#lib/catalogue/resolved-specification.ts'
import type { CountRequest } from '#lib/disclosure/joint/count-request.ts'
import { addressStrides, type Cube } from '#lib/tabulation/cube.ts'
import { planTabulation, type TabulationPlan } from '#lib/tabulation/plan.ts'
import { readUnit } from './counted-unit.ts'

/** The plan that counts the cells of a common refinement: one flat axis per variable, a node per group. */
export function planCount(request: CountRequest, register: Register, catalogue: Catalogue): TabulationPlan {
  const { measure, definition } = readUnit(request.unit)
  // Years and linked events are always an axis: what is kept of years need not be one stretch, and events are in no column.
  const isPeriod = (variable: string) => variable === register.periodVariable
  const groups = [
    ...request.axes,
    ...request.restrictions
      .filter(({ variable }) => isPeriod(variable) || isLinkName(variable))
      .map(({ variable, codes }) => ({ variable, groups: [codes] })),
  ]
  const years = groups.filter(({ variable }) => isPeriod(variable)).flatMap((axis) => axis.groups.flat().map(Number))
  const period = definition ?? {
    fromYear: years.length > 0 ? Math.min(...years) : register.coverage.fromYear,
    toYear: years.length > 0 ? Math.max(...years) : register.coverage.toYear,
  }
  const resolved: ResolvedSpecification = {
    register,
    specification: {
      schema: 1,
      title: 'common refinement',
      register: register.id,
      measure,
      ...(definition && { washOutYears: definition.washOutYears }),
      rate: false,
      period: { fromYear: period.fromYear, toYear: period.toYear },
      filters: [],
      rows: [],
      columns: [],
      totals: true,
    },
    axes: groups.map(({ variable, groups: own }) => axisOf(variable, own, register, catalogue)),
    // What makes a case is filtered for also where an axis of the request has the same variable.
    filters: (definition?.filters ?? request.restrictions)
      .filter(({ variable }) => definition !== null || !(isPeriod(variable) || isLinkName(variable)))
      .map(({ variable, codes }) => ({ variable: variableOf(register, variable), finestCodes: codes })),
  }
  return planTabulation(resolved, catalogue)
}

function variableOf(register: Register, id: string) {
  const variable = findVariable(register, id)
  if (!variable) throw new Error(`register ${register.id} has no variable ${id}`)
  return variable
}

function axisOf(id: string, groups: readonly (readonly string[])[], register: Register, catalogue: Catalogue): ResolvedAxis {
  const link = isLinkName(id) ? readLinkName(id, catalogue) : null
  const variable = variableOf(register, link ? (register.links?.variable.id ?? id) : id)
  const total: AxisNode = { code: TOTAL_CODE, level: null, parent: -1, finestCodes: [] }
  const nodes = groups.map((codes, k): AxisNode => ({ code: `group-${k}`, level: null, parent: 0, finestCodes: codes }))
  return { variable, side: 'row', level: variable.levels[0] ?? '', nodes: [total, ...nodes], ...(link && { link }) }
}

/** Counts of the groups alone, without the totals, in the order a request wants them. */
export function groupCounts({ dimensions, counts }: Cube, request: CountRequest): Float64Array {
  const strides = addressStrides(dimensions)
  let addresses = [0]
  for (const [d, { codes }] of dimensions.entries()) {
    const isAsked = d < request.axes.length
    const nodes = isAsked ? codes.keys().drop(1).toArray() : [0]
    addresses = addresses.flatMap((address) => nodes.map((node) => address + node * (strides[d] ?? 1)))
  }
  return Float64Array.from(addresses, (address) => counts[address] ?? 0)
}
