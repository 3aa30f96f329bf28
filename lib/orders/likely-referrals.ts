/** Who answers what this service can't, in the order in which they are offered. */
export const REFERRED_TO = ['forskerservice', 'danmarks-statistik', 'esundhed', 'aktindsigt'] as const
export type ReferredTo = (typeof REFERRED_TO)[number]

/** Words that say a request is really for someone else. Parts of words, in both languages, small letters. */
const SIGNS: Readonly<Record<ReferredTo, readonly string[]>> = {
  forskerservice: [
    'personniveau',
    'person-niveau',
    'individniveau',
    'enkeltperson',
    'mikrodata',
    'løbenummer',
    'pseudonym',
    'cpr-nummer',
    'kohorte af personer',
    'forskningsprojekt',
    'person-level',
    'individual-level',
    'microdata',
    'one row per person',
  ],
  'danmarks-statistik': [
    'indkomst',
    'uddannelsesniveau',
    'beskæftigelse',
    'arbejdsløs',
    'husstand',
    'income',
    'education',
    'employment',
    'household',
  ],
  esundhed: ['ventetid', 'waiting time', 'lægemiddelstatistik', 'medicinsalg', 'drug sales'],
  aktindsigt: ['aktindsigt', 'korrespondance', 'dokumenter', 'sagsakter', 'freedom of information', 'correspondence'],
}

/** Whom a request's own words point to; empty when they point here. Pure. */
export function likelyReferrals(text: string): ReferredTo[] {
  const words = text.toLocaleLowerCase('da')
  return REFERRED_TO.filter((to) => SIGNS[to].some((sign) => words.includes(sign)))
}
