import { expect, type Page, test } from '@playwright/test'
import { leadsTo, signIn } from './sign-in.ts'

/** The administrator's desk: what is issued, changed and undone there, what is refused, and who is kept out. */

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(new Date())

test('an administrator previews and issues invoices, notes a payment, takes it back and credits; the customer reads her own alone', async ({
  page,
  browser,
}) => {
  await signIn(page, 'administrator@example.dk')
  await page.goto(`/admin/fakturaer/ny?til=${today()}`)
  await expect(page.getByRole('rowheader', { name: 'Nordlys Pharma A/S' })).toBeVisible()
  await leadsTo(page, () => page.getByRole('button', { name: /^Udsted \d+ fakturaer$/ }).click(), /startet=1/)
  await expect(async () => {
    await page.goto('/admin/fakturaer?q=Nordlys')
    await expect(page.locator('main table').getByText('Ikke betalt')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 120_000 })
  await leadsTo(page, () => page.getByRole('link', { name: /^F\d{4}-\d{6}$/ }).click(), /fakturaer\/[0-9a-f-]{36}/)
  const address = new URL(page.url()).pathname
  const document = await page.request.get(`${address}/xml`)
  expect(document.headers()['content-type']).toContain('application/xml')
  expect(await document.text()).toContain('urn:fdc:peppol.eu:2017:poacc:billing:3.0')

  await leadsTo(page, () => page.getByRole('button', { name: 'Noter betaling' }).click(), /gemt=paid/)
  await expect(page.getByText('Betalt', { exact: true })).toBeVisible()
  await leadsTo(page, () => page.getByRole('button', { name: 'Tag betalingen tilbage' }).click(), /gemt=unpaid/)
  await page.locator('summary', { hasText: 'Kreditér' }).click()
  await page.getByRole('button', { name: 'Kreditér', exact: true }).click()
  await expect(page.getByText('Der er problemer')).toBeVisible()
  await page.getByLabel('Hvorfor? Det står på kreditnotaen.').fill('Forkert modtager')
  await leadsTo(page, () => page.getByRole('button', { name: 'Kreditér', exact: true }).click(), /gemt=credited/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Kreditnota F/)

  const customer = await (await browser.newContext({ locale: 'da-DK' })).newPage()
  await signIn(customer, 'pharma@example.dk')
  await customer.goto('/fakturaer')
  await expect(customer.getByRole('rowheader')).toHaveCount(2)
  await expect(customer.getByText('Krediteret')).toBeVisible()
  const other = await (await browser.newContext({ locale: 'da-DK' })).newPage()
  await signIn(other, 'kommune@example.dk')
  const foreign = await other.goto(address.replace('/admin', ''))
  expect(foreign?.status()).toBe(404)
  expect((await other.request.get(`${address.replace('/admin', '')}/xml`)).status()).toBe(404)
  await customer.context().close()
  await other.context().close()
})

test('a tariff and a calendar are previewed, refused when wrong, and saved only by the second button', async ({ page }) => {
  await signIn(page, 'administrator@example.dk')
  await page.goto('/admin/takster')
  const before = await page.getByRole('rowheader').count()
  await page.goto('/admin/takster/ny?fra=tariff-2026&procent=4')
  await page.getByRole('button', { name: 'Vis virkningen' }).click()
  await expect(page.getByText('Der er problemer')).toBeVisible()
  await typeDate(page, ['1', '1', '2031'])
  await page.getByRole('button', { name: 'Vis virkningen' }).click()
  await expect(page.getByRole('heading', { name: 'Virkning på de seneste bestillinger' })).toBeVisible()
  await expect(page.getByText('+4,0 %').first()).toBeVisible()
  await page.goto('/admin/takster')
  await expect(page.getByRole('rowheader')).toHaveCount(before)
  await page.goBack()
  await leadsTo(page, () => page.getByRole('button', { name: 'Gem ny takst' }).click(), /gemt=1/)
  await expect(page.getByRole('rowheader')).toHaveCount(before + 1)

  await page.goto('/admin/kalender')
  await page.getByLabel('Egne lukkedage').fill('i morgen')
  await page.getByRole('button', { name: 'Vis virkningen' }).click()
  await expect(page.getByText('Der er problemer')).toBeVisible()
  await page.getByLabel('Egne lukkedage').fill('2031-03-03 - 2031-03-04; Flytning; Moving')
  await page.getByRole('button', { name: 'Vis virkningen' }).click()
  await expect(page.getByRole('heading', { name: 'Virkning på åbne bestillinger' })).toBeVisible()
  await leadsTo(page, () => page.getByRole('button', { name: 'Gem kalenderen' }).click(), /gemt=1/)
  await expect(page.getByLabel('Egne lukkedage')).toHaveValue('2031-03-03 - 2031-03-04; Flytning; Moving')
})

test('two administrators who change the same customer: one wins, the other is told and loses nothing typed', async ({
  browser,
}) => {
  const open = async (email: string) => {
    const page = await (await browser.newContext({ locale: 'da-DK' })).newPage()
    await signIn(page, email)
    await page.goto('/admin/kunder?q=5798000000001')
    await leadsTo(page, () => page.getByRole('link', { name: 'Eksempel Kommune' }).click(), /kunder\/[0-9a-f-]{36}/)
    return page
  }
  const [first, second] = [await open('administrator@example.dk'), await open('driftsleder@example.dk')]
  await first.getByLabel('Vej og nummer').fill('Torvet 1')
  await leadsTo(first, () => first.getByRole('button', { name: 'Gem kunden' }).click(), /gemt=1/)
  await second.getByLabel('Vej og nummer').fill('Torvet 2')
  await second.getByRole('button', { name: 'Gem kunden' }).click()
  await expect(second.getByText('Der er problemer')).toBeVisible()
  await expect(second.getByLabel('Vej og nummer')).toHaveValue('Torvet 2')
  await first.context().close()
  await second.context().close()
})

test('retention rules hold only after a trial, and nobody but an administrator sees the desk', async ({ page, browser }) => {
  await signIn(page, 'administrator@example.dk')
  await page.goto('/admin/opbevaring')
  await page.getByLabel('Beskeder i portalen').fill('3')
  await page.getByRole('button', { name: 'Prøv reglerne af' }).click()
  await expect(page.getByText('Der er problemer')).toBeVisible()
  await page.getByLabel('Beskeder i portalen').fill('400')
  await leadsTo(page, () => page.getByRole('button', { name: 'Prøv reglerne af' }).click(), /proeve=/)
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('button', { name: 'Lad reglerne gælde' })).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 120_000 })
  await leadsTo(page, () => page.getByRole('button', { name: 'Lad reglerne gælde' }).click(), /gemt=1/)
  await expect(page.getByLabel('Beskeder i portalen')).toHaveValue('400')

  const analyst = await (await browser.newContext({ locale: 'da-DK' })).newPage()
  await signIn(analyst, 'analytiker@example.dk')
  for (const address of ['fakturaer', 'fakturaer/ny', 'kunder', 'tekster', 'opbevaring', 'myndighed', 'takster/ny']) {
    await analyst.goto(`/admin/${address}`)
    await expect(analyst).toHaveURL(/\/$/)
  }
  expect((await analyst.request.get('/admin/fakturaer/csv')).status()).toBe(404)
  await analyst.context().close()
})

async function typeDate(page: Page, [day = '', month = '', year = '']: readonly string[]): Promise<void> {
  await page.getByLabel('Dag', { exact: true }).fill(day)
  await page.getByLabel('Måned', { exact: true }).fill(month)
  await page.getByLabel('År', { exact: true }).fill(year)
}
