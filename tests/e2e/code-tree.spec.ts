import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './sign-in.ts'

/** Choosing among two thousand diagnoses without leaving the composer: by keyboard, by search, without scripts, and when things go wrong. */

const TABLE = '/ny?register=lpr&title=Diagnoser&measure=persons&fromYear=2022&toYear=2022&row1=diagnosis.code3&column1=sex.sex'
const line = (page: Page, name: RegExp) => page.getByRole('treeitem', { name })

/** Opens the row's tree of codes once the page's scripts run. */
async function openTree(page: Page, summary: RegExp): Promise<void> {
  await page.getByText(summary).first().click()
  await expect(page.getByRole('tree').first()).toBeVisible()
}

test('a block is chosen, one code is taken out again, and the table follows, by keyboard alone', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  await page.goto(TABLE)
  await openTree(page, /Alle værdier er med/)
  await page.getByRole('searchbox', { name: 'Find koder' }).first().focus()
  await page.keyboard.type('E11')
  await expect(line(page, /E11/)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(line(page, /Endokrine/).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(line(page, /E10-E14/)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(line(page, /E10-E14/)).toHaveAttribute('aria-checked', 'true')
  await expect(page).toHaveURL(/row1codes=E10-E14/)
  await expect(page.getByText(/^6 rækker × 3 kolonner/)).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(line(page, /E11/)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(line(page, /E10-E14/)).toHaveAttribute('aria-checked', 'mixed')
  await expect(page).toHaveURL(/row1codes=E10\+E12\+E13\+E14/)
  await expect(page.getByText(/^5 rækker × 3 kolonner/)).toBeVisible()
  await expect(line(page, /E11/)).toBeFocused()
  await page.getByRole('button', { name: 'Fortryd' }).first().focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/row1codes=E10-E14&/)
})

test('the last code taken away leaves the tree open, and quick choices are all kept', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  await page.goto(TABLE)
  await openTree(page, /Alle værdier er med/)
  await line(page, /^I Infektiøse/).click()
  await line(page, /^II Svulster/).click()
  await expect(page.getByRole('button', { name: /^Fjern I / })).toBeVisible()
  await expect(page).toHaveURL(/row1codes=I\+II&/)
  await page.getByRole('button', { name: 'Fjern alle' }).click()
  await expect(page).not.toHaveURL(/row1codes/)
  await expect(page.getByRole('tree').first()).toBeVisible()
})

test('own groups are put together in the tree, named, and stand in the table', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  await page.goto(TABLE)
  await openTree(page, /^Egne grupper/)
  const group = page.getByRole('group', { name: 'Ny gruppe' })
  await group.getByRole('searchbox').fill('diabetes')
  await group.getByRole('treeitem', { name: /E10-E14/ }).click()
  await group.getByRole('button', { name: 'Tilføj gruppen' }).click()
  await expect(group.getByText('Giv gruppen et navn først.')).toBeVisible()
  await group.getByRole('textbox', { name: 'Gruppens navn' }).fill('Sukkersyge: alle')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/row1groups=Sukkersyge/)
  await expect(page.getByRole('rowheader', { name: 'Sukkersyge: alle' })).toBeVisible()
  await expect(group.getByRole('treeitem', { name: /E10-E14.*i »Sukkersyge: alle«/ })).toBeVisible()
  await page.getByRole('button', { name: /Fjern gruppen/ }).click()
  await expect(page).not.toHaveURL(/row1groups/)
})

test('a municipality delimits the population, and codes that do not come are asked for again', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  await page.goto(TABLE.replace('diagnosis.code3', 'age.age10'))
  await page.route('**/koder?*', (route) => route.abort())
  await page.getByText('Bopælskommune: alle').click()
  await expect(page.getByText('Koderne kunne ikke hentes.')).toBeVisible()
  await page.unroute('**/koder?*')
  await page.getByRole('button', { name: 'Prøv igen' }).click()
  await page.getByRole('searchbox', { name: 'Find koder' }).fill('aalborg')
  await line(page, /Aalborg/).click()
  await expect(page).toHaveURL(/filter_municipality=0851|filter_municipality=851/)
  await expect(page.getByText('Bopælskommune: 1 valgt')).toBeVisible()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('codes are searched for and ticked all the same', async ({ page }) => {
    await signIn(page, 'rekvirent@example.dk')
    await page.goto(TABLE)
    await page
      .getByText(/Alle værdier er med/)
      .first()
      .click()
    await page.locator('[name=find_row1codes]').fill('type 2-diabetes')
    await page.getByRole('button', { name: 'Opdatér tabel og pris' }).click()
    await page
      .getByText(/Alle værdier er med/)
      .first()
      .click()
    await page.getByRole('checkbox', { name: /^E11/ }).check()
    await page.getByRole('button', { name: 'Opdatér tabel og pris' }).click()
    await expect(page.getByText(/^2 rækker × 3 kolonner/)).toBeVisible()
    await expect(page.locator('[name=row1codes]').first()).toHaveValue('E11')
  })
})

test('foreign codes are named and can be taken away, and ten thousand do not break the page', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  await page.goto(`${TABLE}&row1codes=A10BA02+E11`)
  await expect(page.getByText(/A10BA02/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Fjern A10BA02' }).click()
  await expect(page.getByText(/^2 rækker × 3 kolonner/)).toBeVisible()
  const many = Array.from({ length: 10_000 }, (_, at) => `Z${at}`).join('+')
  const answer = await page.request.get(`${TABLE}&row1codes=${many}`)
  expect(answer.status()).toBeLessThan(500)
  await page.getByText('Skriv koder som tekst').first().click()
  await page.getByRole('textbox', { name: 'Koder' }).first().fill(many.replaceAll('+', ' ').slice(0, 39_000))
  await expect(page.getByText(/Vælg hele blokke eller kapitler i stedet/)).toBeVisible()
  expect(page.url().length).toBeLessThan(1_000)
})

test('the open tree has no axe violation and does not scroll sideways, in Danish and English, wide and narrow', async ({
  page,
}) => {
  await signIn(page, 'rekvirent@example.dk')
  for (const language of ['da', 'en']) {
    await page.goto(`/language?to=${language}&next=/`)
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${TABLE}&row1codes=E10-E14+I10&filter_municipality=1084`)
      await expect(page.getByRole('tree').first()).toBeVisible()
      await page
        .getByText(/^(Egne grupper|Own groups)/)
        .first()
        .click()
      await page.getByRole('treeitem').first().press('ArrowRight')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')} (${language}, ${width})`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThan(
        2,
      )
    }
  }
})
