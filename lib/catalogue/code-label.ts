import { type Catalogue, classificationOf, findRegister, findVariable } from './catalogue.ts'
import { indexClassification } from './index-classification.ts'
import type { Locale } from './local-text.ts'

/** The words for a code of a variable in one language; the code itself when the catalogue doesn't know it. */
export function codeLabel(catalogue: Catalogue, registerId: string, variableId: string, code: string, locale: Locale): string {
  const register = findRegister(catalogue, registerId)
  const variable = register && findVariable(register, variableId)
  if (!variable) return code
  return indexClassification(classificationOf(catalogue, variable)).node(code)?.label[locale] ?? code
}
