import { expect, type Page } from '@playwright/test'

const PASSWORD = 'vis-mig-tabellen'

/** Signs a demo account in through the page, as a person does. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/login')
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page
    .locator('main')
    .getByRole('button', { name: /^(Log på|Log in)$/ })
    .click()
  await expect(page.getByRole('button', { name: /Log af|Log out/ }).first()).toBeVisible()
}

/** Follows a link or presses a button that leads to another address, and waits for it. */
export async function leadsTo(page: Page, act: () => Promise<void>, address: RegExp): Promise<void> {
  await act()
  await page.waitForURL(address)
}
