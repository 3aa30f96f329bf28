import { expect, test } from 'vitest'
import { codeTree } from '#lib/web/code-tree.ts'
import { registerDataset } from '#lib/web/register-dataset.ts'
import { diabetesRegister } from '../../../prisma/seed-data/diabetes-register.ts'

const text = (word: string) => ({ da: word, en: `${word} (en)` })
const node = (code: string, level: string, parent: string | null) => ({ code, level, parent, label: text(code) })
const classification = {
  id: 'place',
  label: text('sted'),
  version: '1',
  validFrom: null,
  validTo: null,
  source: text('kilde'),
  levels: [
    { id: 'kommune', label: text('kommune') },
    { id: 'landsdel', label: text('landsdel') },
    { id: 'region', label: text('region') },
  ],
  nodes: [
    node('101', 'kommune', 'L1'),
    node('R1', 'region', null),
    node('L1', 'landsdel', 'R1'),
    node('102', 'kommune', 'L1'),
    node('R2', 'region', null),
  ],
}

test('every code stands under its parent, wherever the parent stands in the list', () => {
  expect(codeTree(classification, ['kommune', 'landsdel', 'region'], 'da')).toEqual([
    {
      code: 'R1',
      label: 'R1',
      children: [
        {
          code: 'L1',
          label: 'L1',
          children: [
            { code: '101', label: '101', children: [] },
            { code: '102', label: '102', children: [] },
          ],
        },
      ],
    },
    { code: 'R2', label: 'R2', children: [] },
  ])
})

test('a level that is not on offer is passed over: its codes move up to the nearest ancestor that is', () => {
  const [region] = codeTree(classification, ['kommune', 'region'], 'en')
  expect(region?.children.map((child) => child.label)).toEqual(['101 (en)', '102 (en)'])
})

test('codes whose ancestors are all passed over become roots', () => {
  expect(codeTree(classification, ['kommune'], 'da').map((root) => root.code)).toEqual(['101', '102'])
})

const register = diabetesRegister()

test('a register described for search engines says in words that it is a sample', () => {
  const dataset = registerDataset(register, undefined, 'da', 'https://statistik.example.dk/any') as Record<string, unknown>
  expect(dataset['@id']).toBe('https://statistik.example.dk/katalog/diabetes')
  expect(dataset.description).toContain(register.originLabel?.da)
  expect(dataset.variableMeasured).toHaveLength(register.variables.length)
})
