import { BASES, type CancerModel, createCancerModel, STAGES } from './cancer-model.ts'
import { CONTACT_TYPES, DIAGNOSIS_TYPES, PRIORITIES } from './contact-model.ts'
import { createDeathModel, type DeathModel, MANNERS } from './death-model.ts'
import { createDiagnosisModel, type DiagnosisModel } from './diagnosis-model.ts'
import { CIVIL_STATUS, createPopulationModel, type PopulationModel } from './population-model.ts'
import { createPrescriptionModel, type PrescriptionModel } from './prescription-model.ts'
import type { SyntheticSize } from './synthetic-size.ts'

export interface SyntheticModels {
  readonly population: PopulationModel
  readonly diagnoses: DiagnosisModel
  readonly prescriptions: PrescriptionModel
  readonly deaths: DeathModel
  readonly cancers: CancerModel
}

let made: { readonly key: string; readonly models: SyntheticModels } | undefined

/** The models of a size; a process makes them once. They depend on the years alone. */
export function modelsOf(size: SyntheticSize): SyntheticModels {
  const key = JSON.stringify(size.years)
  if (made?.key !== key) made = { key, models: createModels(size) }
  return made.models
}

function createModels(size: SyntheticSize): SyntheticModels {
  return { population: createPopulationModel(size.years.population), ...createEventModels() }
}

/** The models that know no years. */
export function createEventModels(): Omit<SyntheticModels, 'population'> {
  const diagnoses = createDiagnosisModel()
  return {
    diagnoses,
    prescriptions: createPrescriptionModel(),
    deaths: createDeathModel(diagnoses),
    cancers: createCancerModel(diagnoses),
  }
}

/** The words behind the columns of each register; they are the same for every size. */
export function dictionariesOf({ diagnoses, prescriptions, deaths, cancers }: Omit<SyntheticModels, 'population'>) {
  return {
    population: { civst: [...CIVIL_STATUS] },
    lpr: {
      adiag: [...diagnoses.dictionary],
      diag_kode: [...diagnoses.dictionary],
      diag_kode_type: [...DIAGNOSIS_TYPES],
      kont_type: [...CONTACT_TYPES],
      prioritet: [...PRIORITIES],
    },
    lmdb: { atc: [...prescriptions.dictionary] },
    dar: { c_dod1: [...deaths.dictionary], dodsmaade: [...MANNERS] },
    car: { c_icd10: [...cancers.dictionary], stadie: [...STAGES], grundlag: [...BASES] },
  }
}
