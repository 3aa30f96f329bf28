import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { leadsTo, signIn } from './sign-in.ts'

/** An analyst's own table, from a file with mistakes to a protected table, as she meets it. */

const TABLE = new URLSearchParams([
  ['register', 'diabetes'],
  ['title', 'En tabel fra SAS'],
  ['fromYear', '2000'],
  ['toYear', '2001'],
  ['row1', 'sex.sex'],
  ['column1', 'inclusion_year.year'],
])

async function as(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'da-DK' })).newPage()
  await signIn(page, email)
  return page
}

async function give(page: Page, command: string, done: RegExp): Promise<void> {
  const form = page.getByRole('form', { name: command, exact: true })
  if (!(await form.isVisible())) await page.getByRole('link', { name: command, exact: true }).click()
  await leadsTo(page, () => form.getByRole('button', { name: command, exact: true }).click(), done)
}

/** The true counts of the published sample by sex and year, as a file of an analyst. */
function ownTable(change: (line: string, k: number) => string): Buffer {
  const [, ...lines] = readFileSync('prisma/seed-data/DMlate.csv', 'utf8').trim().split('\n')
  const counts = new Map<string, number>()
  for (const line of lines) {
    const [sex = '', , inclusion = ''] = line.replaceAll('"', '').split(',')
    const key = `${sex === 'M' ? 'Mænd' : 'Kvinder'};${Math.floor(Number(inclusion))}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const cells = [...counts].filter(([key]) => /;200[01]$/.test(key)).map(([key, count]) => `${key};${count}`)
  const total = [...counts].filter(([key]) => /;200[01]$/.test(key)).reduce((sum, [, count]) => sum + count, 0)
  return Buffer.from(['koen;aar;antal', ...[...cells, `I alt;I alt;${total}`].map(change)].join('\r\n'))
}

test('an own table with mistakes is refused cell by cell, mended, and protected beside the service’s own count', async ({
  browser,
}) => {
  const requester = await as(browser, 'rekvirent@example.dk')
  await requester.goto(`/ny?${TABLE}`)
  await requester.getByLabel('Hvad skal tallene bruges til?').fill('Foreningens årsrapport')
  const save = () => requester.getByRole('button', { name: 'Gem og tjek dine svar' }).click()
  await leadsTo(requester, save, /\/bestillinger\/[0-9a-f-]{36}/)
  await leadsTo(requester, () => requester.getByRole('button', { name: 'Send bestillingen' }).click(), /kvittering/)
  const id = /bestillinger\/([0-9a-f-]{36})/.exec(requester.url())?.[1] ?? ''
  const analyst = await as(browser, 'analytiker@example.dk')
  await analyst.goto(`/sager/${id}`)
  await give(analyst, 'Tag sagen', /besked=claimed/)
  await give(analyst, 'Afgiv tilbud', /besked=offered/)
  await requester.goto(`/bestillinger/${id}`)
  await leadsTo(requester, () => requester.getByRole('button', { name: 'Acceptér tilbuddet' }).click(), /besked=accepted/)
  await analyst.goto(`/sager/${id}`)
  await give(analyst, 'Begynd udarbejdelsen', /besked=started/)

  const send = async (name: string, buffer: Buffer) => {
    await analyst.goto(`/sager/${id}/egen-tabel`)
    await analyst.getByLabel('CSV- eller XLSX-fil').setInputFiles({ name, mimeType: 'text/csv', buffer })
    await leadsTo(analyst, () => analyst.getByRole('button', { name: 'Læg filen op' }).click(), /besked=upload-received/)
  }
  await send(
    'forkert-total.csv',
    ownTable((line) => line.replace(/^(I alt.*;)\d+$/, '$11')),
  )
  await expect(analyst.getByRole('heading', { name: 'Totaler, der ikke stemmer' })).toBeVisible()
  await expect(analyst.locator('#totaler').getByRole('cell', { name: 'C6' })).toBeVisible()

  await send('personer.csv', Buffer.from('koen;note;antal\nMænd;010180-1234;7\nKvinder;x;8\n'))
  await expect(analyst.getByText(/Filen er afvist og slettet/)).toBeVisible()
  expect(await analyst.content()).not.toContain('010180')

  await send(
    'rigtig.csv',
    ownTable((line) => line),
  )
  await expect(analyst.getByText('Tabellen er læst og stemmer')).toBeVisible()
  await leadsTo(analyst, () => analyst.getByRole('button', { name: 'Beskyt denne tabel' }).click(), /besked=run-requested/)
  await expect(analyst.getByRole('form', { name: 'Send til kontrol', exact: true })).toBeVisible({ timeout: 120_000 })
  await analyst.goto(`/sager/${id}/tabel`)
  await expect(analyst.getByText('Alle 9 celler er ens.')).toBeVisible()
})
