import { type Catalogue, catalogueSchema } from '#lib/catalogue/catalogue.ts'
import { carRegister } from './car-register.ts'
import { classifications } from './classifications.ts'
import { darRegister } from './dar-register.ts'
import { diabetesRegister } from './diabetes-register.ts'
import { lmdbRegister } from './lmdb-register.ts'
import { lprRegister } from './lpr-register.ts'
import { populationRegister } from './population-register.ts'
import { DEFAULT_YEARS, type SyntheticYears } from './synthetic-years.ts'

/** The registers and classifications a new service starts with. Snapshots are added when the register files are made. */
export function seedCatalogue(years: SyntheticYears = DEFAULT_YEARS): Catalogue {
  return catalogueSchema.parse({
    registers: [
      diabetesRegister(),
      populationRegister(years),
      lprRegister(years),
      lmdbRegister(years),
      darRegister(years),
      carRegister(years),
    ],
    classifications: classifications(),
    snapshots: [],
  })
}
