import type { AuthorityIdentity } from '#lib/identity/authority/authority.ts'

/** Why an order can be declined; each has a sentence of its own in both languages. */
export const DECLINE_GROUNDS = ['not-statistics', 'no-data', 'purpose', 'identifying', 'effort', 'other-law'] as const
export type DeclineGround = (typeof DECLINE_GROUNDS)[number]

/** How to complain of a decision, in both languages, naming whoever runs the service on the day of it. Pure. */
export function appealGuidance(
  { name, email }: Pick<AuthorityIdentity, 'name' | 'email'>,
  number: string,
): { readonly da: string; readonly en: string } {
  return {
    da: [
      `Du kan bede ${name.da} om at se på sagen igen. Skriv til ${email}, henvis til ${number}, og fortæl, hvad vi har overset, eller hvad der er nyt.`,
      `Er du uenig i afgørelsen, kan du klage til det ministerium, som ${name.da} hører under. Send klagen til ${email}. Ændrer vi ikke afgørelsen, sender vi klagen videre med vores svar. Skriv gerne inden fire uger.`,
      'Du kan altid sende en ny bestilling, hvor tabellen eller formålet er et andet.',
    ].join('\n\n'),
    en: [
      `You can ask ${name.en} to look at the case again. Write to ${email}, refer to ${number}, and tell us what we overlooked or what is new.`,
      `If you disagree with the decision, you can appeal to the ministry that ${name.en} belongs to. Send the appeal to ${email}. If we do not change the decision, we pass the appeal on with our answer. Please write within four weeks.`,
      'You can always send a new order in which the table or the purpose is another.',
    ].join('\n\n'),
  }
}
