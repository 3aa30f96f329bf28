import { MOST_LINKED_EVENTS } from '#lib/catalogue/linked-events.ts'
import type { Classification, ClassificationNode } from '#lib/catalogue/classification.ts'
import type { LocalText } from '#lib/catalogue/local-text.ts'
import { atc } from './atc.ts'
import { icd10 } from './icd10.ts'
import { field, readRecords } from './read-psv.ts'

const LANDSDELE: Readonly<Record<string, LocalText>> = {
  DK011: { da: 'Byen København', en: 'Copenhagen City' },
  DK012: { da: 'Københavns omegn', en: 'Copenhagen surroundings' },
  DK013: { da: 'Nordsjælland', en: 'North Zealand' },
  DK014: { da: 'Bornholm', en: 'Bornholm' },
  DK021: { da: 'Østsjælland', en: 'East Zealand' },
  DK022: { da: 'Vest- og Sydsjælland', en: 'West and South Zealand' },
  DK031: { da: 'Fyn', en: 'Funen' },
  DK032: { da: 'Sydjylland', en: 'South Jutland' },
  DK041: { da: 'Vestjylland', en: 'West Jutland' },
  DK042: { da: 'Østjylland', en: 'East Jutland' },
  DK050: { da: 'Nordjylland', en: 'North Jutland' },
}

/** In the order Danish statistics show them; a plain object would sort its numeric keys. */
const REGIONS: readonly (readonly [string, LocalText])[] = [
  ['1084', { da: 'Region Hovedstaden', en: 'Capital Region of Denmark' }],
  ['1085', { da: 'Region Sjælland', en: 'Region Zealand' }],
  ['1083', { da: 'Region Syddanmark', en: 'Region of Southern Denmark' }],
  ['1082', { da: 'Region Midtjylland', en: 'Central Denmark Region' }],
  ['1081', { da: 'Region Nordjylland', en: 'North Denmark Region' }],
]

const LPR3_FROM = '2019-02-03'
const LPR2_UNTIL = '2019-02-02'

const UNKNOWN: LocalText = { da: 'Uoplyst', en: 'Unknown' }
const OFFICIAL: LocalText = { da: 'Officielle koder', en: 'Official codes' }
const OWN: LocalText = { da: 'Statistikservice', en: 'Statistikservice' }

/** Every classification the seeded registers use. */
export function classifications(): Classification[] {
  return [
    flat('sex', { da: 'Køn', en: 'Sex' }, OFFICIAL, [
      { code: 'M', label: { da: 'Mænd', en: 'Men' }, from: 1 },
      { code: 'K', label: { da: 'Kvinder', en: 'Women' }, from: 2 },
    ]),
    ages(),
    flat(
      'year',
      { da: 'Kalenderår', en: 'Calendar year' },
      OWN,
      Array.from({ length: 61 }, (_, step) => String(1970 + step)).map((code) => ({ code, label: { da: code, en: code } })),
    ),
    municipalities(),
    flat('region', { da: 'Region', en: 'Region' }, OFFICIAL, [
      ...REGIONS.map(([code, label]) => ({ code, label, validFrom: '2007-01-01', ...untilMerged(code) })),
      { code: 'U', label: UNKNOWN },
    ]),
    eventNumbers(),
    icd10(),
    atc(),
    ...codeLists(),
  ]
}

/** From 1 January 2027 these two are one region, which comes with the classification's next version. */
function untilMerged(region: string): { validTo?: string } {
  return region === '1084' || region === '1085' ? { validTo: '2026-12-31' } : {}
}

interface FlatNode {
  readonly code: string
  readonly label: LocalText
  readonly from?: number
  readonly validFrom?: string
  readonly validTo?: string
}

/** A classification of one level, named like itself. */
function flat(id: string, label: LocalText, source: LocalText, nodes: readonly FlatNode[]): Classification {
  return {
    id,
    label,
    version: '1',
    validFrom: null,
    validTo: null,
    source,
    levels: [{ id, label }],
    nodes: nodes.map((node) => ({ ...node, level: id, parent: null })),
  }
}

function codeLists(): Classification[] {
  return [
    flat('diagnosis_type', { da: 'Diagnosetype', en: 'Diagnosis type' }, OFFICIAL, [
      { code: 'A', label: { da: 'Aktionsdiagnose', en: 'Main diagnosis' } },
      { code: 'B', label: { da: 'Bidiagnose', en: 'Secondary diagnosis' } },
      { code: 'G', label: { da: 'Grundmorbus', en: 'Underlying disease' } },
    ]),
    flat('contact_type', { da: 'Kontakttype', en: 'Contact type' }, OFFICIAL, [
      { code: 'ALCA00', label: { da: 'Fysisk fremmøde', en: 'Attendance in person' }, validFrom: LPR3_FROM },
      { code: 'ALCA03', label: { da: 'Virtuel kontakt', en: 'Virtual contact' }, validFrom: LPR3_FROM },
      { code: 'P0', label: { da: 'Indlagt (LPR2)', en: 'Inpatient (LPR2)' }, validTo: LPR2_UNTIL },
      { code: 'P2', label: { da: 'Ambulant (LPR2)', en: 'Outpatient (LPR2)' }, validTo: LPR2_UNTIL },
      { code: 'P3', label: { da: 'Skadestue (LPR2)', en: 'Emergency room (LPR2)' }, validTo: '2013-12-31' },
      { code: 'U', label: UNKNOWN },
    ]),
    flat('priority', { da: 'Prioritet', en: 'Priority' }, OFFICIAL, [
      { code: 'ATA1', label: { da: 'Akut', en: 'Acute' } },
      { code: 'ATA3', label: { da: 'Planlagt', en: 'Planned' } },
    ]),
    flat('civil_status', { da: 'Civilstand', en: 'Civil status' }, OFFICIAL, [
      { code: 'U', label: { da: 'Ugift', en: 'Never married' } },
      { code: 'G', label: { da: 'Gift', en: 'Married' } },
      { code: 'F', label: { da: 'Fraskilt', en: 'Divorced' } },
      { code: 'E', label: { da: 'Enke eller enkemand', en: 'Widowed' } },
    ]),
    flat('manner_of_death', { da: 'Dødsmåde', en: 'Manner of death' }, OFFICIAL, [
      { code: 'naturlig', label: { da: 'Naturlig død', en: 'Natural death' } },
      { code: 'ulykke', label: { da: 'Ulykke', en: 'Accident' } },
      { code: 'selvmord', label: { da: 'Selvmord', en: 'Suicide' } },
      { code: 'vold', label: { da: 'Vold', en: 'Assault' } },
      { code: 'uoplyst', label: UNKNOWN },
    ]),
    flat('tumour_extent', { da: 'Udbredelse', en: 'Extent' }, OWN, [
      { code: 'lokal', label: { da: 'Kun hvor den begyndte', en: 'Local' } },
      { code: 'regional', label: { da: 'Nærmeste omgivelser eller lymfeknuder', en: 'Regional' } },
      { code: 'fjern', label: { da: 'Spredt i kroppen', en: 'Distant' } },
      { code: 'U', label: UNKNOWN },
    ]),
    flat('diagnosis_basis', { da: 'Diagnosens grundlag', en: 'Basis of diagnosis' }, OWN, [
      { code: 'histologi', label: { da: 'Vævsprøve', en: 'Histology' } },
      { code: 'klinik', label: { da: 'Undersøgelse uden vævsprøve', en: 'Clinical examination' } },
      { code: 'doedsattest', label: { da: 'Kun dødsattest', en: 'Death certificate only' } },
    ]),
    flat(
      'years_followed',
      { da: 'Hele års opfølgning', en: 'Whole years of follow-up' },
      OWN,
      Array.from({ length: 15 }, (_, years) => ({
        code: String(years),
        label:
          years === 0
            ? { da: 'Under 1 år', en: 'Under 1 year' }
            : { da: `${years} år`, en: years === 1 ? '1 year' : `${years} years` },
        from: years,
      })),
    ),
    flat('vital_status', { da: 'Status ved opfølgningens slutning', en: 'Status at end of follow-up' }, OWN, [
      { code: 'alive', label: { da: 'I live', en: 'Alive' }, from: 0 },
      { code: 'dead', label: { da: 'Død', en: 'Dead' }, from: 1 },
    ]),
    flat('yes_no', { da: 'Ja eller nej', en: 'Yes or no' }, OWN, [
      { code: 'no', label: { da: 'Nej', en: 'No' }, from: 0 },
      { code: 'yes', label: { da: 'Ja', en: 'Yes' }, from: 1 },
    ]),
  ]
}

/** How many linked events a person has, and whether any. */
function eventNumbers(): Classification {
  const numbers: readonly (readonly [string, LocalText, number, number])[] = [
    ['0', { da: '0', en: '0' }, 0, 0],
    ['1', { da: '1', en: '1' }, 1, 1],
    ['2', { da: '2', en: '2' }, 2, 2],
    ['3-5', { da: '3–5', en: '3–5' }, 3, 5],
    ['6+', { da: '6 eller flere', en: '6 or more' }, 6, MOST_LINKED_EVENTS],
  ]
  return {
    id: 'event_number',
    label: { da: 'Antal hændelser', en: 'Number of events' },
    version: '1',
    validFrom: null,
    validTo: null,
    source: OWN,
    levels: [
      { id: 'event_number', label: { da: 'Antal', en: 'Number' } },
      { id: 'event_any', label: { da: 'Med eller uden', en: 'With or without' } },
    ],
    nodes: [
      { code: 'with', level: 'event_any', parent: null, label: { da: 'Med hændelse', en: 'With an event' } },
      { code: 'without', level: 'event_any', parent: null, label: { da: 'Uden hændelse', en: 'Without an event' } },
      ...numbers.map(([code, label, from, to]) => ({
        code, level: 'event_number', parent: code === '0' ? 'without' : 'with', label, from, to,
      })),
    ],
  }
}

/** Single years to 98 and 99 or more, five-year groups to 95 or more, ten-year groups to 90 or more. */
function ages(): Classification {
  const nodes: ClassificationNode[] = []
  for (let age = 0; age <= 99; age++) {
    const decade = ageBand(age, 10, 90)
    const five = ageBand(age, 5, 95)
    if (age % 10 === 0) nodes.push({ code: decade, level: 'age10', parent: null, label: ageLabel(decade) })
    if (age % 5 === 0) nodes.push({ code: five, level: 'age5', parent: decade, label: ageLabel(five) })
    const code = age === 99 ? '99+' : String(age)
    nodes.push({ code, level: 'age1', parent: five, label: ageLabel(code), from: age, to: age === 99 ? 150 : age })
  }
  return {
    id: 'age',
    label: { da: 'Alder', en: 'Age' },
    version: '1',
    validFrom: null,
    validTo: null,
    source: OWN,
    levels: [
      { id: 'age1', label: { da: 'Et års alder', en: 'Single years' } },
      { id: 'age5', label: { da: 'Fem års aldersgrupper', en: 'Five-year groups' } },
      { id: 'age10', label: { da: 'Ti års aldersgrupper', en: 'Ten-year groups' } },
    ],
    nodes,
  }
}

function ageBand(age: number, width: number, open: number): string {
  const from = age - (age % width)
  return from >= open ? `${open}+` : `${from}-${from + width - 1}`
}

function ageLabel(code: string): LocalText {
  return { da: `${code.replace('-', '–')} år`, en: `${code.replace('-', '–')} years` }
}

/** The municipalities since the reform of 2007, in landsdele, in regions. */
function municipalities(): Classification {
  const valid = { validFrom: '2007-01-01' }
  const nodes: ClassificationNode[] = REGIONS.map(([code, label]) => ({
    code,
    level: 'region',
    parent: null,
    label,
    ...valid,
    ...untilMerged(code),
  }))
  const records = readRecords('kommuner.csv', ',')
  for (const [code, label] of Object.entries(LANDSDELE)) {
    const inside = records.filter((record) => record.nuts3 === code)
    nodes.push({ code, level: 'landsdel', parent: field(inside[0] ?? {}, 'regionskode'), label, ...valid })
    for (const record of inside) {
      const name = field(record, 'navn')
      nodes.push({ code: field(record, 'kode'), level: 'kommune', parent: code, label: { da: name, en: name }, ...valid })
    }
  }
  nodes.push(
    { code: 'U-region', level: 'region', parent: null, label: UNKNOWN },
    { code: 'U-landsdel', level: 'landsdel', parent: 'U-region', label: UNKNOWN },
    { code: 'U-kommune', level: 'kommune', parent: 'U-landsdel', label: UNKNOWN },
  )
  return {
    id: 'municipality',
    label: { da: 'Kommune', en: 'Municipality' },
    version: '2007',
    validFrom: '2007-01-01',
    validTo: '2026-12-31',
    source: OFFICIAL,
    levels: [
      { id: 'kommune', label: { da: 'Kommune', en: 'Municipality' } },
      { id: 'landsdel', label: { da: 'Landsdel', en: 'Province' } },
      { id: 'region', label: { da: 'Region', en: 'Region' } },
    ],
    nodes,
  }
}
