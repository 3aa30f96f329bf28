import { icd10, UNKNOWN_DIAGNOSIS } from '../../prisma/seed-data/icd10.ts'
import { CANCERS, type Condition } from './conditions.ts'
import { mix, type Random } from './random.ts'
import { weightedChoice } from './weighted-choice.ts'

/** Upper ages of the bands that share a pattern of disease. */
const BANDS = [0, 4, 14, 24, 44, 64, 79, 150]

/** Relative frequency of each chapter in each band, for men; invented, shaped after what hospitals see. */
const CHAPTERS: Readonly<Record<string, readonly number[]>> = {
  I: [40, 45, 20, 15, 12, 14, 16, 18],
  II: [5, 6, 8, 12, 40, 130, 190, 130],
  III: [4, 6, 6, 6, 8, 12, 18, 22],
  IV: [8, 10, 18, 20, 35, 60, 70, 55],
  V: [1, 8, 40, 75, 70, 35, 20, 30],
  VI: [8, 12, 20, 25, 35, 45, 45, 35],
  VII: [6, 15, 20, 10, 15, 50, 110, 120],
  VIII: [10, 55, 30, 12, 14, 30, 50, 45],
  IX: [4, 3, 5, 10, 30, 110, 190, 210],
  X: [70, 110, 50, 30, 30, 50, 85, 100],
  XI: [20, 25, 30, 35, 60, 85, 85, 75],
  XII: [10, 20, 25, 30, 30, 35, 45, 50],
  XIII: [4, 10, 40, 60, 110, 180, 170, 110],
  XIV: [12, 20, 18, 20, 35, 60, 90, 95],
  XV: [0, 0, 0, 0, 0, 0, 0, 0],
  XVI: [160, 2, 0, 0, 0, 0, 0, 0],
  XVII: [70, 35, 25, 12, 8, 6, 3, 1],
  XVIII: [60, 70, 70, 70, 90, 120, 130, 150],
  XIX: [25, 110, 170, 150, 120, 110, 110, 170],
  XXI: [90, 60, 70, 70, 90, 130, 160, 140],
  XXII: [3, 3, 3, 4, 6, 9, 12, 14],
}

/** Women's frequency over men's where they differ much; pregnancy is set apart below. */
const WOMEN: Readonly<Record<string, number>> = { V: 1.15, IX: 0.75, XIII: 1.15, XIV: 1.5, XIX: 0.9, XVIII: 1.1 }
const PREGNANCY = [0, 0, 1, 120, 330, 2, 0, 0]

const WOMEN_ONLY = /^(O|C5[1-8]|D2[5-8]|D06|D39|N[789]\d|A34|F53|Z3[2-7])/
const MEN_ONLY = /^(C6[0-3]|D29|D40|N4\d|N5[01])/
/** Exponent of the long tail: the category of rank r is drawn in proportion to 1 / r ^ TAIL. */
const TAIL = 1.15

export interface DiagnosisModel {
  /** SKS codes in order; a position in this list is what the register stores. */
  readonly dictionary: readonly string[]
  /** Draws a stored diagnosis for a person of this sex (1, 2) and age. */
  readonly draw: (sex: number, age: number, random: Random) => number
  /** Draws a stored diagnosis for a lasting disease. */
  readonly drawOf: (condition: Condition, sex: number, random: Random) => number
  /** Whether contacts for this diagnosis are mostly acute. */
  readonly isAcute: (diagnosis: number) => boolean
}

interface Category {
  readonly code: string
  readonly chapter: string
  /** 1 for the most common of its chapter. */
  readonly rank: number
}

/** Incidence by chapter, sex and age, a long tail within each chapter, and finer codes below some categories. */
export function createDiagnosisModel(): DiagnosisModel {
  const categories = rankedCategories()
  const stored = categories.map((category) => finerCodes(category.code))
  const dictionary = stored.flat().toSorted()
  const position = new Map(dictionary.map((code, at) => [code, at]))
  const places = stored.map((codes) => codes.map((code) => position.get(code) ?? 0))
  const choices = [1, 2].map((sex) =>
    BANDS.map((_, band) => weightedChoice(categories.map((category) => weightOf(category, sex, band)))),
  )
  const ofCondition = codesOfConditions(categories)
  const placesOf = new Map(categories.map(({ code }, at) => [code, places[at] ?? [0]]))
  const finerOf = (finer: readonly number[], random: Random) =>
    finer[Math.min(finer.length - 1, Math.floor(random.uniform() ** 2 * finer.length))] ?? 0
  const acute = new Set(stored.flatMap((codes) => (/^D[STJ]/.test(codes[0] ?? '') ? codes.map((c) => position.get(c) ?? 0) : [])))
  return {
    dictionary,
    draw(sex, age, random) {
      const band = BANDS.findIndex((upper) => age <= upper)
      const category = choices[sex - 1]?.[band]?.(random) ?? 0
      return finerOf(places[category] ?? [0], random)
    },
    drawOf(condition, sex, random) {
      const codes = ofCondition(condition, sex)
      // The first of few codes is the most common by far; of many the tail is long.
      const at = Math.floor(random.uniform() ** 3 * codes.length)
      return finerOf(placesOf.get(codes[at] ?? '') ?? [0], random)
    },
    isAcute: (diagnosis) => acute.has(diagnosis),
  }
}

/** The categories of each lasting disease that exist for a sex; those of the rare cancers are all sites that have no disease of their own. */
function codesOfConditions(categories: readonly Category[]): (condition: Condition, sex: number) => readonly string[] {
  const common = new Set(CANCERS.flatMap(({ codes }) => codes))
  const rare = [1, 2].map((sex) =>
    categories
      .filter(({ code }) => code.startsWith('C') && !common.has(code) && !(sex === 1 ? WOMEN_ONLY : MEN_ONLY).test(code))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ code }) => code),
  )
  return (condition, sex) => (condition.codes.length === 0 ? (rare[sex - 1] ?? []) : condition.codes)
}

/** Categories with a name of their own come first in each chapter: they are the common ones. */
function rankedCategories(): Category[] {
  const classification = icd10()
  const chapterOfBlock = new Map(classification.nodes.filter((n) => n.level === 'block').map((n) => [n.code, n.parent ?? '']))
  const all = classification.nodes
    .filter((node) => node.level === 'code3' && node.code !== UNKNOWN_DIAGNOSIS)
    .map((node) => ({
      code: node.code,
      chapter: chapterOfBlock.get(node.parent ?? '') ?? '',
      order: (node.label.da === node.code ? 1 : 0) + (mix(hashText(node.code)) >>> 0) / 4_294_967_296,
    }))
    .filter((category) => category.chapter in CHAPTERS)
  const byChapter = Map.groupBy(all, (category) => category.chapter)
  return [...byChapter.values()].flatMap((inside) =>
    inside.toSorted((a, b) => a.order - b.order).map(({ code, chapter }, at) => ({ code, chapter, rank: at + 1 })),
  )
}

function weightOf({ code, chapter, rank }: Category, sex: number, band: number): number {
  if (sex === 1 ? WOMEN_ONLY.test(code) : MEN_ONLY.test(code)) return 0
  const pregnancy = chapter === 'XV' ? (PREGNANCY[band] ?? 0) : 0
  const base = (CHAPTERS[chapter]?.[band] ?? 0) * (sex === 2 ? (WOMEN[chapter] ?? 1) : 1)
  // Each category leans towards some ages, so that a chapter's parts do not all have the same curve.
  const lean = 0.4 + ((mix(hashText(code) + 7 * (band >> 1)) >>> 0) / 4_294_967_296) * 1.2
  return ((base + pregnancy) * lean) / rank ** TAIL
}

/** The SKS code of the category and up to three finer ones. */
function finerCodes(category: string): string[] {
  const hash = mix(hashText(category) + 99) >>> 0
  const suffixes = ['', '0', '9', '1A'].slice(0, 1 + (hash % 4))
  return suffixes.map((suffix) => `D${category}${suffix}`)
}

function hashText(text: string): number {
  let hash = 17
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash, 31) + text.charCodeAt(i)
  return hash
}
