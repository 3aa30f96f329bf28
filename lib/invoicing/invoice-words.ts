import type { Invoice, LineKind } from '#lib/invoicing/invoice.ts'

type Words = Readonly<Record<Invoice['locale'], string>>

/** What each line is called in the document that leaves the house. Pages have their own texts. */
const ITEM_NAMES: Readonly<Record<LineKind, Words>> = {
  'base-fee': { da: 'Grundpris', en: 'Base fee' },
  'further-register': { da: 'Ekstra register', en: 'Further register' },
  'linked-register': { da: 'Sammenkobling med register', en: 'Linked register' },
  'further-table': { da: 'Ekstra tabel', en: 'Further table' },
  'started-thousand-cells': { da: 'Påbegyndte 1.000 celler', en: 'Started 1,000 cells' },
  'own-code-list': { da: 'Egen kodeliste', en: 'Own code list' },
  express: { da: 'Hastebehandling', en: 'Express' },
  'clarification-work': { da: 'Afklaring, timer', en: 'Clarification, hours' },
  'register-work': { da: 'Arbejde med register, timer', en: 'Register work, hours' },
  'linkage-work': { da: 'Arbejde med sammenkobling, timer', en: 'Linkage work, hours' },
  'code-list-work': { da: 'Arbejde med kodeliste, timer', en: 'Code list work, hours' },
  'table-work': { da: 'Arbejde med tabel, timer', en: 'Table work, hours' },
  'rate-work': { da: 'Beregning af rater, timer', en: 'Rates, hours' },
  'check-work': { da: 'Kontrol, timer', en: 'Check, hours' },
  'free-clarification': { da: 'Gratis afklaring, timer', en: 'Free clarification, hours' },
  'above-agreed-price': { da: 'Ud over den aftalte pris', en: 'Above the agreed price' },
}

export function itemName(kind: LineKind, locale: Invoice['locale']): string {
  return ITEM_NAMES[kind][locale]
}

export function paymentTerms(invoice: Invoice): string {
  const { dueOn, locale } = invoice
  return locale === 'da' ? `Betales senest ${dueOn}` : `Payable by ${dueOn}`
}

/** Why no VAT is charged: a code of the VATEX list where one fits, and the words. Null when VAT is charged. */
export function exemption(invoice: Invoice): { readonly code: string | null; readonly text: string } | null {
  const isDanish = invoice.locale === 'da'
  switch (invoice.vat.category) {
    case 'S':
      return null
    case 'E':
      return { code: null, text: isDanish ? 'Fritaget for moms' : 'Exempt from VAT' }
    case 'AE':
      return { code: 'VATEX-EU-AE', text: isDanish ? 'Omvendt betalingspligt' : 'Reverse charge' }
    case 'O':
      return { code: 'VATEX-EU-O', text: isDanish ? 'Leveret uden for EU' : 'Not subject to VAT' }
  }
}
