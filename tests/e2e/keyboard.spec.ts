import { expect, type Page, test } from '@playwright/test'
import { signIn } from './sign-in.ts'

/** The requester's way with the keyboard alone: nothing in this file presses a mouse button or puts text into a field directly. */

/** Presses Tab until the wanted element has the focus; fails when the page has no way there. */
async function tabTo(page: Page, wanted: { readonly role: string; readonly name: RegExp }, most = 120): Promise<void> {
  for (let step = 0; step < most; step++) {
    const isThere = await page
      .locator(':focus')
      .and(page.getByRole(wanted.role as 'link', { name: wanted.name }))
      .count()
    if (isThere > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${wanted.role} ${wanted.name}`)
}

test('a requester signs in, composes, sends the order and starts the same again, by keyboard alone', async ({ page }) => {
  await page.goto('/login')
  await tabTo(page, { role: 'textbox', name: /E-mail/ })
  await page.keyboard.type('rekvirent@example.dk')
  await page.keyboard.press('Tab')
  await page.keyboard.type('vis-mig-tabellen')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Log af/ }).first()).toBeVisible()

  await tabTo(page, { role: 'link', name: /^Ny bestilling$/ })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Vælg register' })).toBeVisible()
  await tabTo(page, { role: 'link', name: /Diabetesregister/ })
  await page.keyboard.press('Enter')
  await tabTo(page, { role: 'textbox', name: /Tabellens titel/ })
  await page.keyboard.type('Uden mus')
  // An arrow key chooses the next option of a closed list; the page answers each choice.
  await tabTo(page, { role: 'combobox', name: /^Variabel$/ })
  const row = page.getByRole('combobox', { name: 'Variabel', exact: true }).first()
  for (let step = 0; step < 12 && (await row.inputValue()) !== 'inclusion_age.age5'; step++) {
    const before = await row.inputValue()
    await page.keyboard.press('ArrowDown')
    await expect(row).not.toHaveValue(before)
    await expect(page).toHaveURL(new RegExp(`row1=${(await row.inputValue()).replace('.', '\\.')}`))
    await expect(row).toBeFocused()
  }
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL(/row1=inclusion_age\.age5/)

  await tabTo(page, { role: 'textbox', name: /Hvad skal tallene bruges til/ })
  await page.keyboard.type('En prøve uden mus')
  await expect(page.getByText('Så meget bliver skjult')).toBeVisible()
  await tabTo(page, { role: 'button', name: /Gem og tjek dine svar/ })
  await page.keyboard.press('Enter')
  await page.waitForURL(/trin=tjek/)
  await tabTo(page, { role: 'button', name: /Send bestillingen/ })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tak – vi har modtaget din bestilling')

  await tabTo(page, { role: 'link', name: /Følg|Se bestillingen|Åbn/ })
  await page.keyboard.press('Enter')
  await page.waitForURL(/bestillinger\/[0-9a-f-]{36}$/)
  await tabTo(page, { role: 'link', name: /Bestil noget lignende/ })
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/ny\?/)
  await expect(page.getByRole('combobox', { name: 'Variabel', exact: true }).first()).toHaveValue('inclusion_age.age5')
})

test('advice is taken and undone by keyboard, and what was typed beside the table stays', async ({ page }) => {
  await page.goto('/login')
  await tabTo(page, { role: 'textbox', name: /E-mail/ })
  await page.keyboard.type('rekvirent@example.dk')
  await page.keyboard.press('Tab')
  await page.keyboard.type('vis-mig-tabellen')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Log af/ }).first()).toBeVisible()
  const table =
    '/ny?register=diabetes&title=Alder+og+år&measure=persons&fromYear=1995&toYear=2009&row1=inclusion_age.age5&column1=inclusion_year.year'
  // The worker makes the safe totals soon after it starts; until then there is no forecast and no advice.
  await expect(async () => {
    await page.goto(table)
    await expect(page.getByRole('heading', { name: 'Det giver færre skjulte celler' })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 120_000 })
  await page.getByLabel('Hvad skal tallene bruges til?').focus()
  await page.keyboard.type('Det her må ikke forsvinde')
  await page.keyboard.press('Shift+Tab')
  await page.getByRole('link', { name: /Alder ved optagelse: .* i stedet for/ }).focus()
  await page.keyboard.press('Enter')
  const row = page.getByRole('combobox', { name: 'Variabel', exact: true }).first()
  await expect(row).toHaveValue('inclusion_age.age10')
  await expect(page.getByLabel('Hvad skal tallene bruges til?')).toHaveValue('Det her må ikke forsvinde')
  await page.getByRole('link', { name: 'Fortryd den sidste ændring' }).focus()
  await page.keyboard.press('Enter')
  await expect(row).toHaveValue('inclusion_age.age5')
  await expect(page.getByLabel('Hvad skal tallene bruges til?')).toHaveValue('Det her må ikke forsvinde')
})

test('a reload and an expired sign-in lose neither the table nor what was typed beside it', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  const purpose = page.getByLabel('Hvad skal tallene bruges til?')
  await page.goto('/ny?register=diabetes&title=Uden+tab&fromYear=2001&toYear=2002&row1=sex.sex')
  await purpose.fill('En lang begrundelse')
  await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toContain('En lang begrundelse')
  await page.reload()
  await expect(purpose).toHaveValue('En lang begrundelse')
  await page.context().clearCookies()
  await page.reload()
  await page.waitForURL(/\/login/)
  await page.getByRole('textbox', { name: 'E-mail' }).fill('rekvirent@example.dk')
  await page.locator('input[type=password]').fill('vis-mig-tabellen')
  await page.locator('main').getByRole('button', { name: 'Log på', exact: true }).click()
  await page.waitForURL(/\/ny\?/)
  await expect(page.getByLabel('Tabellens titel')).toHaveValue('Uden tab')
  await expect(purpose).toHaveValue('En lang begrundelse')
  await page.getByRole('button', { name: 'Gem og tjek dine svar' }).click()
  await page.waitForURL(/trin=tjek/)
  await page.goto('/ny?register=diabetes&title=En+ny&fromYear=2001&toYear=2002&row1=sex.sex')
  await expect(purpose).toHaveValue('')
})
