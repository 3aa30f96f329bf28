import type { Classification, ClassificationNode } from '#lib/catalogue/classification.ts'
import { field, readRecords } from './read-psv.ts'

const UNKNOWN = { da: 'Uoplyst eller ukendt diagnose', en: 'Unknown diagnosis' }

/** Codes for a diagnosis that is missing or not in the classification, finest level first. */
export const UNKNOWN_DIAGNOSIS = 'U-kategori'

/** ICD-10 as SKS uses it: three-character categories in blocks in 22 chapters. */
export function icd10(): Classification {
  const names = new Map(readRecords('icd10/categories.psv', '|').map((record) => [field(record, 'code'), record]))
  const chapters = readRecords('icd10/chapters.psv', '|')
  const blocks = readRecords('icd10/blocks.psv', '|')
  const nodes: ClassificationNode[] = chapters.map((record) => node(field(record, 'code'), 'chapter', null, record))
  for (const block of blocks) {
    const code = field(block, 'block')
    nodes.push(node(code, 'block', chapterOf(code.slice(0, 3), chapters), block))
    for (const category of categoriesOf(code, field(block, 'categories'))) {
      nodes.push(node(category, 'code3', code, names.get(category) ?? { da: category, en: category }))
    }
  }
  nodes.push(
    { code: 'U-kapitel', level: 'chapter', parent: null, label: UNKNOWN },
    { code: 'U-blok', level: 'block', parent: 'U-kapitel', label: UNKNOWN },
    { code: UNKNOWN_DIAGNOSIS, level: 'code3', parent: 'U-blok', label: UNKNOWN },
  )
  return {
    id: 'icd10',
    label: { da: 'Diagnoser (SKS, ICD-10)', en: 'Diagnoses (SKS, ICD-10)' },
    version: 'ICD-10, 22 kapitler',
    validFrom: '1994-01-01',
    validTo: null,
    source: {
      da: 'Sundhedsvæsenets Klassifikationssystem (SKS), bygget på WHO ICD-10',
      en: 'The Danish health care classification system (SKS), built on WHO ICD-10',
    },
    levels: [
      { id: 'code3', label: { da: 'Kategori (3 tegn)', en: 'Category (3 characters)' } },
      { id: 'block', label: { da: 'Blok', en: 'Block' } },
      { id: 'chapter', label: { da: 'Kapitel', en: 'Chapter' } },
    ],
    nodes,
  }
}

function node(code: string, level: string, parent: string | null, record: Record<string, string>): ClassificationNode {
  return { code, level, parent, label: { da: field(record, 'da'), en: field(record, 'en') } }
}

function chapterOf(category: string, chapters: readonly Record<string, string>[]): string {
  const chapter = chapters.find((record) => field(record, 'first') <= category && category <= field(record, 'last'))
  if (!chapter) throw new Error(`no chapter holds ${category}`)
  return field(chapter, 'code')
}

/** Unfolds `00-07,09` under the block's letter; a part may name another letter (`Y00-Y09`). */
function categoriesOf(block: string, ranges: string): string[] {
  return ranges.split(',').flatMap((range) => {
    const [first = '', last = first] = range.split('-')
    const letter = /^[A-Z]/.exec(first)?.[0] ?? block.slice(0, 1)
    const from = Number(first.replace(/^[A-Z]/, ''))
    const to = Number(last.replace(/^[A-Z]/, ''))
    return Array.from({ length: to - from + 1 }, (_, step) => `${letter}${String(from + step).padStart(2, '0')}`)
  })
}
