/** The kinds of files a delivery has, in the order they are offered: for readers, for programs, for proof. */
export const DELIVERY_FORMATS = [
  'pdf',
  'xlsx',
  'csv',
  'px',
  'json-stat',
  'csv-machine',
  'csv-survival',
  'csv-ratios',
  'csvw',
  'sdmx-csv',
  'parquet',
  'certificate',
  'manifest',
] as const

export type DeliveryFormat = (typeof DELIVERY_FORMATS)[number]
