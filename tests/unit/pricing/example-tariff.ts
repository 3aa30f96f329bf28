import type { QuotedCustomer } from '#lib/pricing/quote.ts'
import type { QuotedShape } from '#lib/pricing/quoted-shape.ts'
import { type Tariff, type TariffInput, tariffSchema } from '#lib/pricing/tariff.ts'

/** Round figures, so that the cases can be worked out by hand: 1 000 kr. an hour, cap 120 %, VAT 25 %. */
const INPUT: TariffInput = {
  version: 'example-1',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  hourlyRateOre: { private: 100_000, public: 80_000, nonprofit: 60_000 },
  fixedOre: {
    'base-fee': 50_000,
    'further-register': 20_000,
    'linked-register': 30_000,
    'further-table': 10_000,
    'started-thousand-cells': 5_000,
    'own-code-list': 8_000,
    express: 100_000,
  },
  estimatedHours: {
    'clarification-work': { simple: 2, ordinary: 3, complex: 4 },
    'register-work': { simple: 0.5, ordinary: 1, complex: 2 },
    'linkage-work': { simple: 1, ordinary: 1, complex: 1.5 },
    'code-list-work': { simple: 0, ordinary: 0.5, complex: 0.75 },
    'table-work': { simple: 0.25, ordinary: 0.5, complex: 1 },
    'rate-work': { simple: 0.25, ordinary: 0.25, complex: 0.25 },
    'check-work': { simple: 0.5, ordinary: 1, complex: 2 },
  },
  freeClarificationHours: 1,
  capPercent: 120,
  vatPercent: 25,
}

export function exampleTariff(change: Partial<TariffInput> = {}): Tariff {
  return tariffSchema.parse({ ...INPUT, ...change })
}

export const SMALL: QuotedShape = {
  cells: 840,
  tables: 1,
  registers: 1,
  linkedRegisters: 0,
  ownCodeLists: 0,
  express: false,
  rates: false,
}

export const LARGE: QuotedShape = {
  cells: 12_001,
  tables: 3,
  registers: 3,
  linkedRegisters: 2,
  ownCodeLists: 1,
  express: true,
  rates: true,
}

export const COMPANY: QuotedCustomer = { customerClass: 'private', vat: 'standard' }
