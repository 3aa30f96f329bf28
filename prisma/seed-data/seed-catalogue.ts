import { type Catalogue, catalogueSchema } from '#lib/catalogue/catalogue.ts'
import { classifications } from './classifications.ts'
import { diabetesRegister } from './diabetes-register.ts'
import { lprRegister } from './lpr-register.ts'
import { populationRegister } from './population-register.ts'

/** The registers and classifications a new service starts with. Snapshots are added when the register files are made. */
export function seedCatalogue(): Catalogue {
  return catalogueSchema.parse({
    registers: [diabetesRegister(), populationRegister(), lprRegister()],
    classifications: classifications(),
    snapshots: [],
  })
}
