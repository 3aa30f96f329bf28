import { describe, expect, it } from 'vitest'
import { convert } from 'xmlbuilder2'
import { documentFaults } from '#lib/invoicing/document-faults.ts'
import { creditNoteOf, draftInvoices } from '#lib/invoicing/draft-invoices.ts'
import type { Invoice } from '#lib/invoicing/invoice.ts'
import { invoiceXml } from '#lib/invoicing/invoice-xml.ts'
import { billable, CUSTOMERS, TERMS } from './example-orders.ts'

type Customer = keyof typeof CUSTOMERS

function invoiceTo(customer: Customer, more = {}): Invoice {
  const [draft] = draftInvoices([billable(CUSTOMERS[customer], more), billable(CUSTOMERS[customer], more)], TERMS).drafts
  if (!draft) throw new Error('no draft')
  return draft.invoice
}

const NUMBER = 'F2026-000001'
const xmlTo = (customer: Customer, more = {}) => invoiceXml(NUMBER, invoiceTo(customer, more))
const parsed = (xml: string) => convert(xml, { format: 'object' }) as { Invoice: Record<string, unknown> }

/** UBL 2.1 is a sequence: elements out of this order are invalid. */
const INVOICE_SEQUENCE = [
  ...['cbc:CustomizationID', 'cbc:ProfileID', 'cbc:ID', 'cbc:IssueDate', 'cbc:DueDate', 'cbc:InvoiceTypeCode'],
  ...['cbc:CreditNoteTypeCode', 'cbc:Note', 'cbc:DocumentCurrencyCode', 'cbc:BuyerReference', 'cac:OrderReference'],
  ...['cac:BillingReference', 'cac:AccountingSupplierParty', 'cac:AccountingCustomerParty', 'cac:PaymentMeans'],
  ...['cac:PaymentTerms', 'cac:TaxTotal', 'cac:LegalMonetaryTotal', 'cac:InvoiceLine', 'cac:CreditNoteLine'],
]
const PARTY_SEQUENCE = [
  'cbc:EndpointID',
  'cac:PartyName',
  'cac:PostalAddress',
  'cac:PartyTaxScheme',
  'cac:PartyLegalEntity',
  'cac:Contact',
]

describe.each(Object.keys(CUSTOMERS) as Customer[])('an invoice to a customer of the kind %s', (customer) => {
  it('breaks no rule of EN 16931, Peppol or Denmark that applies to it', () => {
    expect(documentFaults(xmlTo(customer))).toEqual([])
  })

  it('has its elements in the order of the schema', () => {
    const names = Object.keys(parsed(xmlTo(customer)).Invoice).filter((name) => !name.startsWith('@'))
    expect(names).toEqual(INVOICE_SEQUENCE.filter((name) => names.includes(name)))
    const party = (parsed(xmlTo(customer)).Invoice['cac:AccountingCustomerParty'] as { 'cac:Party': object })['cac:Party']
    expect(Object.keys(party)).toEqual(PARTY_SEQUENCE.filter((name) => name in party))
  })

  it('can be taken back by a credit note that breaks no rule either', () => {
    const note = creditNoteOf(invoiceTo(customer), { number: NUMBER, reason: 'Fejl & <mangler>', on: '2026-12-04' })
    const xml = invoiceXml('F2026-000002', note)
    expect(documentFaults(xml)).toEqual([])
    expect(xml).toContain('<cbc:Note>Fejl &amp; &lt;mangler&gt;</cbc:Note>')
  })

  it('is the same bytes every time', () => {
    const invoice = invoiceTo(customer)
    expect(invoiceXml(NUMBER, invoice)).toBe(invoiceXml(NUMBER, invoice))
  })
})

describe('the electronic address', () => {
  it('is the location number of a public body, the CVR number of a business, the e-mail address of anybody else', () => {
    const endpoint = (customer: Customer) =>
      /<cac:AccountingCustomerParty>\s*<cac:Party>\s*(<cbc:EndpointID.*?>.*?<)/.exec(xmlTo(customer))?.[1]
    expect(endpoint('ean')).toBe('<cbc:EndpointID schemeID="0088">5798000000001<')
    expect(endpoint('cvr')).toBe('<cbc:EndpointID schemeID="0184">99000201<')
    expect(endpoint('person')).toBe('<cbc:EndpointID schemeID="EM">rikke@example.dk<')
    expect(endpoint('foreign')).toBe('<cbc:EndpointID schemeID="EM">rikke@example.dk<')
  })
})

describe('VAT on the document', () => {
  it('is 25 percent, none with its reason, reverse charge in the EU, or outside the scope beyond it', () => {
    const tax = (customer: Customer) => {
      const xml = xmlTo(customer)
      const subtotal = /<cac:TaxSubtotal>[\s\S]*<\/cac:TaxSubtotal>/.exec(xml)?.[0] ?? ''
      const find = (name: string) => new RegExp(`<cbc:${name}[^>]*>([^<]*)<`).exec(subtotal)?.[1] ?? null
      return [/<cac:TaxCategory>\s*<cbc:ID>(\w+)</.exec(subtotal)?.[1], find('Percent'), find('TaxExemptionReasonCode')]
    }
    expect(tax('cvr')).toEqual(['S', '25', null])
    expect(tax('exempt')).toEqual(['E', '0', null])
    expect(tax('foreign')).toEqual(['AE', '0', 'VATEX-EU-AE'])
    expect(tax('beyond')).toEqual(['O', null, 'VATEX-EU-O'])
  })
})

describe('the rules bite on a document that was tampered with', () => {
  const xml = xmlTo('cvr')
  const tampered: Readonly<Record<string, readonly [from: RegExp, to: string]>> = {
    'BR-CO-15': [/(TaxInclusiveAmount currencyID="DKK">)\d/, '$19'],
    'BR-CO-10': [/(LegalMonetaryTotal>\s*<cbc:LineExtensionAmount currencyID="DKK">)\d/, '$19'],
    'BR-CO-17': [/<cbc:Percent>25<(\/cbc:Percent>[\s\S]*?LegalMonetary)/, '<cbc:Percent>12<$1'],
    'BR-CO-16': [/(PayableAmount currencyID="DKK">)\d/, '$19'],
    R120: [/<cbc:PriceAmount currencyID="DKK">\d/, '<cbc:PriceAmount currencyID="DKK">7'],
    R010: [/schemeID="0184">99000201/, 'schemeID="0184">99000202'],
    'DK-R-006': [/<cbc:ID>0000<\/cbc:ID>/, '<cbc:ID>7</cbc:ID>'],
    'DK-R-014': [/(<cbc:CompanyID) schemeID="0184"(>33257872)/, '$1 schemeID="0088"$2'],
    R051: [/currencyID="DKK"/, 'currencyID="EUR"'],
    'BR-02': [/<cbc:ID>F2026-000001<\/cbc:ID>/, ''],
    'BR-04': [/>380</, '>325<'],
    'BR-S-08': [/(TaxableAmount currencyID="DKK">)\d/, '$19'],
    'BR-27': [/(<cbc:PriceAmount currencyID="DKK">)/, '$1-'],
    'BR-25': [/<cbc:Name>Grundpris<\/cbc:Name>/, ''],
  }
  it.each(Object.entries(tampered))('%s', (rule, [from, to]) => {
    const changed = xml.replace(from, to)
    expect(changed).not.toBe(xml)
    expect(documentFaults(changed)).toContain(rule)
  })

  it('and on a text that is no invoice at all', () => {
    expect(documentFaults('<Order/>')).toEqual(['not-a-document'])
  })
})

describe('what customers type', () => {
  it('cannot break the document: markup is text, and characters XML does not allow are left out', () => {
    const xml = xmlTo('cvr', { reference: '<x>&"]]>\u0001\u0000 42' })
    expect(documentFaults(xml)).toEqual([])
    expect(xml).toContain('<cbc:BuyerReference>&lt;x&gt;&amp;"]]&gt; 42</cbc:BuyerReference>')
  })
})
