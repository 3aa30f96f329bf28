import { expect, test } from '@playwright/test'
import { signIn } from './sign-in.ts'

/** What forms do with mistakes, and without scripts. */

const TABLE = 'register=diabetes&title=Køn+og+år&fromYear=2000&toYear=2002&row1=sex.sex&column1=inclusion_year.year'

test('a CPR number typed into a text is refused and not kept, and the rest of the form is', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  await page.goto(`/ny?${TABLE}`)
  await page.getByLabel('Hvad skal tallene bruges til?').fill('Om min mor, 010190-1234')
  await page.getByLabel('Jeres reference på fakturaen (valgfri)').fill('Afdeling 7')
  await page.getByRole('button', { name: 'Gem og tjek dine svar' }).click()
  await expect(page.getByText('Der er problemer')).toBeVisible()
  await expect(page.getByLabel('Jeres reference på fakturaen (valgfri)')).toHaveValue('Afdeling 7')
  await expect(page.getByLabel('Hvad skal tallene bruges til?')).toHaveValue('')
})

test('an unknown register, code or level, and a table that is too large, are refused in words before anything is ordered', async ({
  page,
}) => {
  await signIn(page, 'rekvirent@example.dk')
  await page.goto('/ny?register=findes-ikke')
  await expect(page.getByText('Vælg register').first()).toBeVisible()
  for (const bad of ['&row2=inclusion_age.sekel', '&filter_sex=9', '&row1codes=Z']) {
    await page.goto(`/ny?${TABLE}${bad}`)
    await expect(page.getByText('Tabellen kan ikke laves sådan')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Gem og tjek dine svar' })).toHaveCount(0)
  }
  const large =
    'register=lpr&title=For+stor&fromYear=2019&toYear=2024&row1=diagnosis.code3&row2=municipality.kommune&column1=age.age5&column2=year.year'
  await page.goto(`/ny?${large}`)
  await expect(page.getByText('Tabellen kan ikke laves sådan')).toBeVisible()
})

test('a requester composes, checks and sends an order with scripts switched off, at 390 pixels', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 }, locale: 'da-DK' })
  const page = await context.newPage()
  await page.goto('/login')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('rekvirent@example.dk')
  await page.locator('input[type=password]').fill('vis-mig-tabellen')
  await page.locator('main').getByRole('button', { name: 'Log på', exact: true }).click()
  await page.goto('/ny?register=diabetes')
  await page.getByLabel('Tabellens titel').fill('Uden scripts')
  await page.getByLabel('Variabel', { exact: true }).first().selectOption('sex.sex')
  await page.getByRole('button', { name: 'Opdatér tabel og pris' }).click()
  await page.getByLabel('Hvad skal tallene bruges til?').fill('En prøve')
  await page.getByRole('button', { name: 'Gem og tjek dine svar' }).click()
  await page.getByRole('button', { name: 'Send bestillingen' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tak – vi har modtaget din bestilling')
  await context.close()
})

test('two colleagues act on the same offer at once: one wins, the other is told', async ({ browser }) => {
  const contexts = await Promise.all([browser.newContext({ locale: 'da-DK' }), browser.newContext({ locale: 'da-DK' })])
  const [first, second] = await Promise.all(contexts.map((context) => context.newPage()))
  if (!first || !second) throw new Error('no pages')
  for (const page of [first, second]) {
    await signIn(page, 'rekvirent@example.dk')
    await page.goto('/bestillinger?vis=waiting')
    await page.getByRole('link', { name: 'Alder ved optagelse i registeret' }).first().click()
    await expect(page.getByRole('button', { name: 'Acceptér tilbuddet' })).toBeVisible()
  }
  await first.getByRole('button', { name: 'Acceptér tilbuddet' }).click()
  await first.waitForURL(/besked=accepted/)
  await second.getByRole('button', { name: 'Acceptér tilbuddet' }).click()
  await expect(second.getByText('Der er problemer')).toBeVisible()
})
