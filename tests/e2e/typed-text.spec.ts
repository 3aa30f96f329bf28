import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { signIn } from './sign-in.ts'

/** Nothing a person has typed or chosen is lost, whatever happens to the page. */

const EMAIL = 'rekvirent@example.dk'
const table = (title: string) =>
  `/ny?${new URLSearchParams({ register: 'diabetes', title, fromYear: '2000', toYear: '2005', row1: 'sex.sex' })}`
const purposeOf = (page: Page) => page.getByLabel('Hvad skal tallene bruges til?')
const kept = (page: Page) => page.getByText(/^Gemt automatisk kl\./)

async function composed(page: Page, title: string, purpose: string): Promise<void> {
  await page.goto(table(title))
  await purposeOf(page).fill(purpose)
  await expect(kept(page)).toBeVisible()
}

test('a table is there again in another browser, with what was typed beside it', async ({ page, browser }) => {
  const title = `Et andet sted ${Date.now()}`
  await signIn(page, EMAIL)
  await composed(page, title, 'Skrevet på kontoret')
  const elsewhere = await (await browser.newContext({ locale: 'da-DK' })).newPage()
  await signIn(elsewhere, EMAIL)
  await elsewhere.goto('/ny')
  await elsewhere.getByRole('link', { name: title }).click()
  await expect(elsewhere.getByLabel('Tabellens titel')).toHaveValue(title)
  await expect(purposeOf(elsewhere)).toHaveValue('Skrevet på kontoret')
  await elsewhere.goto('/ny')
  await elsewhere.getByRole('button', { name: `Slet ${title}` }).click()
  await expect(elsewhere.getByText('Den påbegyndte tabel er slettet.')).toBeVisible()
  await expect(elsewhere.getByRole('link', { name: title })).toHaveCount(0)
})

test('reload and back bring the table and the text back', async ({ page }) => {
  await signIn(page, EMAIL)
  await composed(page, `Genindlæst ${Date.now()}`, 'Før genindlæsning')
  await page.reload()
  await expect(purposeOf(page)).toHaveValue('Før genindlæsning')
  await page.goto('/hjaelp')
  await page.goBack()
  await expect(purposeOf(page)).toHaveValue('Før genindlæsning')
})

test('what is typed and chosen before the scripts have started is kept as well', async ({ page }) => {
  await signIn(page, EMAIL)
  let start: () => void = () => undefined
  const started = new Promise<void>((resolve) => {
    start = resolve
  })
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await started
    await route.continue()
  })
  await page.goto(table(`Før scripts ${Date.now()}`), { waitUntil: 'commit' })
  await purposeOf(page).fill('Skrevet med det samme')
  await page.getByLabel('Variabel', { exact: true }).nth(1).selectOption('inclusion_year.year')
  start()
  await expect(page).toHaveURL(/column1=inclusion_year/)
  await expect(kept(page)).toBeVisible()
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await expect(purposeOf(page)).toHaveValue('Skrevet med det samme')
  await expect(page.getByLabel('Variabel', { exact: true }).nth(1)).toHaveValue('inclusion_year.year')
})

test('letters typed while an answer is under way stay, and are asked for as well', async ({ page }) => {
  await signIn(page, EMAIL)
  await page.goto(table('Kort'))
  const title = page.getByLabel('Tabellens titel')
  let answer: () => void = () => undefined
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(/\/ny\?.*title=Kortere/, async (route) => {
    await answered
    await route.continue()
  })
  const asked = page.waitForRequest(/\/ny\?.*title=Kortere/)
  await title.press('End')
  await title.pressSequentially('ere')
  await asked
  await title.pressSequentially(' tekst')
  answer()
  await expect(page).toHaveURL(/title=Kortere\+tekst/)
  await expect(title).toHaveValue('Kortere tekst')
})

test('undo and redo go through every step of the table, by button and by keyboard, and last through a reload', async ({
  page,
}) => {
  await signIn(page, EMAIL)
  await page.goto(table(`Trin ${Date.now()}`))
  const columns = page.getByLabel('Variabel', { exact: true }).nth(1)
  await columns.selectOption('inclusion_year.year')
  await expect(page).toHaveURL(/column1=inclusion_year/)
  await page.getByRole('button', { name: 'Fortryd' }).click()
  await expect(page).not.toHaveURL(/column1/)
  await expect(columns).toHaveValue('')
  await page.reload()
  await page.getByRole('button', { name: 'Gentag' }).click()
  await expect(page).toHaveURL(/column1=inclusion_year/)
  await page.locator('h1').click()
  await page.keyboard.press('Control+z')
  await expect(page).not.toHaveURL(/column1/)
  await expect(page.getByRole('button', { name: 'Gentag' })).toHaveAttribute('aria-disabled', 'false')
})

test('two tabs with the same table keep both', async ({ context }) => {
  const title = `To faner ${Date.now()}`
  const first = await context.newPage()
  await signIn(first, EMAIL)
  await composed(first, title, 'Fra første fane')
  const second = await context.newPage()
  await second.goto(first.url())
  await expect(purposeOf(second)).toHaveValue('Fra første fane')
  await purposeOf(first).fill('Første fane igen')
  await expect.poll(() => savedPurposes(context, title)).toContain('Første fane igen')
  await purposeOf(second).fill('Anden fane')
  await expect(second.getByText('Tabellen er også rettet i en anden fane.')).toBeVisible()
  await expect.poll(() => savedPurposes(context, title)).toEqual(['Anden fane', 'Første fane igen'])
})

/** The purposes kept with tables of a title, as the list of begun tables leads to them. */
async function savedPurposes(context: BrowserContext, title: string): Promise<string[]> {
  const page = await context.newPage()
  await page.goto('/ny')
  const addresses = await page
    .getByRole('link', { name: title })
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  const purposes: string[] = []
  for (const address of addresses) {
    await page.goto(address)
    purposes.push(await purposeOf(page).inputValue())
  }
  await page.close()
  return purposes.sort()
}

test('an expired sign-in loses nothing: the page says so and the way back leads to the same table', async ({ page, context }) => {
  await signIn(page, EMAIL)
  const title = `Udløbet ${Date.now()}`
  await composed(page, title, 'Før udløb')
  await context.clearCookies()
  await purposeOf(page).fill('Skrevet efter udløb')
  await page.getByRole('link', { name: 'Log på igen' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill(EMAIL)
  await page.locator('input[type=password]').fill('vis-mig-tabellen')
  await page.locator('main').getByRole('button', { name: 'Log på', exact: true }).click()
  await expect(page.getByLabel('Tabellens titel')).toHaveValue(title)
  await expect(purposeOf(page)).toHaveValue('Skrevet efter udløb')
})

test('five minutes before the sign-in ends the page warns, and one press makes it longer', async ({ page }) => {
  await page.clock.install()
  await signIn(page, EMAIL)
  await page.evaluate(() => localStorage.clear())
  await page.goto('/bestillinger')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('session-ends-at'))).not.toBeNull()
  await page.clock.fastForward('07:54:00')
  await expect(page.getByText(/Du bliver logget af om/)).toHaveCount(0)
  await page.clock.fastForward('00:02:00')
  await expect(page.getByText(/Du bliver logget af om \d minutter/)).toBeVisible()
  const cookieOf = async () => (await page.context().cookies()).find(({ name }) => name.includes('session-token'))?.value
  const before = await cookieOf()
  await page.getByRole('button', { name: 'Bliv logget på' }).click()
  await expect(page.getByText(/Du bliver logget af om/)).toHaveCount(0)
  expect(await cookieOf()).not.toBe(before)
  await page.clock.fastForward('07:50:00')
  await expect(page.getByText(/Du bliver logget af om|Du er logget af/)).toHaveCount(0)
  await page.clock.fastForward('00:11:00')
  await expect(page.getByText('Du er logget af.')).toBeVisible()
})

test('a double click saves one order, and the begun table is gone with it', async ({ page }) => {
  const title = `Dobbeltklik ${Date.now()}`
  await signIn(page, EMAIL)
  await composed(page, title, 'En gang er nok')
  await page.getByRole('button', { name: 'Gem og tjek dine svar' }).dblclick()
  await page.waitForURL(/bestillinger\/[0-9a-f-]{36}/)
  await page.goto('/bestillinger?vis=waiting')
  await expect(page.getByRole('link', { name: title })).toHaveCount(1)
  await page.goto('/ny')
  await expect(page.getByRole('link', { name: title })).toHaveCount(0)
})
