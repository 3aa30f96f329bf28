import { expect, type Page, test } from '@playwright/test'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '#lib/generated/prisma/client.ts'
import { signIn } from './sign-in.ts'

/** Who gets in, as whom, and how access ends. The identity provider answers like a MitID Erhverv broker. */

async function signInAtBroker(page: Page, login: string): Promise<void> {
  await page.goto('/login')
  await page.getByRole('button', { name: 'Log på med MitID Erhverv' }).click()
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill('whatever')
  await page.locator('button[type=submit]').first().click()
  await page.locator('button[type=submit]').first().click()
  await page.waitForURL((url) => !url.port || url.origin === new URL(process.env.BASE_URL ?? '').origin)
}

test('a company’s employee signs in at the broker and acts for her company from the first time', async ({ page }) => {
  await signInAtBroker(page, 'alice')
  await expect(page.getByText('Alice Andersen').first()).toBeVisible()
  await expect(page.getByText('Alices Analyse ApS').first()).toBeVisible()
  await page.goto('/bestillinger')
  await expect(page.getByRole('heading', { level: 1, name: 'Mine bestillinger' })).toBeVisible()
})

test('a CVR number that fails its check is refused in words', async ({ page }) => {
  await signInAtBroker(page, 'mallory')
  await expect(page.getByText('Du blev ikke logget på').first()).toBeVisible()
})

test('an e-mail that belongs to somebody else’s account does not open it', async ({ page }) => {
  await signInAtBroker(page, 'taker')
  await expect(page.getByText('Du blev ikke logget på').first()).toBeVisible()
  await page.goto('/bestillinger')
  await expect(page).toHaveURL(/\/login/)
})

test('a wrong password is refused in words and the e-mail typed is kept', async ({ page }) => {
  await page.goto('/login')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('rekvirent@example.dk')
  await page.locator('input[type=password]').fill('forkert')
  await page.locator('main').getByRole('button', { name: 'Log på', exact: true }).click()
  await expect(page.getByText('Der er problemer')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('rekvirent@example.dk')
})

test('a person who is disabled is out at her next click', async ({ page }) => {
  await signIn(page, 'journalist@example.dk')
  await page.goto('/bestillinger')
  await expect(page).toHaveURL(/bestillinger/)
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.OWNER_DATABASE_URL ?? '' }) })
  try {
    await db.person.update({ where: { email: 'journalist@example.dk' }, data: { status: 'disabled' } })
    await page.goto('/bestillinger')
    await expect(page).toHaveURL(/\/login/)
  } finally {
    await db.person.update({ where: { email: 'journalist@example.dk' }, data: { status: 'active' } })
    await db.$disconnect()
  }
})

test('someone who acts for two organisations chooses, and sees the orders of the one chosen', async ({ page }) => {
  await signIn(page, 'pharma@example.dk')
  await page.goto('/bestillinger')
  await expect(page.getByText('Bestillinger fra Nordlys Pharma A/S.')).toBeVisible()
  await page.locator('summary', { hasText: 'Skift organisation' }).first().click()
  await page.getByRole('button', { name: 'Patientforeningen Lyset' }).first().click()
  await expect(page.getByText('for Patientforeningen Lyset').first()).toBeVisible()
  await page.goto('/bestillinger')
  await expect(page.getByText('Bestillinger fra Patientforeningen Lyset.')).toBeVisible()
})

test('requests that change something and come from elsewhere are refused, and pages carry their guards', async ({ request }) => {
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
    const answer = await request.post('/logout', { headers, maxRedirects: 0 })
    expect(answer.status()).toBe(403)
  }
  const page = await request.get('/')
  expect(page.headers()['content-security-policy']).toMatch(/nonce-/)
  expect(page.headers()['x-powered-by']).toBeUndefined()
  const missing = await request.get('/findes-ikke')
  expect([missing.status(), /nonce-/.test(missing.headers()['content-security-policy'] ?? '')]).toEqual([404, true])
})
