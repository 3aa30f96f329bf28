import { expect, type Page, test } from '@playwright/test'
import { signIn } from './sign-in.ts'

/** How much script a first visit loads, as it travels: compressed. A new library in the wrong place is found here. */

const KILOBYTE = 1_000
const PUBLIC_LIMIT = 170
const COMPOSER_LIMIT = 250
const COMPOSER =
  '/ny?register=diabetes&title=Tabel&fromYear=2000&toYear=2005&row1=inclusion_age.age10&column1=inclusion_year.year'

/** Kilobytes of script that a page loads when nothing is in the browser's memory yet. */
async function scriptWeight(page: Page, address: string): Promise<number> {
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  let bytes = 0
  client.on('Network.responseReceived', ({ requestId, type }) => (type === 'Script' ? scripts.add(requestId) : undefined))
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  await client.detach()
  return bytes / KILOBYTE
}

test('no public page loads more than 170 kB of script at the first visit', async ({ page }) => {
  for (const address of ['/', '/katalog', '/katalog/lpr', '/tabeller', '/ventetider', '/login', '/hjaelp']) {
    const weight = await scriptWeight(page, address)
    expect(weight, `${address}: ${weight.toFixed(0)} kB`).toBeGreaterThan(10)
    expect(weight, `${address}: ${weight.toFixed(0)} kB`).toBeLessThan(PUBLIC_LIMIT)
  }
})

test('the composer loads no more than 250 kB of script at the first visit', async ({ page }) => {
  await signIn(page, 'rekvirent@example.dk')
  const weight = await scriptWeight(page, COMPOSER)
  expect(weight, `${weight.toFixed(0)} kB`).toBeLessThan(COMPOSER_LIMIT)
})
