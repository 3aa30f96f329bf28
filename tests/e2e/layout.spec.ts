import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { writeXlsx } from 'hucre/xlsx'
import { signIn } from './sign-in.ts'

/** From the empty table somebody drew in a spreadsheet to the same table in the composer. */

const field = (page: Page) => page.getByLabel('Eller indsæt cellerne her')

async function open(page: Page): Promise<void> {
  await page.goto('/ny')
  await page.getByText('Har du den tomme tabel i et regneark?').click()
  await page.getByLabel('Register').selectOption('lpr')
}

test('a workbook is read in the browser and becomes the table it shows', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  await open(page)
  const rows = [
    ['', 'Mænd', 'Kvinder'],
    ['0-9', null, null],
    ['10-19', null, null],
  ]
  const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: 'Tabel', rows }] }))
  await page.getByLabel('Fil med tabellen').setInputFiles({ name: 'tabel.xlsx', mimeType: 'application/octet-stream', buffer })
  await expect(field(page)).toHaveValue('\tMænd\tKvinder\n0-9\n10-19')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.getByRole('button', { name: 'Byg tabellen' }).click()
  await page.waitForURL(/row1=age\.age10&row1codes=0-9&row1codes=10-19&column1=sex\.sex/)
  expect(page.url()).not.toContain('column1codes')
})

test('a heading nobody knows is named with its cell, and what was pasted is still there', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  await open(page)
  await field(page).fill('\tMænd\nRegion Atlantis')
  await page.getByRole('button', { name: 'Byg tabellen' }).click()
  await expect(page.getByText(/Vi kender ikke “Region Atlantis” i A2/).first()).toBeVisible()
  await expect(field(page)).toHaveValue('\tMænd\nRegion Atlantis')
})
