/** What a refusal of the engine means, in one sentence; its facts follow in brackets. */
export function refusalSentence(refusal: { readonly kind: string } & object): string {
  const { kind, ok: _, ...facts } = { ok: false, ...refusal }
  const told = Object.entries(facts).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(' / ') : String(value)}`,
  )
  return `${SENTENCES[kind] ?? `The table was not protected (${kind})`}${told.length > 0 ? ` (${told.join('; ')})` : ''}.`
}

const SENTENCES: Readonly<Record<string, string>> = {
  'bad-counts': 'A count is not a whole number of 0 or more',
  'sums-do-not-hold': 'The margins do not add up',
  'cannot-protect': 'Some cells stay too well known even when everything that may be hidden is hidden',
  'audit-failed': 'The independent audit found cells that can be computed too closely',
  'reveals-with-earlier': 'Together with the tables released before, cells would be given away whatever is hidden',
  'joint-too-large': 'The tables and those released before are too large to be protected as one',
  'joint-contradiction': 'Two of the tables give different counts for the same cell',
  'codes-not-comparable': 'The codes of the tables can not be compared: none of them has innermost codes fine enough',
  'time-limit': 'The time limit was over before the table was protected and audited',
  cancelled: 'The protection was cancelled',
}
