import type { PrismaClient } from '#lib/generated/prisma/client.ts'
import type { CannedText } from '#lib/orders/texts/canned-text.ts'

const GREETING = { da: 'Kære {requester}', en: 'Dear {requester}' }
const CLOSING = { da: 'Venlig hilsen\n{analyst}, {authority}', en: 'Kind regards\n{analyst}, {authority}' }

function letter(purpose: CannedText['purpose'], name: string, da: string, en: string): CannedText {
  return {
    purpose,
    name,
    da: `${GREETING.da}\n\n${da}\n\n${CLOSING.da}`,
    en: `${GREETING.en}\n\n${en}\n\n${CLOSING.en}`,
  }
}

const TEXTS: readonly CannedText[] = [
  letter(
    'question',
    'Formålet skal uddybes',
    'Vil du fortælle lidt mere om, hvad tallene i {number} skal bruges til? Registeret må kun bruges til statistik af væsentlig samfundsmæssig betydning.',
    'Could you tell us a little more about what the figures in {number} are for? The register may only be used for statistics of essential interest to society.',
  ),
  letter(
    'question',
    'Mange tal bliver skjult',
    'I tabellen »{title}« vil mange tal blive skjult, fordi der er få personer bag. Grovere grupper, for eksempel region i stedet for kommune, giver flere tal. Vil du ændre tabellen eller beholde den?',
    'In the table “{title}” many figures will be hidden, because few persons stand behind them. Coarser groups, for example region instead of municipality, give more figures. Do you want to change the table or keep it?',
  ),
  letter(
    'offer',
    'Tilbud på en standardtabel',
    'Her er tilbuddet på {number}. Accepterer du det, går vi i gang. Små tal bliver skjult, før du får tabellen.',
    'Here is the offer for {number}. Once you accept it, we start. Small figures are hidden before you get the table.',
  ),
  {
    purpose: 'decline',
    name: 'Oplysningerne findes ikke',
    da: 'Registeret har ikke de oplysninger, som tabellen skulle laves af. Vi kender ikke et andet sted, hvor de findes.',
    en: 'The register does not hold the information the table would be made of. We know of no other place where it is held.',
  },
]

/** A few texts to begin with; nothing when there are texts already. */
export async function seedTexts(db: PrismaClient): Promise<void> {
  if ((await db.cannedText.count()) > 0) return
  await db.cannedText.createMany({ data: TEXTS.map((text) => ({ ...text, textId: crypto.randomUUID(), version: 1 })) })
}
