import { type AuthorityIdentity, authoritySchema } from './authority.ts'

/**
 * The identities an empty service starts with; administrators replace them. The authority's name and place are public facts.
 * The account is no account: an invoice of a demonstration must not be payable. The number of the new authority is not known
 * yet, and no invoice is issued in its name before an administrator has entered it.
 */
export const SEED_AUTHORITIES: readonly { readonly validFrom: string; readonly identity: AuthorityIdentity }[] = [
  {
    validFrom: '2020-01-01',
    identity: authoritySchema.parse({
      name: { da: 'Sundhedsdatastyrelsen (demonstration)', en: 'The Danish Health Data Authority (demonstration)' },
      logoText: 'Sundhedsdatastyrelsen',
      cvr: '33257872',
      street: 'Ørestads Boulevard 5',
      postalCode: '2300',
      city: 'København S',
      email: 'statistik@example.dk',
      phone: '',
      website: '',
      payment: {
        bankRegistration: '0000',
        account: '0000000000',
        accountName: 'Demonstration: betal ikke / do not pay',
        dueDays: 30,
      },
    }),
  },
  {
    validFrom: '2027-01-01',
    identity: authoritySchema.parse({
      name: { da: 'Digital Sundhed Danmark (demonstration)', en: 'Digital Health Denmark (demonstration)' },
      logoText: 'Digital Sundhed Danmark',
      cvr: null,
      street: 'Ørestads Boulevard 5',
      postalCode: '2300',
      city: 'København S',
      email: 'statistik@example.dk',
      phone: '',
      website: '',
      payment: null,
    }),
  },
]
