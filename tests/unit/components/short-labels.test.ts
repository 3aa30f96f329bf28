import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { shortLabels } from '#components/delivery/short-labels.ts'

const names = (parse(readFileSync('prisma/seed-data/kommuner.csv', 'utf8'), { columns: true }) as Record<string, string>[]).map(
  (row) => row.navn ?? '',
)

describe('short labels on the map', () => {
  it('tell all municipalities apart by four letters', () => {
    const labels = shortLabels(names)
    expect(names.length).toBeGreaterThan(97)
    expect(new Set(labels).size).toBe(names.length)
    for (const [k, label] of labels.entries()) expect(names[k]?.slice(0, 3)).toBe(label.slice(0, 3))
  })

  it('are the first four letters where nothing else begins so', () => {
    expect(shortLabels(['Aarhus', 'Brøndby', 'Brønderslev'])).toEqual(['Aarh', 'Brøb', 'Brøe'])
  })
})
