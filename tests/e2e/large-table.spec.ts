import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { MadeTable } from '../support/order-walk.ts'
import { signIn } from './sign-in.ts'

/** A delivered table of more than twenty-six thousand cells, walked through the real commands and read in a browser. */

const EMAILS = { requester: 'rekvirent@example.dk', analyst: 'analytiker@example.dk', checker: 'kontrollant@example.dk' } as const
let address = ''
let made: MadeTable

test.beforeAll(async () => {
  process.env.STATISTIK_DATA_DIR = '.data/test/large-table'
  const { owner } = await import('../support/database.ts')
  const { orderAt } = await import('../support/order-walk.ts')
  const { loadActor } = await import('#lib/identity/queries.ts')
  const { seedCatalogue } = await import('../../prisma/seed-data/seed-catalogue.ts')
  const { closeDatabase } = await import('#lib/platform/db.ts')
  const actorOf = async (email: string) => {
    const person = await owner.person.findUniqueOrThrow({ where: { email } })
    const actor = await loadActor(person.id, person.sessionEpoch, null)
    if (!actor) throw new Error(`${email} can't be loaded`)
    return actor
  }
  made = largeTable(seedCatalogue())
  const cast = {
    requester: await actorOf(EMAILS.requester),
    analyst: await actorOf(EMAILS.analyst),
    checker: await actorOf(EMAILS.checker),
  }
  address = `/bestillinger/${await orderAt('released', cast, made)}/levering`
  await closeDatabase()
  await owner.$disconnect()
})

/** Municipalities by blocks of diagnoses, every cell with a number of its own. */
function largeTable(
  catalogue: ReturnType<typeof import('../../prisma/seed-data/seed-catalogue.ts')['seedCatalogue']>,
): MadeTable {
  const dimension = (id: string, classification: string, level: string) => {
    const nodes = catalogue.classifications.find((each) => each.id === classification)?.nodes ?? []
    const codes = ['TOTAL', ...nodes.filter((node) => node.level === level).map(({ code }) => code)]
    return { id, codes, parents: codes.map((_, k) => (k === 0 ? -1 : 0)), additive: true }
  }
  const dimensions = [dimension('municipality', 'municipality', 'kommune'), dimension('diagnosis', 'icd10', 'block')]
  const cells = dimensions.reduce((product, { codes }) => product * codes.length, 1)
  return {
    dimensions,
    counts: Array.from({ length: cells }, (_, k) => 1_000 + k),
    specification: {
      schema: 1,
      title: 'Kommuner efter diagnosegrupper',
      register: 'lpr',
      measure: 'contacts',
      rate: false,
      period: { fromYear: 2020, toYear: 2020 },
      filters: [],
      rows: [{ variable: 'municipality', level: 'kommune', codes: null, parents: false }],
      columns: [{ variable: 'diagnosis', level: 'block', codes: null, parents: false }],
      totals: true,
    },
  }
}

test('draws only what is seen, keeps headings in sight, tells its whole size, and shows the right number in the last corner', async ({
  page,
}) => {
  await signIn(page, EMAILS.requester)
  await page.goto(address)
  const [rows = 0, columns = 0] = made.dimensions.map(({ codes }) => codes.length)
  const table = page.locator('table.st-large')
  await expect(table).toHaveAttribute('aria-rowcount', String(rows + 1))
  await expect(table).toHaveAttribute('aria-colcount', String(columns + 1))
  expect(await table.locator('td').count()).toBeLessThan(2_000)
  const box = page.locator('.st-large-box')
  await box.focus()
  await box.evaluate((each) => each.scrollTo(each.scrollWidth, each.scrollHeight))
  const last = (1_000 + rows * columns - 1).toLocaleString('da-DK')
  await expect(table.getByRole('cell', { name: last, exact: true })).toBeVisible()
  const heading = table.locator('tbody th').last()
  await expect(heading).toBeInViewport()
  await expect(table.locator('thead th').first()).toBeInViewport()
  const { violations } = await new AxeBuilder({ page }).include('.st-large-box').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})

test('stands page by page without scripts, with every cell within reach', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'da-DK' })
  const page = await context.newPage()
  await page.goto('/login')
  await page.getByRole('textbox', { name: 'E-mail' }).fill(EMAILS.requester)
  await page.locator('input[type=password]').fill('vis-mig-tabellen')
  await page.locator('main').getByRole('button', { name: 'Log på', exact: true }).click()
  const [rows = 0, columns = 0] = made.dimensions.map(({ codes }) => codes.length)
  await page.goto(`${address}?fra=${rows - 1}&kolonne=${columns - 1}`)
  const last = (1_000 + rows * columns - 1).toLocaleString('da-DK')
  await expect(page.locator('table.st-delivery').getByRole('cell', { name: last, exact: true })).toBeVisible()
  await page.getByRole('navigation', { name: 'Sider med rækker' }).getByRole('link', { name: 'Forrige' }).click()
  await expect(page.getByText(`Række ${rows - 50}–${rows - 1} af ${rows}`)).toBeVisible()
  await context.close()
})
