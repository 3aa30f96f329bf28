import { convert } from 'xmlbuilder2'
import { checkCvr, checkGln } from '#lib/identity/customer-number.ts'
import { CUSTOMIZATION_ID, PROFILE_ID } from '#lib/invoicing/invoice-xml.ts'

/** A parsed element: text, an object with `@attributes` and children, or a list of either. */
type Tree = string | undefined | { readonly [name: string]: Tree } | readonly Tree[]

/**
 * What is wrong with an invoice document, by the rules of EN 16931 (BR-...), Peppol BIS Billing 3.0 (R...) and Denmark (DK-...)
 * that apply to documents like ours. It reads the finished bytes and shares nothing with the code that wrote them. An empty list
 * means that none of these rules is broken; it is not the whole of the official validation.
 */
export function documentFaults(xml: string): string[] {
  const parsed = convert(xml, { format: 'object' }) as unknown as Tree
  const isCredit = at(parsed, 'CreditNote') !== undefined
  const root = at(parsed, isCredit ? 'CreditNote' : 'Invoice')
  if (root === undefined) return ['not-a-document']
  const lines = list(at(root, isCredit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine'))
  const rules = [...headRules(root, isCredit), ...partyRules(root), ...sumRules(root, lines), ...taxRules(root, lines)]
  return [...rules, ...lines.flatMap((line) => lineRules(line, isCredit))].filter(([, holds]) => !holds).map(([rule]) => rule)
}

type Rule = readonly [rule: string, holds: boolean]

function headRules(root: Tree, isCredit: boolean): Rule[] {
  const means = text(root, 'cac:PaymentMeans/cbc:PaymentMeansCode')
  const account = 'cac:PaymentMeans/cac:PayeeFinancialAccount'
  return [
    ['BR-01', text(root, 'cbc:CustomizationID') === CUSTOMIZATION_ID],
    ['R007', text(root, 'cbc:ProfileID') === PROFILE_ID],
    ['BR-02', text(root, 'cbc:ID') !== ''],
    ['BR-03', isDay(text(root, 'cbc:IssueDate'))],
    ['BR-04', text(root, isCredit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode') === (isCredit ? '381' : '380')],
    ['BR-05', text(root, 'cbc:DocumentCurrencyCode') === 'DKK'],
    ['R003', text(root, 'cbc:BuyerReference') !== '' || text(root, 'cac:OrderReference/cbc:ID') !== ''],
    ['BR-CO-25', isDay(text(root, 'cbc:DueDate')) || text(root, 'cac:PaymentTerms/cbc:Note') !== ''],
    ['BR-55', !isCredit || text(root, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID') !== ''],
    ['BR-49', means !== ''],
    ['DK-R-005', ['1', '10', '31', '42', '48', '49', '50', '58', '59', '93', '97'].includes(means)],
    [
      'DK-R-006',
      !['31', '42'].includes(means) ||
        (/^\d{4,10}$/.test(text(root, `${account}/cbc:ID`)) &&
          /^\d{4}$/.test(text(root, `${account}/cac:FinancialInstitutionBranch/cbc:ID`))),
    ],
    ['DK-R-016', number(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount') >= 0],
  ]
}

function partyRules(root: Tree): Rule[] {
  const seller = at(root, 'cac:AccountingSupplierParty/cac:Party')
  const buyer = at(root, 'cac:AccountingCustomerParty/cac:Party')
  const companyId = 'cac:PartyLegalEntity/cbc:CompanyID'
  return [
    ['BR-06', text(seller, 'cac:PartyLegalEntity/cbc:RegistrationName') !== ''],
    ['BR-07', text(buyer, 'cac:PartyLegalEntity/cbc:RegistrationName') !== ''],
    ['BR-09', text(seller, 'cac:PostalAddress/cac:Country/cbc:IdentificationCode') === 'DK'],
    ['BR-11', /^[A-Z]{2}$/.test(text(buyer, 'cac:PostalAddress/cac:Country/cbc:IdentificationCode'))],
    ['R020', isAddress(seller)],
    ['R010', isAddress(buyer)],
    ['DK-R-014', text(seller, `${companyId}/@schemeID`) === '0184' && checkCvr(text(seller, companyId)).ok],
    ['DK-R-002', text(seller, companyId) !== ''],
    ['BR-CO-09', ['', 'DK'].includes(text(seller, 'cac:PartyTaxScheme/cbc:CompanyID').slice(0, 2))],
  ]
}

/** An electronic address with its scheme, and its check digits where the scheme has them. */
function isAddress(party: Tree): boolean {
  const value = text(party, 'cbc:EndpointID')
  const scheme = text(party, 'cbc:EndpointID/@schemeID')
  if (scheme === '0184') return checkCvr(value).ok
  if (scheme === '0088') return checkGln(value).ok
  return scheme === 'EM' && /^[^@\s]+@[^@\s]+$/.test(value)
}

function sumRules(root: Tree, lines: readonly Tree[]): Rule[] {
  const totals = at(root, 'cac:LegalMonetaryTotal')
  const lineSum = sum(lines.map((line) => number(line, 'cbc:LineExtensionAmount')))
  const taxSum = sum(list(at(root, 'cac:TaxTotal/cac:TaxSubtotal')).map((each) => number(each, 'cbc:TaxAmount')))
  const exclusive = number(totals, 'cbc:TaxExclusiveAmount')
  const tax = number(root, 'cac:TaxTotal/cbc:TaxAmount')
  return [
    ['BR-16', lines.length > 0],
    ['BR-CO-10', number(totals, 'cbc:LineExtensionAmount') === lineSum],
    ['BR-CO-13', exclusive === lineSum],
    ['BR-CO-14', tax === taxSum],
    ['BR-CO-15', number(totals, 'cbc:TaxInclusiveAmount') === exclusive + tax],
    ['BR-CO-16', number(totals, 'cbc:PayableAmount') === number(totals, 'cbc:TaxInclusiveAmount')],
    ['R051', amountsOf(root).every(({ currency, written }) => currency === 'DKK' && /^-?\d+\.\d{2}$/.test(written))],
  ]
}

function taxRules(root: Tree, lines: readonly Tree[]): Rule[] {
  const breakdown = list(at(root, 'cac:TaxTotal/cac:TaxSubtotal'))
  const sellerVat = text(root, 'cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID')
  const buyerVat = text(root, 'cac:AccountingCustomerParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID')
  return [
    ['BR-CO-18', breakdown.length > 0],
    ...breakdown.flatMap((each): Rule[] => {
      const id = text(each, 'cac:TaxCategory/cbc:ID')
      const percent = text(each, 'cac:TaxCategory/cbc:Percent')
      const taxable = number(each, 'cbc:TaxableAmount')
      const own = lines.filter((line) => text(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID') === id)
      const reason = text(each, 'cac:TaxCategory/cbc:TaxExemptionReason')
      return [
        [`BR-${id}-08`, taxable === sum(own.map((line) => number(line, 'cbc:LineExtensionAmount')))],
        ['BR-CO-17', number(each, 'cbc:TaxAmount') === halfUp((taxable * Number(percent || '0')) / 100)],
        [`BR-${id}-10`, (id === 'S') === (reason === '')],
        [`BR-${id}-05`, own.every((line) => text(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:Percent') === percent)],
        [`BR-${id}-rate`, id === 'S' ? Number(percent) > 0 : id === 'O' ? percent === '' : Number(percent) === 0],
        [`BR-${id}-02`, id === 'O' ? sellerVat === '' && buyerVat === '' : sellerVat !== '' && (id !== 'AE' || buyerVat !== '')],
      ]
    }),
    ['BR-CO-04', lines.every((line) => text(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID') !== '')],
  ]
}

function lineRules(line: Tree, isCredit: boolean): Rule[] {
  const quantity = isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity'
  // Written quantities and prices are decimals: the product is compared within half an øre, the standard allows two.
  const product = Number(text(line, quantity)) * Number(text(line, 'cac:Price/cbc:PriceAmount')) * 100
  return [
    ['BR-21', text(line, 'cbc:ID') !== ''],
    ['BR-22', text(line, quantity) !== ''],
    ['BR-23', ['C62', 'HUR'].includes(text(line, `${quantity}/@unitCode`))],
    ['BR-25', text(line, 'cac:Item/cbc:Name') !== ''],
    ['BR-27', number(line, 'cac:Price/cbc:PriceAmount') >= 0],
    ['R120', Math.abs(product - number(line, 'cbc:LineExtensionAmount')) <= 0.51],
  ]
}

function at(tree: Tree, path: string): Tree {
  return path.split('/').reduce<Tree>((node, name) => {
    const first = Array.isArray(node) ? node[0] : node
    return typeof first === 'object' && !Array.isArray(first) ? (first as { [name: string]: Tree })[name] : undefined
  }, tree)
}

/** The text of an element or attribute; empty when there is none. */
function text(tree: Tree, path: string): string {
  const found = at(tree, path)
  const value = typeof found === 'object' && !Array.isArray(found) ? (found as { [name: string]: Tree })['#'] : found
  return typeof value === 'string' ? value : ''
}

/** An amount in whole øre, read from its digits; NaN, which equals nothing, when it is not one. */
function number(tree: Tree, path: string): number {
  const match = /^(-?)(\d+)\.(\d{2})$/.exec(text(tree, path))
  return match ? Number(`${match[1]}${match[2]}${match[3]}`) + 0 : Number.NaN
}

function amountsOf(tree: Tree): { readonly currency: string; readonly written: string }[] {
  if (typeof tree !== 'object') return []
  if (Array.isArray(tree)) return tree.flatMap(amountsOf)
  return Object.entries(tree).flatMap(([name, value]) =>
    name.endsWith('Amount') ? [{ currency: text(value, '@currencyID'), written: text({ value }, 'value') }] : amountsOf(value),
  )
}

function list(tree: Tree): readonly Tree[] {
  if (tree === undefined) return []
  return Array.isArray(tree) ? tree : [tree]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function halfUp(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value))
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value)
}
