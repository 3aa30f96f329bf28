import { create } from 'xmlbuilder2'
import type { Invoice, InvoiceLine } from '#lib/invoicing/invoice.ts'
import { exemption, itemName, paymentTerms } from '#lib/invoicing/invoice-words.ts'

export const CUSTOMIZATION_ID = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
export const PROFILE_ID = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd'
type Node = Readonly<Record<string, unknown>>

/**
 * An invoice or credit note as UBL 2.1 by Peppol BIS Billing 3.0 with the Danish rules: CVR under scheme 0184, location number
 * under 0088, payment to a bank account (42) by registration number and account. Elements stand in the schema's order; the same
 * invoice always gives the same bytes.
 */
export function invoiceXml(number: string, invoice: Invoice): string {
  const isCredit = invoice.kind === 'credit-note'
  const root = isCredit ? 'CreditNote' : 'Invoice'
  const document = {
    [root]: {
      '@xmlns': `${UBL}:${root}-2`,
      '@xmlns:cac': `${UBL}:CommonAggregateComponents-2`,
      '@xmlns:cbc': `${UBL}:CommonBasicComponents-2`,
      'cbc:CustomizationID': CUSTOMIZATION_ID,
      'cbc:ProfileID': PROFILE_ID,
      'cbc:ID': number,
      'cbc:IssueDate': invoice.issuedOn,
      ...(isCredit ? { 'cbc:CreditNoteTypeCode': '381' } : { 'cbc:DueDate': invoice.dueOn, 'cbc:InvoiceTypeCode': '380' }),
      ...(invoice.credits ? { 'cbc:Note': invoice.credits.reason } : {}),
      'cbc:DocumentCurrencyCode': 'DKK',
      'cbc:BuyerReference': invoice.buyerReference,
      'cac:OrderReference': { 'cbc:ID': invoice.orders[0]?.number, 'cbc:SalesOrderID': invoice.orders[0]?.number },
      ...(invoice.credits ? { 'cac:BillingReference': billingReference(invoice.credits) } : {}),
      'cac:AccountingSupplierParty': { 'cac:Party': supplierParty(invoice) },
      'cac:AccountingCustomerParty': { 'cac:Party': customerParty(invoice) },
      'cac:PaymentMeans': paymentMeans(number, invoice),
      'cac:PaymentTerms': { 'cbc:Note': paymentTerms(invoice) },
      'cac:TaxTotal': taxTotal(invoice),
      'cac:LegalMonetaryTotal': {
        'cbc:LineExtensionAmount': money(invoice.subtotalOre),
        'cbc:TaxExclusiveAmount': money(invoice.subtotalOre),
        'cbc:TaxInclusiveAmount': money(invoice.totalOre),
        'cbc:PayableAmount': money(invoice.totalOre),
      },
      [`cac:${root}Line`]: invoice.lines.map((line, at) => lineNode(line, at + 1, invoice)),
    },
  }
  return `${create({ version: '1.0', encoding: 'UTF-8' }, legal(document) as Node).end({ prettyPrint: true })}\n`
}

/** Texts people typed, without the characters that no XML document may hold; line breaks become spaces. */
function legal(node: unknown): unknown {
  if (typeof node === 'string') return node.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
  if (Array.isArray(node)) return node.map(legal)
  return Object.fromEntries(Object.entries(node as Node).map(([name, value]) => [name, legal(value)]))
}

function billingReference(credits: NonNullable<Invoice['credits']>): Node {
  return { 'cac:InvoiceDocumentReference': { 'cbc:ID': credits.number, 'cbc:IssueDate': credits.issuedOn } }
}

function supplierParty({ supplier, vat }: Invoice): Node {
  return {
    'cbc:EndpointID': { '@schemeID': '0184', '#': supplier.cvr },
    'cac:PartyName': { 'cbc:Name': supplier.name },
    'cac:PostalAddress': address({ ...supplier, countryCode: 'DK' }),
    // What is outside the scope of VAT may name no VAT number (BR-O-02).
    ...(vat.category === 'O' ? {} : { 'cac:PartyTaxScheme': taxScheme(`DK${supplier.cvr}`) }),
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': supplier.name,
      'cbc:CompanyID': { '@schemeID': '0184', '#': supplier.cvr },
    },
    'cac:Contact': { 'cbc:ElectronicMail': supplier.email },
  }
}

function customerParty({ customer, vat, buyerReference }: Invoice): Node {
  const vatNumber = customer.countryCode === 'DK' && customer.cvr ? `DK${customer.cvr}` : customer.vatNumber
  return {
    'cbc:EndpointID': endpointOf(customer),
    'cac:PartyName': { 'cbc:Name': customer.name },
    'cac:PostalAddress': address(customer),
    ...(vatNumber && vat.category !== 'O' ? { 'cac:PartyTaxScheme': taxScheme(vatNumber) } : {}),
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': customer.name,
      ...(customer.cvr ? { 'cbc:CompanyID': { '@schemeID': '0184', '#': customer.cvr } } : {}),
    },
    'cac:Contact': { 'cbc:Name': buyerReference, ...(customer.email ? { 'cbc:ElectronicMail': customer.email } : {}) },
  }
}

/** The electronic address: location number, CVR number, or the e-mail address of a customer that has neither. */
function endpointOf({ ean, cvr, kind, email }: Invoice['customer']): Node {
  if (ean) return { '@schemeID': '0088', '#': ean }
  if (cvr && kind === 'cvr') return { '@schemeID': '0184', '#': cvr }
  return { '@schemeID': 'EM', '#': email }
}

function address(place: {
  readonly street: string
  readonly city: string
  readonly postalCode: string
  readonly countryCode: string
}): Node {
  return {
    ...(place.street ? { 'cbc:StreetName': place.street } : {}),
    ...(place.city ? { 'cbc:CityName': place.city } : {}),
    ...(place.postalCode ? { 'cbc:PostalZone': place.postalCode } : {}),
    'cac:Country': { 'cbc:IdentificationCode': place.countryCode },
  }
}

function taxScheme(companyId: string): Node {
  return { 'cbc:CompanyID': companyId, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }
}

function paymentMeans(number: string, { supplier, kind, dueOn }: Invoice): Node {
  return {
    'cbc:PaymentMeansCode': '42',
    ...(kind === 'credit-note' ? { 'cbc:PaymentDueDate': dueOn } : {}),
    'cbc:PaymentID': number,
    'cac:PayeeFinancialAccount': {
      'cbc:ID': supplier.account,
      'cbc:Name': supplier.accountName,
      'cac:FinancialInstitutionBranch': { 'cbc:ID': supplier.bankRegistration },
    },
  }
}

function taxTotal(invoice: Invoice): Node {
  const reason = exemption(invoice)
  return {
    'cbc:TaxAmount': money(invoice.vatOre),
    'cac:TaxSubtotal': {
      'cbc:TaxableAmount': money(invoice.subtotalOre),
      'cbc:TaxAmount': money(invoice.vatOre),
      'cac:TaxCategory': {
        ...category(invoice),
        ...(reason?.code ? { 'cbc:TaxExemptionReasonCode': reason.code } : {}),
        ...(reason ? { 'cbc:TaxExemptionReason': reason.text } : {}),
        'cac:TaxScheme': { 'cbc:ID': 'VAT' },
      },
    },
  }
}

/** Outside the scope of VAT there is no rate, not even 0 (BR-O-05). */
function category({ vat }: Invoice): Node {
  return { 'cbc:ID': vat.category, ...(vat.category === 'O' ? {} : { 'cbc:Percent': String(vat.percent) }) }
}

function lineNode(line: InvoiceLine, id: number, invoice: Invoice): Node {
  const quantity = line.minutes === null ? { '@unitCode': 'C62', '#': String(line.pieces) } : hours(line.minutes)
  return {
    'cbc:ID': String(id),
    [invoice.kind === 'invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity']: quantity,
    'cbc:LineExtensionAmount': money(line.amountOre),
    'cac:Item': {
      'cbc:Description': line.orderNumber,
      'cbc:Name': itemName(line.kind, invoice.locale),
      'cac:ClassifiedTaxCategory': { ...category(invoice), 'cac:TaxScheme': { 'cbc:ID': 'VAT' } },
    },
    'cac:Price': { 'cbc:PriceAmount': money(line.unitOre) },
  }
}

/** Hours with six decimals: with an hourly price the product stays within a hundredth of an øre of the line's amount. */
function hours(minutes: number): Node {
  return { '@unitCode': 'HUR', '#': String(Math.round((minutes / 60) * 1_000_000) / 1_000_000) }
}

/** Kroner with two decimals and a point, from whole øre, without going through a fraction. */
function money(amountOre: number): Node {
  const sign = amountOre < 0 ? '-' : ''
  const whole = Math.abs(amountOre)
  return { '@currencyID': 'DKK', '#': `${sign}${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}` }
}
