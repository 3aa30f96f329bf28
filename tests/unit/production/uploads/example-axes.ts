import type { UploadAxis } from '#lib/production/uploads/upload-axis.ts'

/** Sex by municipality in regions: parts add up. */
export const SEX: UploadAxis = {
  id: 'sex',
  names: ['Køn', 'Sex', 'koen'],
  codes: ['TOTAL', '1', '2'],
  parents: [-1, 0, 0],
  additive: true,
  labels: [
    ['I alt', 'Total', '_T'],
    ['Mænd', 'Men'],
    ['Kvinder', 'Women'],
  ],
}

export const PLACE: UploadAxis = {
  id: 'municipality',
  names: ['Kommune', 'Municipality', 'kom'],
  codes: ['TOTAL', '1084', '0101', '0147', '1085', '0259'],
  parents: [-1, 0, 1, 1, 0, 4],
  additive: true,
  labels: [
    ['I alt', 'Total', '_T'],
    ['Region Hovedstaden', 'Capital Region'],
    ['København', 'Copenhagen'],
    ['Frederiksberg'],
    ['Region Sjælland', 'Region Zealand'],
    ['Køge'],
  ],
}

/** Diagnoses: one person can stand in several. */
export const DIAGNOSIS: UploadAxis = {
  id: 'diagnosis',
  names: ['Diagnose', 'Diagnosis', 'adiag'],
  codes: ['TOTAL', 'E10', 'E11'],
  parents: [-1, 0, 0],
  additive: false,
  labels: [
    ['I alt', 'Total', '_T'],
    ['Type 1-diabetes', 'Type 1 diabetes'],
    ['Type 2-diabetes', 'Type 2 diabetes'],
  ],
}
