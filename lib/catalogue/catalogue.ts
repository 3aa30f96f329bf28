import { z } from 'zod'
import { type Classification, classificationSchema } from './classification.ts'
import { type Register, registerSchema, type Variable } from './register.ts'
import { snapshotSchema } from './snapshot.ts'

/** Everything that can be ordered, and the cuts of the registers it would be counted on. */
export const catalogueSchema = z.strictObject({
  registers: z.array(registerSchema),
  classifications: z.array(classificationSchema),
  snapshots: z.array(snapshotSchema),
})

export type Catalogue = z.infer<typeof catalogueSchema>

/** The register with this id, or undefined. */
export function findRegister(catalogue: Catalogue, id: string): Register | undefined {
  return catalogue.registers.find((register) => register.id === id)
}

/** The variable with this id in a register, the number of linked events among them, or undefined. */
export function findVariable(register: Register, id: string): Variable | undefined {
  const linked = register.links?.variable
  return linked?.id === id ? linked : register.variables.find((variable) => variable.id === id)
}

/** The classification a variable uses. Throws when the catalogue is broken: `checkCatalogue` finds that on the way in. */
export function classificationOf(catalogue: Catalogue, variable: Variable): Classification {
  const found = catalogue.classifications.find((classification) => classification.id === variable.classification)
  if (!found) throw new Error(`variable ${variable.id} names a classification that is not there: ${variable.classification}`)
  return found
}

/** The newest cut of a register, or undefined when it has none. Of two cuts on one day the later in the list, which is in order of making. */
export function latestSnapshot(catalogue: Catalogue, registerId: string) {
  return catalogue.snapshots
    .filter((snapshot) => snapshot.registerId === registerId)
    .reduce<Catalogue['snapshots'][number] | undefined>(
      (best, next) => (best && best.cutOn > next.cutOn ? best : next),
      undefined,
    )
}
