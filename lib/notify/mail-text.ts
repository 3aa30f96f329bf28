import type { HandoverKind } from '#lib/notify/handover.ts'
import type { MailTemplate } from '#lib/notify/mail-template.ts'

export type MailLocale = 'da' | 'en'

interface Wording {
  readonly subject: string
  readonly body: string
}

/** What each message says. It names the order's number and what to do, and nothing of the order's content. */
const WORDINGS: Readonly<Record<HandoverKind, Readonly<Record<MailLocale, Wording>>>> = {
  'order-received': words(
    'Ny bestilling {number}',
    'En ny bestilling venter på en sagsbehandler.',
    'New order {number}',
    'A new order is waiting for an analyst.',
  ),
  'order-assigned': words(
    'Bestilling {number} er din',
    'Du er sat på bestillingen.',
    'Order {number} is yours',
    'The order has been assigned to you.',
  ),
  'question-asked': words(
    'Spørgsmål til bestilling {number}',
    'Vi har et spørgsmål til din bestilling. Tiden står stille, til du svarer.',
    'Question about order {number}',
    'We have a question about your order. The clock is paused until you answer.',
  ),
  'question-answered': words(
    'Svar på bestilling {number}',
    'Rekvirenten har svaret.',
    'Answer on order {number}',
    'The requester has answered.',
  ),
  'answer-reminder': words(
    'Husk at svare på bestilling {number}',
    'Bestillingen bortfalder, hvis vi ikke får svar.',
    'Please answer order {number}',
    'The order lapses if we do not get an answer.',
  ),
  'order-offered': words(
    'Tilbud på bestilling {number}',
    'Dit tilbud er klar. Det gælder i 28 dage.',
    'Offer for order {number}',
    'Your offer is ready. It is valid for 28 days.',
  ),
  'offer-reminder': words(
    'Tilbuddet på {number} udløber snart',
    'Acceptér tilbuddet, før det udløber.',
    'The offer for {number} expires soon',
    'Accept the offer before it expires.',
  ),
  'change-requested': words(
    'Ønske om ændring af {number}',
    'Rekvirenten ønsker tilbuddet ændret.',
    'Change requested for {number}',
    'The requester wants the offer changed.',
  ),
  'change-proposed': words(
    'Forslag til ændring af {number}',
    'Vi foreslår en ændring af tabellen. Tiden står stille, til du godkender den eller sender den tilbage.',
    'Suggested change to {number}',
    'We suggest a change to the table. The clock is paused until you approve it or send it back.',
  ),
  'change-approved': words(
    'Ændringen af {number} er godkendt',
    'Rekvirenten har godkendt ændringen. Afgiv et nyt tilbud.',
    'The change to {number} is approved',
    'The requester has approved the change. Make a new offer.',
  ),
  'change-sent-back': words(
    'Ændringen af {number} er sendt tilbage',
    'Rekvirenten ønsker en anden ændring. Se ønsket på sagen.',
    'The change to {number} was sent back',
    'The requester wants another change. See the wish on the case.',
  ),
  'offer-accepted': words(
    'Tilbud på {number} er accepteret',
    'Produktionen kan begynde.',
    'Offer for {number} accepted',
    'Production can start.',
  ),
  'order-ended': words(
    'Bestilling {number} er afsluttet',
    'Bestillingen er afsluttet. Se hvorfor på siden.',
    'Order {number} has ended',
    'The order has ended. See why on its page.',
  ),
  'production-started': words(
    'Vi er i gang med {number}',
    'Din tabel er under udarbejdelse.',
    'We are working on {number}',
    'Your table is being produced.',
  ),
  'run-finished': words(
    'Kørslen til {number} er færdig',
    'Tabellen er talt og diskretioneret.',
    'The run for {number} is done',
    'The table is counted and protected.',
  ),
  'run-failed': words(
    'Kørslen til {number} fejlede',
    'Se årsagen på bestillingen, og kør igen.',
    'The run for {number} failed',
    'See the reason on the order and run again.',
  ),
  'check-wanted': words(
    '{number} venter på kontrol',
    'En tabel venter på kontrol af en anden person.',
    '{number} is waiting for a check',
    'A table is waiting for a second person.',
  ),
  'check-returned': words(
    '{number} er sendt tilbage',
    'Kontrollen har sendt tabellen tilbage med begrundelse.',
    '{number} was returned',
    'The check returned the table with reasons.',
  ),
  'order-released': words(
    'Bestilling {number} er leveret',
    'Din tabel er klar til at hente.',
    'Order {number} is delivered',
    'Your table is ready to download.',
  ),
  'error-reported': words(
    'Fejl meldt på {number}',
    'Rekvirenten har meldt en fejl i leveringen.',
    'Error reported on {number}',
    'The requester has reported an error in the delivery.',
  ),
  'delivery-recalled': words(
    'Leveringen af {number} er trukket tilbage',
    'Brug ikke tallene længere. Årsagen står på siden.',
    'The delivery of {number} has been recalled',
    'Do not use the figures any longer. The reason is on the page.',
  ),
  'due-soon': words(
    '{number} har snart frist',
    'Bestillingen har snart sin frist. Se hvilken dag på sagen.',
    '{number} is due soon',
    'The order is due soon. See which day on the case.',
  ),
  overdue: words(
    '{number} er over fristen',
    'Bestillingen er ikke færdig til tiden.',
    '{number} is overdue',
    'The order was not done on time.',
  ),
  'overdue-escalated': words(
    '{number} er stadig over fristen',
    'Bestillingen er over fristen, og servicemålet siger, at en administrator skal vide det.',
    '{number} is still overdue',
    'The order is overdue, and the service level says that an administrator shall know.',
  ),
  'invoice-issued': words(
    'Faktura {number}',
    'Fakturaen ligger under Fakturaer, når du er logget på.',
    'Invoice {number}',
    'You find the invoice under Invoices when you are logged in.',
  ),
  'invoice-credited': words(
    'Kreditnota {number}',
    'En faktura er taget tilbage. Kreditnotaen ligger under Fakturaer.',
    'Credit note {number}',
    'An invoice was taken back. You find the credit note under Invoices.',
  ),
}

function words(daSubject: string, daBody: string, enSubject: string, enBody: string): Record<MailLocale, Wording> {
  return { da: { subject: daSubject, body: daBody }, en: { subject: enSubject, body: enBody } }
}

/** Subject of a message, also used as the notice's text. */
export function messageSubject(kind: HandoverKind, locale: MailLocale, number: string): string {
  return WORDINGS[kind][locale].subject.replace('{number}', number)
}

/** The service's own words of a mail, as a template that can be changed. */
export function defaultTemplate(kind: HandoverKind, locale: MailLocale): MailTemplate {
  const { subject, body } = WORDINGS[kind][locale]
  const closing = locale === 'da' ? 'Venlig hilsen\nStatistikservice' : 'Kind regards\nStatistikservice'
  return { subject, body: `${body}\n\n{link}\n\n${closing}` }
}
