import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { elementsWith, readPdf } from '../support/read-pdf.ts'
import { leadsTo, signIn } from './sign-in.ts'

/** A new order until it is offered or turned away: read, asked about, changed together, decided. */

test.describe.configure({ timeout: 300_000 })

async function as(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'da-DK' })).newPage()
  await signIn(page, email)
  return page
}

/** Orders a table and has the analyst take it. Answers its id. */
async function received(requester: Page, analyst: Page, title: string): Promise<string> {
  const table = { register: 'diabetes', title, fromYear: '2000', toYear: '2004', row1: 'inclusion_age.age10', column1: 'sex.sex' }
  await requester.goto(`/ny?${new URLSearchParams(table)}`)
  await requester.getByLabel('Hvad skal tallene bruges til?').fill('Foreningens årsrapport')
  await leadsTo(
    requester,
    () => requester.getByRole('button', { name: 'Gem og tjek dine svar' }).click(),
    /\/bestillinger\/[0-9a-f-]{36}/,
  )
  await leadsTo(requester, () => requester.getByRole('button', { name: 'Send bestillingen' }).click(), /kvittering/)
  const id = /bestillinger\/([0-9a-f-]{36})/.exec(requester.url())?.[1] ?? ''
  await analyst.goto(`/sager/${id}`)
  await leadsTo(analyst, () => press(analyst, 'Tag sagen'), /besked=claimed/)
  return id
}

/** Presses the button of the form of this name. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('form', { name, exact: true }).getByRole('button', { name, exact: true }).click()
}

/** Answers every point with yes but those named. */
async function fillChecklist(page: Page, outcome: string, others: Readonly<Record<string, string>> = {}): Promise<void> {
  const form = page.getByRole('form', { name: 'Gem visitationen' })
  for (const group of await form.getByRole('group').all()) {
    const legend = (await group.locator('legend').textContent()) ?? ''
    const answer = legend === 'Hvad kommer det til?' ? outcome : (others[legend] ?? 'Ja')
    await group.getByRole('radio', { name: answer, exact: true }).check()
  }
}

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
}

test('an order is read, asked about at its parts, changed with the requester’s approval, and offered with a reply text', async ({
  browser,
}) => {
  const [requester, analyst] = [await as(browser, 'rekvirent@example.dk'), await as(browser, 'analytiker@example.dk')]
  const id = await received(requester, analyst, 'Diabetes efter alder, til visitation')
  const panel = analyst.getByRole('region', { name: 'Visitation' })
  await expect(panel.getByText('Kronikerregister', { exact: false })).toBeVisible()
  await expect(panel.getByText('33 celler: 11 × 3 med totaler')).toBeVisible()
  await isAccessible(analyst)

  // An outcome against the answers is refused, and every answer stays.
  await fillChecklist(analyst, 'Standard', { 'Er formålet i orden og godt nok beskrevet?': 'I tvivl' })
  await press(analyst, 'Gem visitationen')
  await expect(analyst.getByText('Bestillingen kan ikke være standard', { exact: false }).first()).toBeVisible()
  const doubt = analyst.getByRole('group', { name: /Er formålet i orden/ }).getByRole('radio', { name: 'I tvivl' })
  await expect(doubt).toBeChecked()
  await analyst.getByRole('radio', { name: 'Kræver dialog' }).check()
  await leadsTo(analyst, () => press(analyst, 'Gem visitationen'), /besked=triaged&handling=ask/)

  // A question about the rows, seen by both at the rows, and the customer sees nothing of the triage.
  const ask = analyst.getByRole('form', { name: 'Spørg rekvirenten' })
  await ask.getByLabel('Hvad handler spørgsmålet om?').selectOption({ label: 'Rækker: Alder ved optagelse' })
  await ask.getByLabel('Dit spørgsmål').fill('Er tiårsgrupper fine nok?')
  await leadsTo(analyst, () => press(analyst, 'Spørg rekvirenten'), /besked=asked/)
  await requester.goto(`/bestillinger/${id}`)
  await expect(requester.getByText('Kræver dialog')).toHaveCount(0)
  await expect(requester.getByRole('region', { name: 'Visitation' })).toHaveCount(0)
  const rows = requester.locator('dl > div').filter({ hasText: 'Rækker' }).first()
  await expect(rows.getByText('Er tiårsgrupper fine nok?')).toBeVisible()
  await requester.getByLabel('Dit svar om Rækker: Alder ved optagelse').fill('Ja')
  await leadsTo(requester, () => requester.getByRole('button', { name: 'Send svar' }).click(), /besked=answered/)

  // A change: nothing to suggest until something differs; then the difference is approved.
  await analyst.goto(`/sager/${id}/ret`)
  await expect(analyst.getByText('Tabellen er, som den var.', { exact: false })).toBeVisible()
  await leadsTo(analyst, async () => void (await analyst.getByLabel('Til og med').selectOption('2008')), /toYear=2008/)
  const suggest = analyst.getByRole('form', { name: 'Foreslå en ændring' })
  await suggest.getByLabel('Hvorfor foreslår du ændringen?').fill('Flere år giver flere tal')
  await isAccessible(analyst)
  await leadsTo(analyst, () => press(analyst, 'Foreslå en ændring'), /besked=change-proposed/)
  await requester.goto(`/bestillinger/${id}`)
  const difference = requester.getByRole('table', { name: 'Før og efter ændringen' })
  await expect(difference.getByRole('row', { name: /Periode/ })).toContainText('2000–20042000–2008')
  await expect(difference.getByRole('row', { name: /Pris/ })).toContainText('kr.')
  await isAccessible(requester)
  await leadsTo(requester, () => press(requester, 'Godkend ændringen'), /besked=change-approved/)

  // The triage is of the version in force; then the offer, with a reply text that names the requester.
  await analyst.goto(`/sager/${id}`)
  await expect(analyst.getByText('specifikationen er ændret siden', { exact: false })).toBeVisible()
  await fillChecklist(analyst, 'Standard')
  await leadsTo(analyst, () => press(analyst, 'Gem visitationen'), /handling=offer/)
  const offer = analyst.getByRole('form', { name: 'Afgiv tilbud', exact: true })
  await offer.getByText('Indsæt en svartekst', { exact: false }).click()
  await offer.getByRole('button', { name: /^Indsæt »Tilbud på en standardtabel« på dansk/ }).click()
  await expect(offer.getByLabel('Besked til rekvirenten')).toHaveValue(/^Kære Rikke Rekvirent/)
  await leadsTo(analyst, () => press(analyst, 'Afgiv tilbud'), /besked=offered/)
  await requester.goto(`/bestillinger/${id}`)
  await expect(requester.getByText('Kære Rikke Rekvirent', { exact: false })).toBeVisible()
})

test('an order is declined with reasons and guidance on appeal in both languages, and nobody else reads the decision', async ({
  browser,
}) => {
  const [requester, analyst] = [await as(browser, 'rekvirent@example.dk'), await as(browser, 'analytiker@example.dk')]
  const id = await received(requester, analyst, 'Diabetes i min opgang, til afvisning')
  await fillChecklist(analyst, 'Afvisning', { 'Findes oplysningerne i registrene her?': 'Nej' })
  await leadsTo(analyst, () => press(analyst, 'Gem visitationen'), /handling=decline/)
  const decline = analyst.getByRole('form', { name: 'Afvis bestillingen' })
  await decline.getByRole('radio', { name: /Registrene her har ikke/ }).check()
  await decline.getByLabel('Begrundelse på dansk').fill('Registeret har ingen adresser.')
  await press(analyst, 'Afvis bestillingen')
  await expect(decline.getByText('begrundelse', { exact: false }).first()).toBeVisible()
  await expect(decline.getByLabel('Begrundelse på dansk')).toHaveValue('Registeret har ingen adresser.')
  await decline.getByLabel('Begrundelse på engelsk').fill('The register holds no addresses.')
  await leadsTo(analyst, () => press(analyst, 'Afvis bestillingen'), /besked=declined/)

  await requester.goto(`/bestillinger/${id}`)
  await expect(requester.getByText('Registeret har ingen adresser.')).toBeVisible()
  await expect(requester.getByRole('heading', { name: 'Klagevejledning' })).toBeVisible()
  await requester.getByText('På engelsk (English)').click()
  await expect(requester.getByText('The register holds no addresses.')).toBeVisible()
  await expect(requester.getByText('If you disagree with the decision', { exact: false })).toBeVisible()
  await isAccessible(requester)

  // The decision on paper says the same.
  const answer = await requester.request.get(`/bestillinger/${id}/pdf`)
  const words = elementsWith(readPdf(await answer.body()).root, 'P').map(({ text }) => text)
  expect(words).toContain('Registeret har ingen adresser.')
  expect(words.some((text) => text.startsWith('Er du uenig i afgørelsen'))).toBe(true)

  const stranger = await as(browser, 'kommune@example.dk')
  expect((await stranger.request.get(`/bestillinger/${id}/pdf`)).status()).toBe(404)
  for (const [address, heading] of [
    [`/bestillinger/${id}`, 'Siden findes ikke'],
    [`/sager/${id}`, 'Bestil statistik fra sundhedsregistrene'],
    [`/sager/${id}/ret`, 'Bestil statistik fra sundhedsregistrene'],
  ] as const) {
    await stranger.goto(address)
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(heading)
    await expect(stranger.getByText('Registeret har ingen adresser.')).toHaveCount(0)
  }
})
