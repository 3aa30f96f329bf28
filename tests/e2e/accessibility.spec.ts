import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './sign-in.ts'

/** Every page people meet, in both languages and at both widths, without a single axe violation and without sideways scrolling. */

/** Sixteen or so pages four times over: a slow machine needs minutes. */
test.describe.configure({ timeout: 900_000 })

const TABLE = 'register=diabetes&title=Tabel&fromYear=2000&toYear=2005&row1=inclusion_age.age10&column1=inclusion_year.year'
const STANDARDISED =
  'register=lpr&title=Tabel&measure=cases&washOut=1&fromYear=2021&toYear=2023&row1=municipality.region&standard=european_2013&rateRatios=on'
const FOLLOWED =
  'register=diabetes&title=Tabel&fromYear=1995&toYear=2009&row1=sex.sex&survival=on&value=inclusion_age&statistics=mean'
const PREVALENCE =
  'register=population&title=Tabel&fromYear=2024&toYear=2024&row1=age.age10&link=lmdb&linkUnit=years&linkBack=1&linkfilter_medicine=A10'
const PAGES: Readonly<Record<string, readonly string[]>> = {
  nobody: [
    '/',
    '/login',
    '/katalog',
    '/katalog/diabetes',
    '/katalog/lpr',
    '/katalog?q=diabetes',
    '/tabeller',
    '/ventetider',
    '/api-adgang',
    '/hjaelp',
    '/was',
    '/privatliv',
    '/findes-ikke',
  ],
  'rekvirent@example.dk': [
    '/bestillinger',
    '/ny',
    `/ny?${TABLE}`,
    '/ny?register=lpr',
    `/ny?${STANDARDISED}`,
    `/ny?${FOLLOWED}`,
    `/ny?${PREVALENCE}`,
    '/beskeder',
    '/noegler',
    '/fakturaer',
  ],
  'analytiker@example.dk': ['/sager', '/sager?vis=all', '/sager/kolleger'],
  'administrator@example.dk': [
    '/admin',
    '/admin/takster',
    '/admin/takster/ny',
    '/admin/kalender',
    '/admin/servicemaal',
    '/admin/graenser',
    '/admin/emner',
    '/admin/personer',
    '/admin/log',
    '/admin/rapporter',
    '/admin/fakturaer',
    '/admin/fakturaer/ny',
    '/admin/myndighed',
    '/admin/opbevaring',
    '/admin/registre',
    '/admin/kunder',
    '/admin/kunder/ny',
    '/admin/tekster',
    '/admin/svartekster',
    '/admin/svartekster/ny',
    '/admin/tekster/order-offered',
  ],
}

for (const [who, addresses] of Object.entries(PAGES)) {
  test(`no page for ${who} has an axe violation or scrolls sideways, in Danish and English, wide and narrow`, async ({
    page,
  }) => {
    if (who !== 'nobody') await signIn(page, who)
    const all = [...addresses, ...(await orderPages(page, who))]
    const faults: string[] = []
    for (const language of ['da', 'en']) {
      await page.goto(`/language?to=${language}&next=/`)
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 })
        for (const address of all) faults.push(...(await faultsOf(page, address, language, width)))
      }
    }
    expect(faults).toEqual([])
  })
}

/** The person's own order pages, one for each that the lists lead to. */
async function orderPages(page: Page, who: string): Promise<string[]> {
  const list = who.startsWith('rekvirent') ? '/bestillinger' : who.startsWith('analytiker') ? '/sager?vis=all' : null
  if (!list) return []
  await page.goto(list)
  const links = await page.locator('main tbody a').evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
  return [...new Set(links)].slice(0, 6)
}

async function faultsOf(page: Page, address: string, language: string, width: number): Promise<string[]> {
  await page.goto(address)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const place = `${address} (${language}, ${width})`
  const faults = violations.map((violation) => `${place}: ${violation.id} at ${violation.nodes[0]?.target.join(' ')}`)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  return overflow > 1 ? [...faults, `${place}: scrolls sideways by ${overflow} px`] : faults
}
