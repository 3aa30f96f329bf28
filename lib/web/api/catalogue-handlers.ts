import { classificationOf, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Register } from '#lib/catalogue/register.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { compose, quotedCustomerOf } from '#lib/orders/compose.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { alreadyAnswered } from '#lib/release/library/already-answered.ts'
import { listPublished, readPublishedFile } from '#lib/release/library/queries.ts'
import { dayOf } from '#lib/sla/day.ts'
import { type ApiAnswer, type ApiRequest, answer, notFound, refused } from '#lib/web/api/operation.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'

const summaryOf = ({ id, label, origin, originLabel, measures, coverage }: Register) => {
  return { id, label, origin, originLabel, measures, coverage }
}

export async function listRegisters(): Promise<ApiAnswer> {
  const catalogue = await publicCatalogue()
  return answer({ registers: catalogue.registers.map(summaryOf) })
}

export async function getRegister({ params }: ApiRequest): Promise<ApiAnswer> {
  const catalogue = await publicCatalogue()
  const register = findRegister(catalogue, params.register ?? '')
  if (!register) return notFound
  const variables = register.variables.map((variable) => {
    const { levels } = classificationOf(catalogue, variable)
    const { id, label, axis, filter } = variable
    return { id, label, axis, filter, levels: levels.filter((level) => variable.levels.includes(level.id)) }
  })
  const notes = register.notes.map(({ kind, year, text }) => ({ kind, year, text }))
  const { description, source } = register
  const values = (register.values ?? []).map(({ id, label, unit, statistics }) => ({ id, label, unit, statistics }))
  const { links } = register
  const linked = links && { variable: links.variable.id, registers: links.registers }
  const offered = {
    hasRates: register.denominator !== null,
    hasSurvival: register.survival !== undefined,
    values,
    linked: linked ?? null,
  }
  return answer({ ...summaryOf(register), description, source, notes, ...offered, variables })
}

export async function getCodes({ params }: ApiRequest): Promise<ApiAnswer> {
  const catalogue = await publicCatalogue()
  const register = findRegister(catalogue, params.register ?? '')
  const variable = register && findVariable(register, params.variable ?? '')
  if (!variable) return notFound
  const nodes = classificationOf(catalogue, variable).nodes.filter((node) => variable.levels.includes(node.level))
  return answer({
    variable: variable.id,
    codes: nodes.map(({ code, level, parent, label }) => ({ code, level, parent, label })),
  })
}

/** Size, price and date of a table, as the composer shows them. */
export async function checkSpecification({ body }: ApiRequest<Specification>, actor: Actor): Promise<ApiAnswer> {
  const { organisation } = actor
  if (!organisation) return refused({ kind: 'no-organisation' })
  const terms = await inTransaction(dbContextOf(actor), loadTerms)
  const composed = compose(body, terms, quotedCustomerOf(organisation), dayOf(new Date().toISOString()))
  if (!composed.ok) return refused(composed)
  const { shape, quote, expected, resolved } = composed.value
  const published = await listPublished({ registerId: body.register })
  return answer({
    rows: shape.rowCount,
    columns: shape.columnCount,
    cells: shape.cells,
    price: {
      totalOre: quote.totalOre,
      capTotalOre: quote.capTotalOre,
      vatOre: quote.vatOre,
      lines: quote.lines.map(({ kind, quantity, hours, amountOre }) => ({ kind, quantity, hours: hours ?? null, amountOre })),
    },
    expectedOn: expected?.on ?? null,
    alreadyPublic: alreadyAnswered(resolved, published, terms.catalogue).map(({ table, how }) => ({
      id: table.releaseId,
      title: table.title,
      how,
    })),
  })
}

export async function listTables({ query }: ApiRequest): Promise<ApiAnswer> {
  const [search, registerId] = [query.get('search')?.slice(0, 200), query.get('register')]
  const tables = await listPublished({ ...(search ? { search } : {}), ...(registerId ? { registerId } : {}) })
  return answer({
    tables: tables.map((table) => ({
      id: table.releaseId,
      title: table.title,
      register: table.registerId,
      orderedBy: table.organisationName,
      publicSince: table.publishedAt.toISOString(),
      specification: table.specification,
    })),
  })
}

export async function getTableFile({ params, query, locale }: ApiRequest): Promise<ApiAnswer> {
  const file = await readPublishedFile(params.tableId ?? '', params.format ?? '', query.get('language') ?? locale)
  return typeof file === 'string' ? refused({ kind: file }) : { kind: 'file', ...file }
}
