import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { leadsTo, signIn } from './sign-in.ts'

/** The analyst's queue as she works in it: views, keys, and what colleagues do meanwhile. */

test('an analyst keeps a view, opens her queue with it, and goes through it by keyboard', async ({ page }) => {
  const name = `Diabetes ${randomUUID().slice(0, 6)}`
  await signIn(page, 'analytiker@example.dk')
  await page.goto('/sager?vis=all&soeg=diabetes&orden=number')
  await page.getByText('Gem og ret visninger').click()
  await page.getByRole('textbox', { name: 'Navn' }).fill(name)
  await leadsTo(page, () => page.getByRole('button', { name: 'Gem denne visning' }).click(), /besked=view-kept/)
  await page.getByText('Gem og ret visninger').click()
  const opens = page.getByRole('form', { name: `Åbn sagerne med den: ${name}` })
  await leadsTo(page, () => opens.getByRole('button').click(), /besked=view-default/)
  await leadsTo(page, () => page.goto('/sager').then(() => undefined), /vis=all&soeg=diabetes&orden=number/)
  await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page')

  const links = page.locator('.wb-queue tbody th a')
  await expect(async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await expect(page.getByRole('dialog').getByText('Næste sag på siden')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('j')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('x')
  await expect(page.locator('.wb-queue tbody input[type=checkbox]').first()).toBeChecked()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('jx')
  await expect(page.getByRole('searchbox')).toHaveValue(/jx/)

  await page.getByText('Gem og ret visninger').click()
  await leadsTo(
    page,
    () =>
      page
        .getByRole('form', { name: `Slet visningen: ${name}` })
        .getByRole('button')
        .click(),
    /besked=view-forgotten/,
  )
  await page.goto('/sager')
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0)
  await expect(page).toHaveURL(/\/sager$/)
})

test('a case that a colleague changes is marked where it stands, and shown anew when the reader wants it', async ({ page }) => {
  const database = new pg.Client({ connectionString: process.env.OWNER_DATABASE_URL })
  await database.connect()
  await signIn(page, 'analytiker@example.dk')
  await page.clock.install()
  await page.goto('/sager?vis=all&orden=number')
  const row = page.locator('.wb-queue tbody tr').first()
  const title = ((await row.locator('th').textContent()) ?? '').trim()
  const number = ((await row.locator('td').nth(1).textContent()) ?? '').trim()
  const before = await row.boundingBox()
  try {
    await database.query(`update orders set version = version + 1, title = title || ' (rettet)' where number = $1`, [number])
    await expect(async () => {
      await page.clock.runFor(16_000)
      await expect(page.getByText('1 sag på siden er ændret.')).toBeVisible({ timeout: 1500 })
    }).toPass({ timeout: 60_000 })
    await expect(row).toHaveClass(/wb-changed/)
    await expect(row.locator('th')).toHaveText(title)
    expect(await row.boundingBox()).toEqual(before)
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.getByRole('button', { name: 'Vis sagerne, som de er nu' }).click()
    await expect(row.locator('th')).toHaveText(`${title} (rettet)`)
    await expect(row).not.toHaveClass(/wb-changed/)
  } finally {
    await database.query('update orders set title = $2 where number = $1', [number, title])
    await database.end()
  }
})

test('what would be new is told to analysts alone', async ({ page }) => {
  expect((await page.request.get('/sager/nyt?vis=all')).status()).toBe(404)
  await signIn(page, 'rekvirent@example.dk')
  expect((await page.request.get('/sager/nyt?vis=all')).status()).toBe(404)
})

test('an analyst says when she is away, her colleagues see it, and she takes it back', async ({ page }) => {
  await signIn(page, 'kontrollant@example.dk')
  await page.goto('/sager/kolleger')
  const year = String(new Date().getFullYear() + 1)
  const form = page.getByRole('form', { name: 'Meld fravær' })
  for (const [legend, day] of [
    ['Første fraværsdag', '3'],
    ['Sidste fraværsdag', '1'],
  ] as const) {
    const group = form.getByRole('group', { name: legend })
    await group.getByRole('textbox', { name: 'Dag' }).fill(day)
    await group.getByRole('textbox', { name: 'Måned' }).fill('3')
    await group.getByRole('textbox', { name: 'År' }).fill(year)
  }
  await form.getByRole('button', { name: 'Meld fravær' }).click()
  await expect(page.getByText('Ret dagene', { exact: false }).first()).toBeVisible()
  const last = form.getByRole('group', { name: 'Sidste fraværsdag' }).getByRole('textbox', { name: 'Dag' })
  await expect(last).toHaveValue('1')
  await last.fill('14')
  await leadsTo(page, () => form.getByRole('button', { name: 'Meld fravær' }).click(), /besked=absence-registered/)
  await expect(page.getByRole('row', { name: /Fraværende fra 03\.03/ })).toBeVisible()
  const back = page.getByRole('form', { name: /Fortryd fraværet/ }).getByRole('button')
  await leadsTo(page, () => back.click(), /besked=absence-ended/)
  await expect(page.getByText('Du har ikke meldt fravær.')).toBeVisible()
})
