import { getTranslations } from 'next-intl/server'
import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { QuestionPart } from '#lib/orders/questions/question-part.ts'

const SIDES = { row: 'rows', column: 'columns', filter: 'filters' } as const

/** Names the parts of a table of one register in words: "Rows: Sex". */
export async function partLabels(
  catalogue: Catalogue,
  registerId: string,
  locale: Locale,
): Promise<(part: QuestionPart) => string> {
  const t = await getTranslations('requester.order')
  const parts = await getTranslations('requester.parts')
  const register = findRegister(catalogue, registerId)
  return (part) => {
    const [side = '', variable = ''] = part.split(':')
    if (side === 'row' || side === 'column' || side === 'filter')
      return `${t(SIDES[side])}: ${(register && findVariable(register, variable)?.label[locale]) ?? variable}`
    return parts.has(side) ? parts(side) : side
  }
}
