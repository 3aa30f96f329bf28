import { randomUUID } from 'node:crypto'
import { documentFaults } from '#lib/invoicing/document-faults.ts'
import { type Invoice, invoiceNumber } from '#lib/invoicing/invoice.ts'
import { invoiceXml } from '#lib/invoicing/invoice-xml.ts'
import type { Tx } from '#lib/platform/db.ts'
import { sha256 } from '#lib/platform/sha256.ts'

export interface KeptInvoice {
  readonly id: string
  readonly number: string
}

/** Who and what an invoice belongs to besides what it says. */
export interface InvoiceLinks {
  readonly organisationId: string
  readonly runId: string | null
  readonly creditsId: string | null
  readonly issuedById: string | null
}

/**
 * Gives the next number of the year and keeps the invoice with its document, in the caller's transaction: a number without an
 * invoice is undone with it. Throws when the document breaks a rule of its standard, which is a fault of ours.
 */
export async function keepInvoice(tx: Tx, invoice: Invoice, links: InvoiceLinks): Promise<KeptInvoice> {
  const number = await nextNumber(tx, Number(invoice.issuedOn.slice(0, 4)))
  const xml = invoiceXml(number, invoice)
  const faults = documentFaults(xml)
  if (faults.length > 0) throw new Error(`the document ${number} breaks ${faults.join(', ')}`)
  const id = randomUUID()
  await tx.invoice.createMany({
    data: {
      id,
      number,
      kind: invoice.kind,
      ...links,
      issuedOn: new Date(invoice.issuedOn),
      dueOn: new Date(invoice.dueOn),
      subtotalOre: invoice.subtotalOre,
      vatOre: invoice.vatOre,
      totalOre: invoice.totalOre,
      body: JSON.parse(JSON.stringify(invoice)),
      xml,
      sha256: sha256(xml),
    },
  })
  return { id, number }
}

async function nextNumber(tx: Tx, year: number): Promise<string> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    insert into invoice_counters (year, last) values (${year}, 1)
    on conflict (year) do update set last = invoice_counters.last + 1 returning last`
  if (!row) throw new Error('no invoice number was given')
  return invoiceNumber(year, row.last)
}
