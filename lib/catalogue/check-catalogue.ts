import type { Catalogue } from './catalogue.ts'
import type { Classification } from './classification.ts'
import { LINK_AXIS } from './linked-events.ts'
import type { Register } from './register.ts'
import { TOTAL_CODE } from './resolved-specification.ts'

/** Everything in a catalogue that does not hang together, in words for an administrator; empty when it does. */
export function checkCatalogue(catalogue: Catalogue): string[] {
  return [
    ...catalogue.classifications.flatMap(checkClassification),
    ...catalogue.registers.flatMap((register) => checkRegister(register, catalogue)),
    ...catalogue.snapshots
      .filter((snapshot) => !catalogue.registers.some((register) => register.id === snapshot.registerId))
      .map((snapshot) => `snapshot ${snapshot.id}: there is no register ${snapshot.registerId}`),
  ]
}

/** Codes are unique, and every node hangs from one exactly one level up, so that each level covers all codes. */
function checkClassification(classification: Classification): string[] {
  const say = (text: string) => `classification ${classification.id}: ${text}`
  const problems: string[] = []
  const levels = classification.levels.map((level) => level.id)
  const byCode = new Map<string, Classification['nodes'][number]>()
  for (const node of classification.nodes) {
    if (byCode.has(node.code) || node.code === TOTAL_CODE) problems.push(say(`the code ${node.code} stands twice or is reserved`))
    byCode.set(node.code, node)
  }
  for (const node of classification.nodes) {
    const depth = levels.indexOf(node.level)
    const above = levels[depth + 1] ?? null
    const parent = node.parent === null ? null : byCode.get(node.parent)
    if (depth < 0) problems.push(say(`${node.code} has the unknown level ${node.level}`))
    else if ((parent?.level ?? null) !== above) problems.push(say(`${node.code} does not hang from a code of level ${above}`))
  }
  return problems
}

function checkRegister(register: Register, catalogue: Catalogue): string[] {
  const say = (text: string) => `register ${register.id}: ${text}`
  const problems: string[] = []
  const ids = new Set<string>()
  for (const variable of register.variables) {
    if (ids.has(variable.id)) problems.push(say(`the variable ${variable.id} stands twice`))
    ids.add(variable.id)
    const classification = catalogue.classifications.find((each) => each.id === variable.classification)
    if (!classification) problems.push(say(`${variable.id} uses the unknown classification ${variable.classification}`))
    for (const level of variable.levels) {
      if (classification && !classification.levels.some((each) => each.id === level)) {
        problems.push(say(`${variable.id} offers the unknown level ${level}`))
      }
    }
    if (variable.missing !== null && !classification?.nodes.some((node) => node.code === variable.missing)) {
      problems.push(say(`${variable.id} uses the unknown code ${variable.missing} for missing values`))
    }
    if (!register.tables.some((table) => table.id === variable.source.table)) {
      problems.push(say(`${variable.id} lies in the unknown table ${variable.source.table}`))
    }
  }
  const { survival, links } = register
  for (const id of links?.registers ?? []) {
    const linked = catalogue.registers.find((each) => each.id === id)
    if (!linked?.eventColumn || !linked.contactColumn)
      problems.push(say(`the linked register ${id} has no time of event or no key`))
  }
  if (links && links.variable.id !== LINK_AXIS.variable) problems.push(say(`linked events are called ${LINK_AXIS.variable}`))
  if (links && !catalogue.classifications.some((each) => each.id === links.variable.classification))
    problems.push(say(`${links.variable.id} uses the unknown classification ${links.variable.classification}`))
  const named = [
    ...(survival ? [survival.time, survival.status] : []),
    register.periodVariable,
    ...(register.denominator?.variables.map((each) => each.variable) ?? []),
  ]
  for (const id of [...named, ...(register.denominator?.countedOnly ?? [])]) {
    if (!ids.has(id)) problems.push(say(`${id} is not a variable`))
  }
  if (register.measures.includes('contacts') && register.contactColumn === null) problems.push(say('contacts have no key'))
  if (register.measures.includes('cases') && !(register.eventColumn && register.contactColumn))
    problems.push(say('cases have no time of event or no key'))
  return problems
}
