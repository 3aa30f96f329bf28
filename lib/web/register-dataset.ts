import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register } from '#lib/catalogue/register.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'

/** A register as a schema.org/Dataset, for search engines and catalogues. */
export function registerDataset(register: Register, snapshot: Snapshot | undefined, locale: Locale, origin: string): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': `${new URL(origin).origin}/katalog/${register.id}`,
    identifier: register.id,
    name: register.label[locale],
    description: [register.description[locale], register.originLabel?.[locale] ?? ''].filter((text) => text !== '').join(' '),
    inLanguage: ['da', 'en'],
    isAccessibleForFree: false,
    conditionsOfAccess:
      locale === 'da' ? 'Kun som tabeller, hvor ingen kan genkendes' : 'Only as tables in which nobody can be recognised',
    temporalCoverage: `${register.coverage.fromYear}/${register.coverage.toYear}`,
    ...(snapshot ? { dateModified: snapshot.cutOn, version: snapshot.id } : {}),
    variableMeasured: register.variables.map((variable) => ({
      '@type': 'PropertyValue',
      name: variable.label[locale],
      description: variable.description[locale],
    })),
  }
}
