import { type Tariff, type TariffInput, tariffSchema } from './tariff.ts'

/**
 * The price list an empty service starts with; administrators replace it. The hourly rates are published figures without
 * VAT: Danmarks Statistik 2025, private 2 299 kr. and public 1 674 kr.; Sundhedsdatastyrelsen 2016, 1 292 kr. (used for
 * non-profit customers). Fixed items and hours are this service's own estimates.
 */
const SEED: TariffInput = {
  version: 'tariff-2026',
  validFrom: '2026-01-01',
  validTo: null,
  hourlyRateOre: { private: 229_900, public: 167_400, nonprofit: 129_200 },
  fixedOre: {
    'base-fee': 95_000,
    'further-register': 120_000,
    'linked-register': 240_000,
    'further-table': 35_000,
    'started-thousand-cells': 15_000,
    'own-code-list': 60_000,
    express: 450_000,
  },
  estimatedHours: {
    'clarification-work': { simple: 0.5, ordinary: 2, complex: 4 },
    'register-work': { simple: 0.25, ordinary: 1, complex: 2 },
    'linkage-work': { simple: 2, ordinary: 2, complex: 3 },
    'code-list-work': { simple: 0.5, ordinary: 0.75, complex: 1 },
    'table-work': { simple: 0.25, ordinary: 0.5, complex: 1 },
    'rate-work': { simple: 0.25, ordinary: 0.5, complex: 0.5 },
    'check-work': { simple: 0.5, ordinary: 1, complex: 2 },
  },
  freeClarificationHours: 1,
  capPercent: 120,
  vatPercent: 25,
}

/** The seed as a parsed tariff. */
export const SEED_TARIFF: Tariff = tariffSchema.parse(SEED)
