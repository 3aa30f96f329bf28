import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { elementsWith, readPdf } from '../support/read-pdf.ts'
import { leadsTo, signIn } from './sign-in.ts'

/** The service's main job, through every role, in a real browser: from an empty table to a downloaded one. */

const TITLE = 'Optaget i diabetesregisteret efter køn, alder og år'
const TABLE = new URLSearchParams([
  ['register', 'diabetes'],
  ['title', TITLE],
  ['fromYear', '1996'],
  ['toYear', '2009'],
  ['row1', 'inclusion_age.age10'],
  ['row2', 'sex.sex'],
  ['column1', 'inclusion_year.year'],
])

async function as(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'da-DK', acceptDownloads: true })
  const page = await context.newPage()
  await signIn(page, email)
  return page
}

/** Gives a command: chooses it first where another one's form is shown. */
async function give(page: Page, command: string): Promise<void> {
  const form = page.getByRole('form', { name: command, exact: true })
  if (!(await form.isVisible())) await page.getByRole('link', { name: command, exact: true }).click()
  await form.getByRole('button', { name: command, exact: true }).click()
}

/** The true counts, read straight from the published sample: persons by sex, ten-year age and year of inclusion. */
function directCounts(): Map<string, number> {
  const [, ...lines] = readFileSync('prisma/seed-data/DMlate.csv', 'utf8').trim().split('\n')
  const counts = new Map<string, number>()
  const add = (...key: string[]) => counts.set(key.join('/'), (counts.get(key.join('/')) ?? 0) + 1)
  for (const line of lines) {
    const [sex = '', birth = '', inclusion = ''] = line.replaceAll('"', '').split(',')
    const year = Math.floor(Number(inclusion))
    if (year < 1996 || year > 2009) continue
    const age = Math.floor(Number(inclusion) - Number(birth))
    const band = age >= 90 ? '90+' : `${Math.floor(age / 10) * 10}-${Math.floor(age / 10) * 10 + 9}`
    for (const a of [band, 'TOTAL']) for (const s of [sex, 'TOTAL']) for (const y of [String(year), 'TOTAL']) add(a, s, y)
  }
  return counts
}

test('a table is ordered, priced, produced, protected, checked by a second person, released and downloaded', async ({
  browser,
}) => {
  const requester = await as(browser, 'rekvirent@example.dk')
  await requester.goto(`/ny?${TABLE}`)
  await expect(requester.getByText('kr.').first()).toBeVisible()
  await requester.getByLabel('Hvad skal tallene bruges til?').fill('Foreningens årsrapport')
  await leadsTo(
    requester,
    () => requester.getByRole('button', { name: 'Gem og tjek dine svar' }).click(),
    /\/bestillinger\/[0-9a-f-]{36}/,
  )
  await leadsTo(requester, () => requester.getByRole('button', { name: 'Send bestillingen' }).click(), /kvittering/)
  const id = /bestillinger\/([0-9a-f-]{36})/.exec(requester.url())?.[1] ?? ''

  const analyst = await as(browser, 'analytiker@example.dk')
  await analyst.goto('/sager?orden=number-desc')
  await expect(analyst.getByRole('link', { name: TITLE }).first()).toBeVisible()
  await analyst.goto(`/sager/${id}`)
  await leadsTo(analyst, () => give(analyst, 'Tag sagen'), /besked=claimed/)
  await leadsTo(analyst, () => give(analyst, 'Afgiv tilbud'), /besked=offered/)

  await requester.goto(`/bestillinger/${id}`)
  await leadsTo(requester, () => requester.getByRole('button', { name: 'Acceptér tilbuddet' }).click(), /besked=accepted/)

  await analyst.goto(`/sager/${id}`)
  await leadsTo(analyst, () => give(analyst, 'Begynd udarbejdelsen'), /besked=started/)
  await leadsTo(analyst, () => give(analyst, 'Kør tabellen'), /besked=run-requested/)
  await expect(analyst.getByRole('form', { name: 'Send til kontrol', exact: true })).toBeVisible({ timeout: 60_000 })
  await analyst.goto(`/sager/${id}/tabel`)
  await expect(analyst.locator('main table').first()).toBeVisible()
  await analyst.goto(`/sager/${id}`)
  await leadsTo(analyst, () => give(analyst, 'Send til kontrol'), /besked=sent-to-check/)
  await expect(analyst.getByRole('form', { name: 'Tag kontrollen', exact: true })).toHaveCount(0)

  const checker = await as(browser, 'kontrollant@example.dk')
  await checker.goto(`/sager/${id}`)
  await leadsTo(checker, () => give(checker, 'Tag kontrollen'), /besked=check-claimed/)
  await checker.goto(`/sager/${id}/tabel`)
  await expect(checker.getByRole('form', { name: 'Godkend tabellen', exact: true })).toBeVisible()
  for (const box of await checker.getByRole('form', { name: 'Godkend tabellen', exact: true }).getByRole('checkbox').all())
    await box.check()
  await leadsTo(checker, () => give(checker, 'Godkend tabellen'), /besked=approved/)
  await leadsTo(checker, () => give(checker, 'Frigiv leveringen'), /besked=released/)

  await requester.goto(`/bestillinger/${id}/levering`)
  await expect(requester.getByRole('heading', { level: 1 })).toHaveText(TITLE)
  await expect(requester.locator('.recharts-surface').first()).toBeAttached()
  const csv = await download(requester, 'CSV til programmer')
  const truth = directCounts()
  const [head = '', ...lines] = csv.trim().split(/\r?\n/)
  expect(head).toBe('inclusion_age,sex,inclusion_year,value,status,origin')
  let published = 0
  for (const line of lines) {
    const [age = '', sex = '', year = '', value = '', status = ''] = line.split(',')
    const key = [age, sexCode(sex), year].join('/')
    if (status !== 'published') continue
    published++
    expect(`${key} ${value}`).toBe(`${key} ${truth.get(key) ?? 0}`)
    expect(Number(value) === 0 || Number(value) >= 5, `${key} shows ${value}`).toBe(true)
  }
  expect(published).toBeGreaterThan(300)
  const xlsx = await download(requester, 'Excel')
  expect(xlsx.startsWith('PK')).toBe(true)
  const report = readPdf(Buffer.from(await download(requester, 'PDF-rapport'), 'latin1'))
  expect(elementsWith(report.root, 'H1').map(({ text }) => text)).toEqual([TITLE])
  expect(elementsWith(report.root, 'TD').length).toBeGreaterThan(300)
  await orderOnPaper(requester, id)

  await analyst.goto(`/sager/${id}`)
  await expect(analyst.locator('.st-history li, [class*=history] li').nth(8)).toBeVisible()
})

/** The order as a PDF has the offer's lines and who accepted; a person of another organisation gets nothing. */
async function orderOnPaper(requester: Page, id: string): Promise<void> {
  await requester.goto(`/bestillinger/${id}`)
  const paper = readPdf(Buffer.from(await download(requester, 'Hent bestillingen som PDF'), 'latin1'))
  expect(paper.loose).toEqual([])
  const words = elementsWith(paper.root, 'TD').map(({ text }) => text)
  expect(words).toContain('Foreningens årsrapport')
  expect(words.some((word) => /\d,\d\d.kr\.$/.test(word))).toBe(true)
  expect(elementsWith(paper.root, 'P').some(({ text }) => text.startsWith('Accepteret af'))).toBe(true)
  const stranger = await requester.context().browser()?.newContext()
  const answer = await stranger?.request.get(`/bestillinger/${id}/pdf`)
  expect(answer?.status()).toBe(404)
}

/** The file's codes for sex: 1 and 2 in the catalogue, M and F in the published sample. */
function sexCode(code: string): string {
  return ({ '1': 'M', '2': 'F', M: 'M', K: 'F', F: 'F' } as Record<string, string>)[code] ?? code
}

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: new RegExp(`^${name}`) }).click(),
  ])
  return readFileSync((await file.path()) ?? '', 'latin1')
}
