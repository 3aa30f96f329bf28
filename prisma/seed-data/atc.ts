import type { Classification } from '#lib/catalogue/classification.ts'
import { field, readRecords } from './read-psv.ts'

const UNKNOWN = { da: 'Uoplyst lægemiddel', en: 'Unknown medicine' }

/** Levels of ATC by the length of their codes, finest first. */
const LEVELS = [
  { id: 'atc7', length: 7, label: { da: 'Stof (7 tegn)', en: 'Substance (7 characters)' } },
  { id: 'atc5', length: 5, label: { da: 'Kemisk undergruppe (5 tegn)', en: 'Chemical subgroup (5 characters)' } },
  { id: 'atc4', length: 4, label: { da: 'Farmakologisk undergruppe (4 tegn)', en: 'Pharmacological subgroup (4 characters)' } },
  { id: 'atc3', length: 3, label: { da: 'Terapeutisk gruppe (3 tegn)', en: 'Therapeutic group (3 characters)' } },
  { id: 'atc1', length: 1, label: { da: 'Hovedgruppe (1 tegn)', en: 'Main group (1 character)' } },
]

/** Code for a medicine that is missing, on each level. */
const unknownCode = (level: string) => `U-${level}`
export const UNKNOWN_MEDICINE = unknownCode('atc7')

/** The part of ATC that the synthetic prescriptions use, with all five levels. */
export function atc(): Classification {
  const nodes = readRecords('atc.psv', '|').map((record) => {
    const code = field(record, 'code')
    const at = LEVELS.findIndex((level) => level.length === code.length)
    const above = LEVELS[at + 1]
    return {
      code,
      level: LEVELS[at]?.id ?? '',
      parent: above ? code.slice(0, above.length) : null,
      label: { da: field(record, 'da'), en: field(record, 'en') },
    }
  })
  const unknown = LEVELS.map(({ id }, at) => {
    const above = LEVELS[at + 1]
    return { code: unknownCode(id), level: id, parent: above ? unknownCode(above.id) : null, label: UNKNOWN }
  })
  return {
    id: 'atc',
    label: { da: 'Lægemidler (ATC)', en: 'Medicines (ATC)' },
    version: '2024, udvalg',
    validFrom: '1994-01-01',
    validTo: null,
    source: {
      da: 'WHO’s anatomisk-terapeutisk-kemiske klassifikation: et udvalg af koder, navne skrevet til denne tjeneste',
      en: "WHO's Anatomical Therapeutic Chemical classification: a selection of codes, names written for this service",
    },
    levels: LEVELS.map(({ id, label }) => ({ id, label })),
    nodes: [...nodes, ...unknown],
  }
}
