import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import {
  decideSpecification,
  type ResolvedSpecification,
  type SpecificationRefusal,
} from '#lib/catalogue/decide-specification.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type TableShape, tableShape } from '#lib/catalogue/table-shape.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { orderTypeOf } from '#lib/orders/order-type.ts'
import { type Quote, type QuotedCustomer, quote } from '#lib/pricing/quote.ts'
import type { QuotedShape } from '#lib/pricing/quoted-shape.ts'
import { CUSTOMER_CLASSES, type Tariff, VAT_TREATMENTS } from '#lib/pricing/tariff.ts'
import { tariffOn } from '#lib/pricing/tariff-on.ts'
import type { Calendar } from '#lib/sla/calendar.ts'
import { type ExpectedDelivery, expectedDelivery } from '#lib/sla/expected-delivery.ts'
import type { OrderType, ServiceLevels } from '#lib/sla/legs.ts'

/** The terms of the service as they stand: everything a price, a date and a limit follow from. */
export interface Terms {
  readonly catalogue: Catalogue
  readonly tariffs: readonly { readonly id: string; readonly tariff: Tariff }[]
  readonly calendar: Calendar
  readonly levels: ServiceLevels
  readonly maxCells: number
  readonly autoOffer: { readonly enabled: boolean; readonly maxCells: number }
}

/** What the service can say about a table while it is composed. */
export interface Composition {
  readonly resolved: ResolvedSpecification
  readonly shape: TableShape
  readonly tariffId: string
  readonly tariff: Tariff
  readonly quote: Quote
  /** Null when the service has switched promises off. */
  readonly expected: ExpectedDelivery | null
  /** Whether the service can make the offer itself. */
  readonly isStandard: boolean
  /** Whose promises the date follows. */
  readonly orderType: OrderType
}

export type ComposeRefusal = SpecificationRefusal | Refusal<'no-tariff'>

/** Answers a specification with its size, price and date, or with the reason it can't be made. `today` is a day in Copenhagen. */
export function compose(
  specification: Specification,
  terms: Terms,
  customer: QuotedCustomer,
  today: string,
  /** The type of an order that was handed in; without one the type that the specification has under these terms. */
  promisedType?: OrderType,
): Result<Composition, ComposeRefusal> {
  const resolved = decideSpecification(specification, terms.catalogue, { maxCells: terms.maxCells })
  if (!resolved.ok) return resolved
  const chosen = tariffOn(
    today,
    terms.tariffs.map((each) => each.tariff),
  )
  if (!chosen.ok) return refuse('no-tariff')
  const tariffId = terms.tariffs.find((each) => each.tariff === chosen.value)?.id
  if (tariffId === undefined) return refuse('no-tariff')
  const shape = tableShape(resolved.value)
  const isStandard = terms.autoOffer.enabled && shape.countedCells <= terms.autoOffer.maxCells
  const quotedShape = quotedShapeOf(specification, shape)
  const orderType = promisedType ?? orderTypeOf({ isStandard, isExpress: quotedShape.express })
  return ok({
    resolved: resolved.value,
    shape,
    tariffId,
    tariff: chosen.value,
    quote: quote(quotedShape, chosen.value, customer),
    expected: expectedDelivery(orderType, today, terms.calendar, terms.levels),
    isStandard,
    orderType,
  })
}

/** What the price depends on, read from a table's shape. One order holds one table so far, over one register and at most one that events are linked from. */
export function quotedShapeOf(specification: Specification, shape: TableShape): QuotedShape {
  return {
    cells: shape.cells,
    tables: 1,
    registers: shape.registers,
    linkedRegisters: shape.registers - 1,
    ownCodeLists: 0,
    express: false,
    rates: specification.rate,
    standardisedRates: specification.standardisation !== undefined,
    statistics: specification.value !== undefined,
    survival: specification.survival === true,
    rateRatios: specification.rateRatios === true,
  }
}

/** Reads how an organisation is priced from its stored words. Throws on words outside the tariff's closed sets. */
export function quotedCustomerOf(organisation: {
  readonly customerClass: string
  readonly vatTreatment: string
}): QuotedCustomer {
  const customerClass = CUSTOMER_CLASSES.find((each) => each === organisation.customerClass)
  const vat = VAT_TREATMENTS.find((each) => each === organisation.vatTreatment)
  if (!customerClass || !vat) throw new Error('an organisation has an unknown customer class or VAT treatment')
  return { customerClass, vat }
}
