import { type Catalogue, classificationOf } from '#lib/catalogue/catalogue.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'

export interface AxisOption {
  readonly value: string
  readonly label: string
  readonly group: string
}

/** Every variable and level that can stand on a side of the table, as `variable.level`; the linked events where some are linked. */
export function axisOptions(register: Register, catalogue: Catalogue, locale: Locale, isLinked = false): AxisOption[] {
  const linked = register.links && isLinked ? [register.links.variable] : []
  return [...register.variables, ...linked]
    .filter((variable) => variable.axis)
    .flatMap((variable) => {
      const levels = classificationOf(catalogue, variable).levels
      return variable.levels.map((level) => {
        const levelLabel = levels.find((each) => each.id === level)?.label[locale] ?? level
        const own = variable.label[locale]
        const label = variable.levels.length > 1 ? `${own}: ${levelLabel.toLocaleLowerCase(locale)}` : own
        return { value: `${variable.id}.${level}`, label, group: own }
      })
    })
}

export interface CodeChoice {
  readonly value: string
  readonly label: string
}

const MOST_BOXES = 30

/** Codes offered as boxes to tick: all there are, when they stand on one level and are few enough to read; otherwise null. */
export function codeChoices(
  variable: Variable,
  levels: readonly string[],
  catalogue: Catalogue,
  locale: Locale,
): CodeChoice[] | null {
  const nodes = indexClassification(classificationOf(catalogue, variable)).atLevel(levels[0] ?? '')
  if (levels.length > 1 || nodes.length > MOST_BOXES) return null
  return nodes.map((node) => ({ value: node.code, label: labelWithCode(node.code, node.label[locale]) }))
}

/** Whether there is anything to group. */
export function hasMoreThanTwoCodes(variable: Variable, catalogue: Catalogue): boolean {
  const index = indexClassification(classificationOf(catalogue, variable))
  return index.atLevel(index.finestLevel).length > 2
}

/** Three codes of a variable to show how groups are written. */
export function exampleCodes(variable: Variable, catalogue: Catalogue): { first: string; second: string; third: string } {
  const index = indexClassification(classificationOf(catalogue, variable))
  const nodes = variable.levels.map((level) => index.atLevel(level)).find((level) => level.length <= 120)
  const [first, second, third] = (nodes ?? index.atLevel(variable.levels[0] ?? '')).map(({ code }) => code)
  return { first: first ?? '', second: second ?? first ?? '', third: third ?? second ?? first ?? '' }
}

function labelWithCode(code: string, label: string): string {
  return label === code || /^\d+(-\d+)?\+?$/.test(code) ? label : `${label} (${code})`
}
