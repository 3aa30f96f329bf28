import { describe, expect, it } from 'vitest'
import { protect } from '#lib/disclosure/protect.ts'
import { cellWeights, LAST_WEIGHT, SERVICE_CHOICES } from '#lib/production/run-choices.ts'
import { serviceRules } from '#lib/production/service-rules.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { choicesForm } from '#lib/web/run-forms.ts'

const flat = (id: string, codes: string[]) => ({
  id,
  codes: ['TOTAL', ...codes],
  parents: Int32Array.from([-1, ...codes.map(() => 0)]),
  additive: true,
})

/** Five places by four ages, some of them small. */
function smallTable(): Cube {
  const dimensions = [flat('place', ['A', 'B', 'C', 'D', 'E']), flat('age', ['0', '1', '2', '3'])]
  const counts = new Float64Array(30)
  const inner = [3, 20, 41, 60, 18, 2, 33, 50, 90, 44, 25, 17, 12, 70, 31, 80, 66, 29, 8, 35]
  for (const [k, count] of inner.entries()) counts[(1 + Math.floor(k / 4)) * 5 + 1 + (k % 4)] = count
  foldMargins(dimensions, counts)
  return { dimensions, counts }
}

describe('what is to be hidden last', () => {
  it('is every cell of the chosen headings, or every total and subtotal, and nothing where nothing is chosen', () => {
    const { dimensions } = smallTable()
    expect(cellWeights(dimensions, SERVICE_CHOICES)).toBeUndefined()
    const heavy = (choices: Partial<typeof SERVICE_CHOICES>) =>
      [...(cellWeights(dimensions, { ...SERVICE_CHOICES, ...choices }) ?? [])].flatMap((weight, address) =>
        weight === LAST_WEIGHT ? [address] : [],
      )
    expect(heavy({ last: [{ dimension: 'age', code: '3' }] })).toEqual([4, 9, 14, 19, 24, 29])
    expect(heavy({ marginsLast: true })).toEqual([0, 1, 2, 3, 4, 5, 10, 15, 20, 25])
    expect(heavy({ last: [{ dimension: 'age', code: 'no such code' }] })).toEqual([])
  })

  it('stays in sight where the table can be protected without it, and the table is as safe as before', async () => {
    const cube = smallTable()
    const usual = await protect(cube, serviceRules)
    if (!usual.ok) throw new Error(usual.kind)
    const hidden = [...usual.value.status.entries()].filter(([, mark]) => mark === 2).map(([address]) => address)
    const place = Math.floor((hidden.find((address) => address >= 10) ?? 0) / 5)
    const code = cube.dimensions[0]?.codes[place] ?? ''
    const weights = cellWeights(cube.dimensions, { ...SERVICE_CHOICES, last: [{ dimension: 'place', code }] })
    const chosen = await protect(cube, serviceRules, weights ? { weights } : {})
    if (!chosen.ok) throw new Error(chosen.kind)
    const inPlace = (status: Uint8Array) => status.slice(place * 5, place * 5 + 5).filter((mark) => mark === 2).length
    expect(inPlace(chosen.value.status)).toBeLessThan(inPlace(usual.value.status))
    expect(chosen.value.report.primary).toBe(usual.value.report.primary)
    expect(chosen.value.report.audit).toMatchObject({ failed: 0, cells: usual.value.report.audit.cells })
  }, 60_000)
})

describe('the form of choices', () => {
  const target = { orderId: '0b3c9f6e-5a53-4a0e-9d5e-0d2f3c1b7a11', expectedVersion: '7' }

  it('reads one heading, several or none', () => {
    const read = (values: Record<string, string | string[]>) => choicesForm.parse({ ...target, cost: 'count', ...values }).choices
    expect(read({})).toEqual({ cost: 'count', marginsLast: false, last: [] })
    expect(read({ last: 'sex:M', marginsLast: 'on' })).toMatchObject({
      marginsLast: true,
      last: [{ dimension: 'sex', code: 'M' }],
    })
    expect(read({ last: ['sex:M', 'icd:E10:1'] }).last).toEqual([
      { dimension: 'sex', code: 'M' },
      { dimension: 'icd', code: 'E10:1' },
    ])
  })

  it('lets nobody choose another rule of safety', () => {
    expect(choicesForm.safeParse({ ...target, cost: 'nothing' }).success).toBe(false)
    const { choices } = choicesForm.parse({ ...target, cost: 'value', threshold: '2', insider: 'false' })
    expect(choices).toEqual(SERVICE_CHOICES)
  })
})
